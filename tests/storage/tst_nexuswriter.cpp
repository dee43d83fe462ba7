#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/orphan.h"
#include "storage/nexus/runreader.h"
#include "storage/nexus/runreplay.h"
#include "tests/storage/testruns.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <limits>
#include <sys/resource.h>

using devices::DataKey;
using devices::Value;
using scans::Document;
using storage::NexusWriter;
using storage::RunData;
using storage::RunReader;
using storage::RunReplay;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

class FileSizeLimit
{
public:
    explicit FileSizeLimit(int bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // else the first write beyond ends the program
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{static_cast<rlim_t>(bytes), m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

/// HDF5 1.10 leaks a file that a full disk did not let it close.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libhdf5";
}

/// Files named after their case stay in nexus-samples beside the test programs: check_nexus.py looks at them with h5py and silx.
class TestNexusWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lineScan();
    void inMemoryUntilFirstPoint();
    void mesh_data();
    void mesh();
    void meshWithoutTargets();
    void repeatedPointsLastOneWins();
    void stopThatComesAgain();
    void frames();
    void compression_data();
    void compression();
    void compressionThatCannotBe_data();
    void compressionThatCannotBe();
    void roomByExpectedPoints();
    void linkedFrames_data();
    void linkedFrames();
    void framesWithoutTheirFile();
    void textsAndArrays();
    void arrayThatGrewIsKept();
    void baselineAndConfiguration();
    void streamsDuringTheRun();
    void readableWhileItGrows();
    void countHasTimeAxis();
    void abortBeforeFirstPoint();
    void neverOverwrites();
    void cannotWrite();
    void abandon();
    void fullDisk_data();
    void fullDisk();
    void foreignFile();

private:
    /// Writes one run as nexus-samples/NAME.h5; returns the path.
    QString write(const QString& name, const std::vector<Document>& documents);
    RunData read(const QString& path);

    QString m_folder;
};

void TestNexusWriter::initTestCase()
{
    m_folder = QCoreApplication::applicationDirPath() + QStringLiteral("/nexus-samples");
    QVERIFY(QDir(m_folder).removeRecursively());
    QVERIFY(QDir().mkpath(m_folder));
}

QString TestNexusWriter::write(const QString& name, const std::vector<Document>& documents)
{
    QString path;
    NexusWriter writer(
        m_folder, name + QStringLiteral(".h5"), [&path](const QString&, const QString& made, NexusWriter::Stage) {
            path = made;
            return devices::Result<void>();
        });
    const auto done = testruns::feed(writer, documents);
    if (!done)
        QTest::qFail(qPrintable(done.error().message), __FILE__, __LINE__);
    return path;
}

RunData TestNexusWriter::read(const QString& path)
{
    auto run = RunReader::read(path);
    if (run)
        return std::move(run).value();
    QTest::qFail(qPrintable(run.error().message), __FILE__, __LINE__);
    return {};
}

void TestNexusWriter::lineScan()
{
    const testruns::LineScan scan(17, 42);
    const RunData run = read(write(QStringLiteral("line"), scan.documents()));
    QCOMPARE(run.uid, scan.start->uid);
    QCOMPARE(run.scanId, 42);
    QCOMPARE(run.planName, QStringLiteral("scan"));
    QCOMPARE(run.start, scans::toJson(scan.start));
    QCOMPARE(run.exitStatus, QStringLiteral("success"));
    QVERIFY(!run.growing);
    QCOMPARE(run.startTime, devices::toIso(scan.start->time));
    QVERIFY(run.endTime > run.startTime);
    QCOMPARE(run.signal, QStringLiteral("sc_I0"));
    QCOMPARE(run.axes.size(), 1U);
    QCOMPARE(run.axes[0].name, QStringLiteral("sx"));
    QCOMPARE(run.axes[0].units, QStringLiteral("mm"));
    QVERIFY(run.gridShape.empty());
    QCOMPARE(run.columns.size(), 3U);
    QCOMPARE(run.columns[0].name, QStringLiteral("sx"));
    QVERIFY(run.columns[2].hinted && run.columns[2].counts);
    QCOMPARE(run.columns[2].object, QStringLiteral("sc"));
    for (int n = 1; n <= scan.points; ++n) {
        const auto row = static_cast<std::size_t>(n - 1);
        QCOMPARE(run.column(QStringLiteral("sx"))->values.at(row), testruns::LineScan::position(n));
        QCOMPARE(
            run.column(QStringLiteral("sc_I0"))->values.at(row), static_cast<double>(testruns::LineScan::counts(n)));
        QCOMPARE(run.times.at(row), 0.5 * n);
        QCOMPARE(run.gridIndex.at(row), std::vector<int>{n - 1});
    }
}

void TestNexusWriter::inMemoryUntilFirstPoint()
{
    const testruns::LineScan scan(3);
    NexusWriter writer(m_folder, QStringLiteral("late.h5"), {});
    const QString path = m_folder + QStringLiteral("/late.h5");
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary}));
    QVERIFY(!QFileInfo::exists(path));
    QVERIFY(testruns::feed(writer, {scan.point(1)}));
    QVERIFY(QFileInfo::exists(path));
    QVERIFY(!QFileInfo::exists(path + QStringLiteral(".part")));
    QCOMPARE(read(path).times.size(), 1U);
    QVERIFY(testruns::feed(writer, {testruns::stop(scan.start, 1)}));
}

void TestNexusWriter::mesh_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<bool>("snake");
    QTest::addColumn<int>("measured");
    QTest::addColumn<double>("step");
    QTest::newRow("plain") << QList<int>{3, 4} << false << 12 << 1.0;
    QTest::newRow("snake") << QList<int>{3, 4} << true << 12 << 1.0;
    QTest::newRow("downwards") << QList<int>{3, 4} << true << 12 << -1.0;
    QTest::newRow("snake_with_holes") << QList<int>{5, 7} << true << 23 << 1.0;
    QTest::newRow("three_axes") << QList<int>{2, 3, 4} << true << 24 << 1.0;
}

void TestNexusWriter::mesh()
{
    QFETCH(QList<int>, shape);
    QFETCH(bool, snake);
    QFETCH(int, measured);
    QFETCH(double, step);
    const QStringList motors
        = QStringList{QStringLiteral("sz"), QStringLiteral("sy"), QStringLiteral("sx")}.mid(3 - shape.size());
    QJsonArray planAxes;
    QJsonArray lengths;
    for (qsizetype i = 0; i < shape.size(); ++i) {
        planAxes.append(QJsonObject{{QStringLiteral("motor"), motors.at(i)}, {QStringLiteral("start"), 10},
            {QStringLiteral("stop"), 10 + step * (shape.at(i) - 1)}});
        lengths.append(shape.at(i));
    }
    const auto start = testruns::start(7,
        {{QStringLiteral("plan_name"), QStringLiteral("grid_scan")},
            {QStringLiteral("motors"), QJsonArray::fromStringList(motors)}, {QStringLiteral("shape"), lengths},
            {QStringLiteral("plan_args"), QJsonObject{{QStringLiteral("axes"), planAxes}}},
            {QStringLiteral("detectors"), QJsonArray{QStringLiteral("det")}}});
    std::vector<DataKey> keys;
    for (const QString& motor : motors)
        keys.push_back(testruns::key(motor, DataKey::Dtype::Number, motor, QStringLiteral("mm")));
    keys.push_back(testruns::key(QStringLiteral("det"), DataKey::Dtype::Number, QStringLiteral("det")));
    keys.back().hinted = keys.back().counts = true;
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), keys);

    std::vector<Document> documents{start, primary};
    const auto axes = static_cast<std::size_t>(shape.size());
    const auto cellOf = [&shape, axes](const std::vector<int>& index) {
        int cell = 0;
        for (std::size_t axis = 0; axis < axes; ++axis)
            cell = cell * shape[static_cast<qsizetype>(axis)] + index[axis];
        return cell;
    };
    std::vector<int> order;
    for (int n = 0; n < measured; ++n) {
        std::vector<int> index(axes);
        int rest = n;
        for (std::size_t axis = axes; axis-- > 0; rest /= shape[static_cast<qsizetype>(axis)])
            index[axis] = rest % shape[static_cast<qsizetype>(axis)];
        const int line = n / shape.constLast();
        if (snake && line % 2 == 1)
            index[axes - 1] = shape.constLast() - 1 - index[axes - 1];
        std::vector<Value> values;
        for (const int i : index)
            values.emplace_back(10 + step * i + 0.01); // read back a little off the target
        values.emplace_back(static_cast<double>(cellOf(index)));
        order.push_back(cellOf(index));
        documents.emplace_back(testruns::event(primary, n + 1, values, index));
    }
    documents.emplace_back(testruns::stop(start, measured));

    const QString path = write(QStringLiteral("mesh_") + QString::fromLatin1(QTest::currentDataTag()), documents);
    const RunData run = read(path);
    QCOMPARE(run.gridShape, std::vector<int>(shape.cbegin(), shape.cend()));
    QCOMPARE(run.axes.size(), axes);
    for (std::size_t axis = 0; axis < axes; ++axis) {
        QCOMPARE(run.axes[axis].name, motors.at(static_cast<qsizetype>(axis)));
        QCOMPARE(run.axes[axis].targets.size(), static_cast<std::size_t>(shape.at(static_cast<qsizetype>(axis))));
        QCOMPARE(run.axes[axis].targets.back(), 10.0 + step * (shape.at(static_cast<qsizetype>(axis)) - 1));
    }
    // Raw order as measured, and every cell of the picture holds its own number.
    const storage::RunColumn* raw = run.column(QStringLiteral("det"));
    for (std::size_t row = 0; row < order.size(); ++row)
        QCOMPARE(raw->values.at(row), static_cast<double>(order[row]));
    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const storage::h5::Handle picture = storage::h5::open(file.id(), QStringLiteral("entry/data/det"));
    const std::vector<double> cells = storage::h5::readNumbers(picture.id());
    QCOMPARE(cells.size(), run.onGrid(*raw).size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const bool there = std::find(order.cbegin(), order.cend(), static_cast<int>(cell)) != order.cend();
        QVERIFY(there ? cells[cell] == static_cast<double>(cell) : std::isnan(cells[cell]));
        QVERIFY(there ? run.onGrid(*raw)[cell] == static_cast<double>(cell) : std::isnan(run.onGrid(*raw)[cell]));
    }
    const storage::h5::Handle target = storage::h5::open(file.id(), QStringLiteral("entry/instrument/sx/target"));
    QCOMPARE(storage::h5::readNumbers(target.id()).front(), 10.0);
}

void TestNexusWriter::meshWithoutTargets()
{
    const auto start = testruns::start(8,
        {{QStringLiteral("plan_name"), QStringLiteral("list_grid_scan")},
            {QStringLiteral("motors"), QJsonArray{QStringLiteral("sy"), QStringLiteral("sx")}},
            {QStringLiteral("shape"), QJsonArray{2, 2}}});
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(QStringLiteral("sy"), DataKey::Dtype::Number, QStringLiteral("sy")),
            testruns::key(QStringLiteral("sx"), DataKey::Dtype::Number, QStringLiteral("sx")),
            testruns::key(QStringLiteral("det"), DataKey::Dtype::Number, QStringLiteral("det"))});
    const RunData run = read(write(QStringLiteral("mesh_list"),
        {start, primary, testruns::event(primary, 1, {5.0, 1.0, 11.0}, {0, 0}),
            testruns::event(primary, 2, {5.0, 4.0, 12.0}, {0, 1}),
            testruns::event(primary, 3, {6.0, 4.0, 13.0}, {1, 1}),
            testruns::stop(start, 3, QStringLiteral("abort"), QStringLiteral("seen enough"))}));
    QCOMPARE(run.axes.at(0).targets, (std::vector<double>{5, 6}));
    QCOMPARE(run.axes.at(1).targets, (std::vector<double>{1, 4}));
    QCOMPARE(run.exitStatus, QStringLiteral("abort"));
    QCOMPARE(run.reason, QStringLiteral("seen enough"));
}

void TestNexusWriter::repeatedPointsLastOneWins()
{
    const testruns::LineScan scan(4);
    const auto again = testruns::event(scan.primary, 2, {7.5, 0.5, qint64{7}}, {1});
    const auto oncemore = testruns::event(scan.primary, 3, {8.5, 0.5, qint64{8}}, {2});
    // Both ways: still waiting in memory, and long since in the file.
    NexusWriter writer(m_folder, QStringLiteral("rewound.h5"), {});
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary, scan.point(1), scan.point(2), again, scan.point(3)}));
    QVERIFY(testruns::feed(writer, {oncemore}));
    QVERIFY(testruns::feed(writer, {scan.point(4), testruns::stop(scan.start, 4)}));
    const RunData run = read(m_folder + QStringLiteral("/rewound.h5"));
    QCOMPARE(run.column(QStringLiteral("sx"))->values, (std::vector<double>{-1, 7.5, 8.5, -0.625}));
    QCOMPARE(run.times.size(), 4U);
}

void TestNexusWriter::stopThatComesAgain()
{
    const testruns::LineScan scan(3);
    const auto again = testruns::event(scan.primary, 2, {7.5, 0.5, qint64{7}}, {1});
    int completed = 0;
    NexusWriter writer(m_folder, QStringLiteral("stoptwice.h5"),
        [&completed](const QString&, const QString&, NexusWriter::Stage stage) -> devices::Result<void> {
            if (stage == NexusWriter::Stage::Complete && ++completed == 1)
                return devices::Error{devices::ErrorCode::Timeout, QStringLiteral("locked"), {}};
            return {};
        });
    const auto stop = testruns::stop(scan.start, 3);
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary, scan.point(1), scan.point(2), again, scan.point(3)}));
    QVERIFY(!testruns::feed(writer, {stop}));
    QVERIFY(testruns::feed(writer, {stop}));
    QCOMPARE(completed, 2);
    const QString path = m_folder + QStringLiteral("/stoptwice.h5");
    // As after a kill before the catalogue knew that the file was complete.
    const auto end = storage::finishOrphan(path, *stop);
    QVERIFY2(end.ok(), end ? "" : qPrintable(end.error().message));
    QCOMPARE(end.value().points, 3);
    const storage::h5::Handle file = storage::h5::openToRead(path);
    const storage::h5::Handle plotted = storage::h5::open(file.id(), QStringLiteral("entry/data/sx"));
    QCOMPARE(storage::h5::readNumbers(plotted.id()), (std::vector<double>{-1, 7.5, -0.75}));
    QCOMPARE(RunReplay::all(path).value().size(), 7U);
}

void TestNexusWriter::frames()
{
    const auto start = testruns::start(9,
        {{QStringLiteral("plan_name"), QStringLiteral("scan")},
            {QStringLiteral("motors"), QJsonArray{QStringLiteral("sx")}}});
    DataKey frame = testruns::key(QStringLiteral("cam_image"), DataKey::Dtype::Array, QStringLiteral("cam"));
    frame.shape = {5, 8};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(QStringLiteral("sx"), DataKey::Dtype::Number, QStringLiteral("sx")), frame});
    std::vector<Document> documents{start, primary};
    for (int n = 1; n <= 3; ++n) {
        std::vector<quint16> pixels(40);
        for (std::size_t i = 0; i < pixels.size(); ++i)
            pixels[i] = static_cast<quint16>(1000 * n + static_cast<int>(i));
        documents.emplace_back(testruns::event(primary, n, {0.5 * n, devices::makeArray(pixels)}, {n - 1}));
    }
    documents.emplace_back(testruns::stop(start, 3));
    const QString path = write(QStringLiteral("frames"), documents);
    const RunData run = read(path);
    QCOMPARE(run.column(QStringLiteral("cam_image"))->shape, (std::vector<qint64>{5, 8}));
    QVERIFY(run.column(QStringLiteral("cam_image"))->values.empty());

    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const storage::h5::Handle data = storage::h5::open(file.id(), QStringLiteral("entry/instrument/cam/data"));
    QCOMPARE(storage::h5::shapeOf(data.id()), (std::vector<hsize_t>{3, 5, 8}));
    QCOMPARE(storage::h5::readNumbers(data.id()).at(2 * 40 + 13), 3013.0);
    const storage::h5::Handle type(H5Dget_type(data.id()));
    QVERIFY(H5Tequal(type.id(), H5T_NATIVE_UINT16) > 0);
    const storage::h5::Handle properties(H5Dget_create_plist(data.id()));
    std::array<hsize_t, 3> chunk{};
    QCOMPARE(H5Pget_chunk(properties.id(), 3, chunk.data()), 3);
    QCOMPARE(chunk[1] * chunk[2], 40U);
}

void TestNexusWriter::compression_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("filter");
    QTest::newRow("none") << QStringLiteral("none") << 0;
    QTest::newRow("gzip") << QStringLiteral("gzip") << int{H5Z_FILTER_DEFLATE};
    QTest::newRow("lzf") << QStringLiteral("lzf") << 32000;
    QTest::newRow("bitshuffle") << QStringLiteral("bitshuffle") << 32008;
}

void TestNexusWriter::compression()
{
    QFETCH(QString, method);
    QFETCH(int, filter);
    const auto wanted = storage::h5::Compression::parse(method);
    QVERIFY(wanted);
    if (const auto able = wanted.value().check(); !able) {
        QVERIFY(H5Zfilter_avail(filter) <= 0);
        QSKIP(qPrintable(able.error().message));
    }
    const auto start = testruns::start(20, {{QStringLiteral("num_points"), 3}});
    DataKey frame = testruns::key(QStringLiteral("image"), DataKey::Dtype::Array, QStringLiteral("cam"));
    frame.shape = {120, 200};
    DataKey spectrum = testruns::key(QStringLiteral("spectrum"), DataKey::Dtype::Array, QStringLiteral("mca"));
    spectrum.shape = {2048};
    DataKey few = testruns::key(QStringLiteral("few"), DataKey::Dtype::Array, QStringLiteral("few"));
    few.shape = {4};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), {frame, spectrum, few});
    std::vector<Document> documents{start, primary};
    for (int n = 1; n <= 3; ++n) {
        std::vector<quint16> pixels(120 * 200, static_cast<quint16>(n));
        pixels[777] = static_cast<quint16>(1000 * n);
        documents.emplace_back(testruns::event(primary, n,
            {devices::makeArray(pixels), devices::makeArray(std::vector<qint32>(2048, 7 * n)),
                devices::makeArray<double>({1, 2, 3, 4})},
            {n - 1}));
    }
    documents.emplace_back(testruns::stop(start, 3));
    const QString path = m_folder + QStringLiteral("/compressed_%1.h5").arg(method);
    {
        NexusWriter writer(m_folder, QFileInfo(path).fileName(), {}, wanted.value());
        for (const Document& document : documents) // each point by itself, as when they come slowly
            QVERIFY(testruns::feed(writer, {document}));
    }
    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const auto filtersOf = [&file](const char* name) {
        const storage::h5::Handle data = storage::h5::open(file.id(), QString::fromLatin1(name));
        const storage::h5::Handle properties(H5Dget_create_plist(data.id()));
        std::vector<int> filters;
        for (int i = 0; i < H5Pget_nfilters(properties.id()); ++i) {
            unsigned flags = 0;
            std::size_t values = 0;
            filters.push_back(H5Pget_filter2(
                properties.id(), static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, nullptr));
        }
        return filters;
    };
    for (const char* name : {"entry/measurement/image", "entry/measurement/spectrum"}) {
        const std::vector<int> filters = filtersOf(name);
        QCOMPARE(std::count(filters.cbegin(), filters.cend(), filter), filter == 0 ? 0 : 1);
        const storage::h5::Handle data = storage::h5::open(file.id(), QString::fromLatin1(name));
        const storage::h5::Handle type(H5Dget_type(data.id()));
        const std::size_t bytes = storage::h5::readNumbers(data.id()).size() * H5Tget_size(type.id());
        QVERIFY(filter == 0 || H5Dget_storage_size(data.id()) < bytes / 2);
    }
    QCOMPARE(filtersOf("entry/measurement/few"), std::vector<int>{H5Z_FILTER_FLETCHER32});
    const auto again = RunReplay::all(path);
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().message));
    QCOMPARE(again.value().size(), documents.size());
    for (std::size_t n = 2; n < 5; ++n)
        QCOMPARE(devices::toDoubles(std::get<scans::EventPtr>(again.value()[n])->data.at(0).value),
            devices::toDoubles(std::get<scans::EventPtr>(documents[n])->data.at(0).value));
}

void TestNexusWriter::compressionThatCannotBe_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<double>("level"); // 0 = none given
    QTest::addColumn<QString>("told");
    QTest::newRow("unknown") << QStringLiteral("zip") << 0.0 << QStringLiteral("none, gzip, lzf, bitshuffle");
    QTest::newRow("level too high") << QStringLiteral("gzip") << 10.0 << QStringLiteral("from 1 to 9");
    QTest::newRow("no whole level") << QStringLiteral("gzip") << 1.5 << QStringLiteral("from 1 to 9");
    QTest::newRow("level of another") << QStringLiteral("lzf") << 3.0 << QStringLiteral("for gzip alone");
}

void TestNexusWriter::compressionThatCannotBe()
{
    QFETCH(QString, method);
    QFETCH(double, level);
    QFETCH(QString, told);
    const auto refused
        = storage::h5::Compression::parse(method, level > 0 ? std::optional<double>(level) : std::nullopt);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, devices::ErrorCode::BadValue);
    QVERIFY2(refused.error().message.contains(told), qPrintable(refused.error().message));
    QVERIFY(refused.error().message.contains(method));
}

void TestNexusWriter::roomByExpectedPoints()
{
    const auto sizeOf = [this](int points, int expected) {
        const testruns::LineScan scan(
            points, 21, expected > 0 ? QJsonObject{} : QJsonObject{{QStringLiteral("num_points"), QJsonValue()}});
        return QFileInfo(write(QStringLiteral("room_%1_%2").arg(points).arg(expected), scan.documents())).size();
    };
    const qint64 few = sizeOf(9, 9);
    QVERIFY2(few < 60'000, qPrintable(QString::number(few)));
    QVERIFY(few < sizeOf(9, 0)); // where the plan does not tell
    QVERIFY(sizeOf(600, 600) < 200'000);
}

namespace {

/// As a detector's plugin writes them: frame n holds n everywhere.
void makeDetectorFile(const QString& path, int frames)
{
    const storage::h5::Handle file(
        H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    const storage::h5::Handle entry = storage::h5::makeGroup(file.id(), QStringLiteral("entry"), "NXentry");
    const storage::h5::Handle data = storage::h5::makeGroup(entry.id(), QStringLiteral("data"), "NXdata");
    const std::vector<hsize_t> shape{static_cast<hsize_t>(frames), 4, 6};
    const storage::h5::Handle dataset
        = storage::h5::makeFixed(data.id(), QStringLiteral("data"), H5T_NATIVE_UINT16, shape, nullptr);
    std::vector<quint16> pixels;
    for (int n = 0; n < frames; ++n)
        pixels.insert(pixels.end(), 24, static_cast<quint16>(n));
    QVERIFY(H5Dwrite(dataset.id(), H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, pixels.data()) >= 0);
}

/// A scan of three points, whose second is measured twice, with frames in a file of the detector's.
std::vector<Document> scanWithFrames(const QString& uri, const std::vector<qint64>& frames)
{
    const testruns::LineScan scan(3, 20);
    auto primary = std::make_shared<scans::EventDescriptor>(*scan.primary);
    primary->external = {testruns::key(QStringLiteral("eiger_image"), DataKey::Dtype::Array, QStringLiteral("eiger"))};
    primary->external.front().shape = {4, 6};
    const auto resource = std::make_shared<const scans::StreamResource>(scans::StreamResource{QStringLiteral("r"),
        scan.start->uid, QStringLiteral("eiger_image"), QStringLiteral("application/x-hdf5"), uri,
        {{QStringLiteral("dataset"), QStringLiteral("/entry/data/data")}}});
    std::vector<Document> all{scan.start, scans::EventDescriptorPtr(primary), resource};
    const std::vector<int> points{1, 2, 2, 3};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x = points[i] + 0.1 * static_cast<double>(i);
        all.emplace_back(testruns::event(primary, points[i], {x, 0.5, qint64{100} + points[i]}, {points[i] - 1}));
        all.emplace_back(std::make_shared<const scans::StreamDatum>(scans::StreamDatum{
            QStringLiteral("r/%1").arg(i), resource, primary, {frames[i], frames[i] + 1}, {points[i], points[i] + 1}}));
    }
    all.emplace_back(testruns::stop(scan.start, 3));
    return all;
}

} // namespace

void TestNexusWriter::linkedFrames_data()
{
    QTest::addColumn<int>("written");
    QTest::addColumn<std::vector<qint64>>("frames");
    QTest::newRow("whole") << 4 << std::vector<qint64>{0, 1, 2, 3};
    QTest::newRow("some") << 7 << std::vector<qint64>{0, 2, 3, 6};
}

void TestNexusWriter::linkedFrames()
{
    QFETCH(int, written);
    QFETCH(std::vector<qint64>, frames);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(QDir().mkpath(m_folder + QStringLiteral("/detector")));
    const QString detector = m_folder + QStringLiteral("/detector/eiger_%1.h5").arg(tag);
    makeDetectorFile(detector, written);
    const std::vector<Document> documents = scanWithFrames(QStringLiteral("file://localhost") + detector, frames);
    const QString path = write(QStringLiteral("linked_") + tag, documents);
    const storage::h5::Handle file = storage::h5::openToRead(path);
    const storage::h5::Handle data = storage::h5::open(file.id(), QStringLiteral("entry/instrument/eiger/eiger_image"));
    QCOMPARE(storage::h5::shapeOf(data.id()), (std::vector<hsize_t>{4, 4, 6}));
    const std::vector<double> pixels = storage::h5::readNumbers(data.id());
    for (std::size_t i = 0; i < frames.size(); ++i)
        QCOMPARE(pixels.at(24 * i), static_cast<double>(frames[i]));
    // The plot has the last of the repeated point, the columns have both.
    const auto numbers = [&file](const char* name) {
        return storage::h5::readNumbers(storage::h5::open(file.id(), QString::fromLatin1(name)).id());
    };
    QCOMPARE(numbers("entry/measurement/sx"), (std::vector<double>{1, 2.1, 2.2, 3.3}));
    QCOMPARE(numbers("entry/data/sx"), (std::vector<double>{1, 2.2, 3.3}));
    QCOMPARE(numbers("entry/data/sc_I0"), (std::vector<double>{101, 102, 103}));
    QCOMPARE(numbers("entry/data/sc_I0_errors").size(), 3U);
    QCOMPARE(RunReplay::all(path).value().size(), documents.size());
}

void TestNexusWriter::framesWithoutTheirFile()
{
    const QString path = write(
        QStringLiteral("linked_lost"), scanWithFrames(QStringLiteral("file:///nowhere/eiger.h5"), {0, 1, 2, 3}));
    QCOMPARE(read(path).exitStatus, QStringLiteral("success")); // the run is not to blame
    const storage::h5::Handle file = storage::h5::openToRead(path);
    const storage::h5::Handle group = storage::h5::open(file.id(), QStringLiteral("entry/instrument/eiger"));
    QVERIFY(storage::h5::exists(group.id(), QStringLiteral("eiger_image")));
}

void TestNexusWriter::textsAndArrays()
{
    const auto start = testruns::start(10, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    DataKey filter = testruns::key(QStringLiteral("filter"), DataKey::Dtype::String, QStringLiteral("filter"));
    filter.choices = QStringList{QStringLiteral("Out"), QStringLiteral("Al 10 µm")};
    DataKey spectrum = testruns::key(QStringLiteral("mca"), DataKey::Dtype::Array, QStringLiteral("mca"));
    spectrum.shape = {6};
    DataKey names = testruns::key(QStringLiteral("names"), DataKey::Dtype::Array, QStringLiteral("names"));
    names.shape = {2};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {filter, testruns::key(QStringLiteral("comment"), DataKey::Dtype::String, QStringLiteral("comment")), spectrum,
            names, testruns::key(QStringLiteral("n"), DataKey::Dtype::Integer, QStringLiteral("n"))});
    const QString longText(200, QChar(0x00E4));
    const QString path = write(QStringLiteral("texts"),
        {start, primary,
            testruns::event(primary, 1,
                {devices::EnumIndex{1}, QStringLiteral("größer"), devices::makeArray<double>({1, 2, 3, 4, 5, 6}),
                    devices::makeArray<QString>({QStringLiteral("a"), QStringLiteral("b")}), qint64{1} << 60}),
            testruns::event(primary, 2,
                {devices::EnumIndex{0}, longText, devices::makeArray<double>({7, 8}),
                    devices::makeArray<QString>({QStringLiteral("c")}), Value()}),
            testruns::stop(start, 2)});
    const RunData run = read(path);
    QCOMPARE(
        run.column(QStringLiteral("filter"))->texts, (QStringList{QStringLiteral("Al 10 µm"), QStringLiteral("Out")}));
    QCOMPARE(run.column(QStringLiteral("comment"))->texts.at(0), QStringLiteral("größer"));
    QCOMPARE(run.column(QStringLiteral("comment"))->texts.at(1), longText.left(64)); // 128 bytes, no half character
    QCOMPARE(run.column(QStringLiteral("n"))->values.at(0), std::ldexp(1.0, 60));
    QVERIFY(std::isnan(run.column(QStringLiteral("n"))->values.at(1)));
    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const std::vector<double> spectra
        = storage::h5::readNumbers(storage::h5::open(file.id(), QStringLiteral("entry/measurement/mca")).id());
    QCOMPARE(spectra.at(6 + 1), 8.0);
    QVERIFY(std::isnan(spectra.at(6 + 2)));
    QCOMPARE(storage::h5::readTexts(storage::h5::open(file.id(), QStringLiteral("entry/measurement/names")).id()),
        (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QString()}));
}

void TestNexusWriter::arrayThatGrewIsKept()
{
    const auto start = testruns::start(11, {});
    DataKey spectrum = testruns::key(QStringLiteral("mca"), DataKey::Dtype::Array, QStringLiteral("mca"));
    spectrum.shape = {2};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), {spectrum});
    const std::vector<Document> documents{start, primary,
        testruns::event(primary, 1, {devices::makeArray<float>({1, 2})}),
        testruns::event(primary, 2, {devices::makeArray<float>({1, 2, 3})}),
        testruns::event(primary, 3, {devices::makeArray<qint32>({1, 2})}), testruns::stop(start, 3)};
    const QString path = write(QStringLiteral("grown"), documents);
    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const std::vector<double> cut
        = storage::h5::readNumbers(storage::h5::open(file.id(), QStringLiteral("entry/measurement/mca")).id());
    QCOMPARE(cut.size(), 6U);
    QCOMPARE(cut.at(3), 2.0);
    QVERIFY(std::isnan(cut.at(5)));
    const auto again = RunReplay::all(path); // whole
    QCOMPARE(devices::toDoubles(std::get<scans::EventPtr>(again.value().at(3))->data.at(0).value),
        (std::vector<double>{1, 2, 3}));
}

void TestNexusWriter::baselineAndConfiguration()
{
    const testruns::LineScan scan(2, 12);
    auto primary = std::make_shared<scans::EventDescriptor>(*scan.primary);
    auto& detector = primary->objects.back();
    detector.configurationKeys = {
        testruns::key(QStringLiteral("sc_preset"), DataKey::Dtype::Number, QStringLiteral("sc"), QStringLiteral("s"))};
    detector.configuration = {{0.25, scan.start->time, devices::Severity::None, 0}};
    const auto baseline = testruns::descriptor(scan.start, QStringLiteral("baseline"),
        {testruns::key(QStringLiteral("theta"), DataKey::Dtype::Number, QStringLiteral("theta"), QStringLiteral("deg")),
            testruns::key(QStringLiteral("mode"), DataKey::Dtype::String, QStringLiteral("mode"))});
    const auto at = [&](int n, double sx) { return testruns::event(primary, n, {sx, 0.5, qint64{5}}, {n - 1}); };
    const QString path = write(QStringLiteral("baseline"),
        {scan.start, baseline, testruns::event(baseline, 1, {12.5, QStringLiteral("top-up")}),
            scans::EventDescriptorPtr(primary), at(1, 0), at(2, 1),
            testruns::event(baseline, 2, {12.75, QStringLiteral("decay")}), testruns::stop(scan.start, 2)});
    const RunData run = read(path);
    QCOMPARE(run.positions.size(), 2U);
    QCOMPARE(run.positions[0].name, QStringLiteral("theta"));
    QCOMPARE(run.positions[0].units, QStringLiteral("deg"));
    QCOMPARE(run.positions[0].before, std::optional(12.5));
    QCOMPARE(run.positions[0].after, std::optional(12.75));
    QCOMPARE(run.positions[1].textBefore, QStringLiteral("top-up"));
    QCOMPARE(run.positions[1].textAfter, QStringLiteral("decay"));
    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const storage::h5::Handle preset
        = storage::h5::open(file.id(), QStringLiteral("entry/instrument/sc/configuration/sc_preset"));
    QCOMPARE(storage::h5::readNumbers(preset.id()), std::vector<double>{0.25});
}

void TestNexusWriter::streamsDuringTheRun()
{
    const testruns::LineScan scan(3, 13);
    const auto late = testruns::descriptor(scan.start, QStringLiteral("interruptions"),
        {testruns::key(QStringLiteral("interruption"), DataKey::Dtype::String, QStringLiteral("engine"))});
    const auto monitor = testruns::descriptor(scan.start, QStringLiteral("ring_monitor"),
        {testruns::key(QStringLiteral("ring"), DataKey::Dtype::Number, QStringLiteral("ring"), QStringLiteral("mA"))});
    const QString path = write(QStringLiteral("interrupted"),
        {scan.start, scan.primary, scan.point(1), late, testruns::event(late, 1, {QStringLiteral("pause")}),
            scan.point(2), testruns::event(late, 2, {QStringLiteral("resume")}), monitor,
            testruns::event(monitor, 1, {199.5}), testruns::event(monitor, 2, {199.25}), scan.point(3),
            testruns::stop(scan.start, 3)});
    QCOMPARE(read(path).column(QStringLiteral("sx"))->values.size(), 3U);
    const storage::h5::Handle file(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    const storage::h5::Handle texts = storage::h5::open(file.id(), QStringLiteral("entry/interruptions/interruption"));
    QCOMPARE(storage::h5::readTexts(texts.id()), (QStringList{QStringLiteral("pause"), QStringLiteral("resume")}));
}

void TestNexusWriter::readableWhileItGrows()
{
    const testruns::LineScan scan(600, 14);
    NexusWriter writer(m_folder, QStringLiteral("growing.h5"), {});
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary}));
    const QString path = m_folder + QStringLiteral("/growing.h5");
    for (int n = 1; n <= scan.points; ++n) {
        QVERIFY(testruns::feed(writer, {scan.point(n)}));
        if (n % 100 != 1)
            continue;
        const RunData run = read(path);
        QVERIFY(run.growing);
        QCOMPARE(run.times.size(), static_cast<std::size_t>(n));
        QCOMPARE(
            run.column(QStringLiteral("sc_I0"))->values.back(), static_cast<double>(testruns::LineScan::counts(n)));
    }
    QVERIFY(testruns::feed(writer, {testruns::stop(scan.start, scan.points)}));
    QVERIFY(!read(path).growing);
}

void TestNexusWriter::countHasTimeAxis()
{
    const auto start = testruns::start(15, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    DataKey current
        = testruns::key(QStringLiteral("ring"), DataKey::Dtype::Number, QStringLiteral("ring"), QStringLiteral("mA"));
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), {current});
    const RunData run = read(write(QStringLiteral("count"),
        {start, primary, testruns::event(primary, 1, {200.0}, {0}), testruns::event(primary, 2, {missing}, {1}),
            testruns::stop(start, 2)}));
    QCOMPARE(run.axes.at(0).name, QStringLiteral("time"));
    QCOMPARE(run.axes.at(0).units, QStringLiteral("s"));
    QVERIFY(std::isnan(run.column(QStringLiteral("ring"))->values.at(1)));
}

void TestNexusWriter::abortBeforeFirstPoint()
{
    const testruns::LineScan scan(5, 16);
    const RunData nothing = read(write(QStringLiteral("nothing"),
        {scan.start, testruns::stop(scan.start, 0, QStringLiteral("fail"), QStringLiteral("sx: past its limit"))}));
    QCOMPARE(nothing.exitStatus, QStringLiteral("fail"));
    QVERIFY(nothing.columns.empty());
    const RunData described = read(write(QStringLiteral("no_point"),
        {scan.start, scan.primary, testruns::stop(scan.start, 0, QStringLiteral("abort"))}));
    QCOMPARE(described.columns.size(), 3U);
    QVERIFY(described.times.empty());
}

void TestNexusWriter::neverOverwrites()
{
    const testruns::LineScan first(2, 17);
    const testruns::LineScan second(3, 17);
    const QString a = write(QStringLiteral("same"), first.documents());
    const QString b = write(QStringLiteral("same"), second.documents());
    QVERIFY(b.endsWith(QStringLiteral("/same-2.h5")));
    QCOMPARE(read(a).uid, first.start->uid);
    QCOMPARE(read(b).uid, second.start->uid);
}

void TestNexusWriter::cannotWrite()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const testruns::LineScan scan(2);
    NexusWriter writer(file.fileName(), QStringLiteral("a/b.h5"), {});
    const auto done = testruns::feed(writer, scan.documents());
    QVERIFY(!done);
    QCOMPARE(done.error().code, devices::ErrorCode::Io);
    QVERIFY2(done.error().message.contains(file.fileName()), qPrintable(done.error().message));

    NexusWriter proc(QStringLiteral("/proc"), QStringLiteral("b.h5"), {});
    const auto refused = testruns::feed(proc, scan.documents());
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(QStringLiteral("/proc/b.h5")), qPrintable(refused.error().message));
}

void TestNexusWriter::abandon()
{
    const testruns::LineScan scan(5, 18);
    NexusWriter writer(m_folder, QStringLiteral("abandoned.h5"), {});
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary, scan.point(1), scan.point(2)}));
    writer.abandon({devices::ErrorCode::Io, QStringLiteral("no room"), {}});
    const RunData run = read(m_folder + QStringLiteral("/abandoned.h5"));
    QCOMPARE(run.exitStatus, QStringLiteral("fail"));
    QCOMPARE(run.reason, QStringLiteral("no room"));
    QCOMPARE(run.times.size(), 2U);
}

void TestNexusWriter::fullDisk_data()
{
    QTest::addColumn<int>("room");
    for (const int room : {1'000, 20'000, 60'000, 200'000, 1'000'000})
        QTest::addRow("%d", room) << room;
}

/// A limit on the size of files makes writing fail as a full disk does.
void TestNexusWriter::fullDisk()
{
    QFETCH(int, room);
    const auto start = testruns::start(19, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    DataKey frame = testruns::key(QStringLiteral("frame"), DataKey::Dtype::Array, QStringLiteral("cam"));
    frame.shape = {100, 100};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(QStringLiteral("n"), DataKey::Dtype::Integer, QStringLiteral("n")), frame});
    const auto pixels = devices::makeArray(std::vector<double>(10'000, 1.5));
    const QString path = m_folder + QStringLiteral("/full_%1.h5").arg(room);
    int acknowledged = 0;
    devices::Result<void> done;
    {
        NexusWriter writer(m_folder, QStringLiteral("full_%1.h5").arg(room), {}); // outlives the limit
        const FileSizeLimit limit(room);
        done = testruns::feed(writer, {start, primary});
        for (int n = 1; done && n < 100; ++n) {
            done = testruns::feed(writer, {testruns::event(primary, n, {qint64{n}, pixels}, {n - 1})});
            acknowledged += done ? 1 : 0;
        }
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(path), qPrintable(done.error().message));
        writer.abandon(done.error());
        QVERIFY(acknowledged == 0 || read(path).times.size() >= static_cast<std::size_t>(acknowledged));
    } // there is room again: what could not be finished, is now
    QVERIFY(!QFileInfo::exists(path + QStringLiteral(".part")));
    QVERIFY(acknowledged > 0 || room < 100'000);
    if (!QFileInfo::exists(path))
        return;
    const storage::h5::Handle plain(H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT));
    QVERIFY2(static_cast<bool>(plain), "readers that know nothing of SWMR must be able to open it");
    const RunData run = read(path);
    QCOMPARE(run.exitStatus, QStringLiteral("fail"));
    QVERIFY(run.times.size() >= static_cast<std::size_t>(acknowledged));
    for (int n = 1; n <= acknowledged; ++n)
        QCOMPARE(run.column(QStringLiteral("n"))->values.at(static_cast<std::size_t>(n - 1)), static_cast<double>(n));
}

void TestNexusWriter::foreignFile()
{
    QVERIFY(!RunReader::read(QStringLiteral("/nonexistent.h5")));
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("other.h5"));
    storage::h5::Handle(H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT))
        .reset();
    const auto run = RunReader::read(path);
    QVERIFY(!run);
    QCOMPARE(run.error().code, devices::ErrorCode::NotSupported);
}

QTEST_GUILESS_MAIN(TestNexusWriter)
#include "tst_nexuswriter.moc"
