#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"
#include "storage/hdf5/links.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/orphan.h"
#include "storage/nexus/runcompletion.h"
#include "storage/nexus/runreader.h"
#include "storage/nexus/runreplay.h"
#include "storage/verify/runverifier.h"
#include "tests/storage/testruns.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <cmath>
#include <map>
#include <numeric>

using devices::DataKey;
using scans::Document;
using storage::NexusWriter;

namespace {

namespace h5 = storage::h5;

constexpr hsize_t rows = 3;
constexpr hsize_t columns = 4;

/// As a detector's plugin writes it: others may read while it grows, and frame n holds n everywhere.
class DetectorFile
{
public:
    explicit DetectorFile(const QString& path)
        : m_path(path)
    {
        const h5::Handle access = h5::fileAccess();
        m_file = h5::Handle(H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, access.id()));
        const h5::Handle entry = h5::makeGroup(m_file.id(), QStringLiteral("entry"), "NXentry");
        const h5::Handle group = h5::makeGroup(entry.id(), QStringLiteral("data"), "NXdata");
        const hsize_t size[3]{0, rows, columns};
        const hsize_t largest[3]{H5S_UNLIMITED, rows, columns};
        const hsize_t chunk[3]{1, rows, columns};
        const h5::Handle properties(H5Pcreate(H5P_DATASET_CREATE));
        H5Pset_chunk(properties.id(), 3, chunk);
        const h5::Handle space(H5Screate_simple(3, size, largest));
        m_data = h5::Handle(
            H5Dcreate2(group.id(), "data", H5T_NATIVE_UINT16, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT));
    }

    void share() { H5Fstart_swmr_write(m_file.id()); }

    void write(hsize_t frames)
    {
        const hsize_t size[3]{frames, rows, columns};
        std::vector<quint16> pixels;
        for (hsize_t n = 0; n < frames; ++n)
            pixels.insert(pixels.end(), rows * columns, static_cast<quint16>(n));
        QVERIFY(H5Dset_extent(m_data.id(), size) >= 0);
        QVERIFY(H5Dwrite(m_data.id(), H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, pixels.data()) >= 0);
        h5::flush(m_data.id());
    }

    scans::StreamResourcePtr resource(const scans::RunStartPtr& start, const QJsonObject& parameters = {}) const
    {
        return std::make_shared<const scans::StreamResource>(
            scans::StreamResource{m_path, start->uid, QStringLiteral("eiger_image"),
                QStringLiteral("application/x-hdf5"), QStringLiteral("file://localhost") + m_path, parameters});
    }

private:
    QString m_path;
    h5::Handle m_file;
    h5::Handle m_data;
};

Document datum(
    const scans::StreamResourcePtr& resource, const scans::EventDescriptorPtr& descriptor, qint64 frame, int point)
{
    return std::make_shared<const scans::StreamDatum>(
        scans::StreamDatum{{}, resource, descriptor, {frame, frame + 1}, {point, point + 1}});
}

/// The keys of a line scan with the frames of a detector beside.
scans::EventDescriptorPtr withFrames(const scans::EventDescriptor& plain)
{
    auto primary = std::make_shared<scans::EventDescriptor>(plain);
    primary->external = {testruns::key(QStringLiteral("eiger_image"), DataKey::Dtype::Array, QStringLiteral("eiger"))};
    primary->external.front().shape = {rows, columns};
    return primary;
}

DataKey arrayKey(const QString& name, const QString& object, std::vector<qint64> shape)
{
    DataKey key = testruns::key(name, DataKey::Dtype::Array, object, QStringLiteral("counts"));
    key.shape = std::move(shape);
    return key;
}

/// A mesh with integers, spectra and frames, that all tell the cell where they were measured.
struct Mesh
{
    explicit Mesh(const QList<int>& shape)
        : lengths(shape)
    {
        const QStringList motors
            = QStringList{QStringLiteral("sz"), QStringLiteral("sy"), QStringLiteral("sx")}.mid(3 - shape.size());
        QJsonArray planned;
        QJsonArray axes;
        std::vector<DataKey> keys;
        for (qsizetype i = 0; i < shape.size(); ++i) {
            planned.append(shape.at(i));
            axes.append(QJsonObject{{QStringLiteral("motor"), motors.at(i)}, {QStringLiteral("start"), 0},
                {QStringLiteral("stop"), shape.at(i) - 1}});
            keys.push_back(testruns::key(motors.at(i), DataKey::Dtype::Number, motors.at(i), QStringLiteral("mm")));
        }
        start = testruns::start(30,
            {{QStringLiteral("plan_name"), QStringLiteral("grid_scan")},
                {QStringLiteral("motors"), QJsonArray::fromStringList(motors)}, {QStringLiteral("shape"), planned},
                {QStringLiteral("plan_args"), QJsonObject{{QStringLiteral("axes"), axes}}}});
        keys.push_back(testruns::key(QStringLiteral("det"), DataKey::Dtype::Integer, QStringLiteral("det")));
        keys.back().hinted = keys.back().counts = true;
        keys.push_back(arrayKey(QStringLiteral("mca_spectrum"), QStringLiteral("mca"), {8}));
        keys.push_back(arrayKey(QStringLiteral("cam_image"), QStringLiteral("cam"), {rows, columns}));
        keys.push_back(arrayKey(QStringLiteral("reals"), QStringLiteral("reals"), {2}));
        const auto plain = testruns::descriptor(start, QStringLiteral("primary"), std::move(keys));
        auto described = std::make_shared<scans::EventDescriptor>(*plain);
        for (scans::EventDescriptor::Object& object : described->objects) {
            if (object.name != QLatin1String("mca"))
                continue;
            for (const char* name : {"mca_offset", "mca_slope", "mca_quadratic"})
                object.configurationKeys.push_back(testruns::key(
                    QString::fromLatin1(name), DataKey::Dtype::Number, object.name, QStringLiteral("keV")));
            object.configuration = {{0.5, start->time, devices::Severity::None, 0},
                {0.25, start->time, devices::Severity::None, 0}, {0.0, start->time, devices::Severity::None, 0}};
        }
        primary = std::move(described);
    }

    /// The place of the n-th point, from 0, of lines that go to and fro.
    std::vector<int> index(int n) const
    {
        std::vector<int> at(static_cast<std::size_t>(lengths.size()));
        int rest = n;
        for (std::size_t axis = at.size(); axis-- > 0; rest /= lengths[static_cast<qsizetype>(axis)])
            at[axis] = rest % lengths[static_cast<qsizetype>(axis)];
        if (snake && n / lengths.constLast() % 2 == 1)
            at.back() = lengths.constLast() - 1 - at.back();
        return at;
    }

    int cell(int n) const
    {
        int place = 0;
        const std::vector<int> at = index(n);
        for (std::size_t axis = 0; axis < at.size(); ++axis)
            place = place * lengths[static_cast<qsizetype>(axis)] + at[axis];
        return place;
    }

    scans::EventPtr point(int n, int value) const
    {
        std::vector<devices::Value> values;
        for (const int i : index(n))
            values.emplace_back(i + 0.01);
        values.emplace_back(qint64{value});
        values.emplace_back(devices::makeArray(std::vector<qint32>(8, value)));
        values.emplace_back(devices::makeArray(std::vector<quint16>(rows * columns, static_cast<quint16>(value))));
        values.emplace_back(devices::makeArray(std::vector<float>(2, static_cast<float>(value))));
        return testruns::event(primary, n + 1, std::move(values), index(n));
    }

    QList<int> lengths;
    bool snake = true;
    scans::RunStartPtr start;
    scans::EventDescriptorPtr primary;
};

std::vector<hsize_t> shapeOf(hid_t file, const char* name)
{
    return h5::shapeOf(h5::open(file, QString::fromLatin1(name)).id());
}

std::vector<double> numbersOf(hid_t file, const char* name)
{
    return h5::readNumbers(h5::open(file, QString::fromLatin1(name)).id());
}

} // namespace

/// What the plots of a run file show. Files named after their case stay in nexus-plots beside the test programs:
/// check_nexusplots.py looks at them with h5py and silx.
class TestNexusPlots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twoMotors();
    void timeSeries();
    void metadata();
    void arraysOnMesh_data();
    void arraysOnMesh();
    void framesElsewhereOnMesh();
    void framesWhileTheyAreWritten();
    void severalFilesOfFrames();
    void severalFramesForAPoint();
    void noFrameCame();
    void readByOthersWhileItGrows();

private:
    QString path(const QString& name) const { return m_folder + QLatin1Char('/') + name + QStringLiteral(".h5"); }
    QString write(const QString& name, const std::vector<Document>& documents);
    void lookWithPython(const QStringList& arguments);

    QString m_folder;
};

void TestNexusPlots::initTestCase()
{
    m_folder = QCoreApplication::applicationDirPath() + QStringLiteral("/nexus-plots");
    QVERIFY(QDir(m_folder).removeRecursively());
    QVERIFY(QDir().mkpath(m_folder));
}

QString TestNexusPlots::write(const QString& name, const std::vector<Document>& documents)
{
    NexusWriter writer(m_folder, name + QStringLiteral(".h5"), {});
    if (const auto done = testruns::feed(writer, documents); !done)
        QTest::qFail(qPrintable(done.error().message), __FILE__, __LINE__);
    return path(name);
}

/// In a process of its own, as users do.
void TestNexusPlots::lookWithPython(const QStringList& arguments)
{
    QProcess python;
    python.start(QStringLiteral(PYTHON), QStringList(QStringLiteral(CHECK_NEXUSPLOTS)) + arguments);
    QVERIFY(python.waitForFinished(60'000));
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
}

void TestNexusPlots::twoMotors()
{
    const auto start = testruns::start(31,
        {{QStringLiteral("plan_name"), QStringLiteral("scan")}, {QStringLiteral("num_points"), 3},
            {QStringLiteral("motors"), QJsonArray{QStringLiteral("sx"), QStringLiteral("sy")}}});
    std::vector<DataKey> keys{
        testruns::key(QStringLiteral("sx"), DataKey::Dtype::Number, QStringLiteral("sx"), QStringLiteral("mm")),
        testruns::key(QStringLiteral("sy"), DataKey::Dtype::Number, QStringLiteral("sy"), QStringLiteral("mm"))};
    for (const char* name : {"clock", "I0", "If"}) {
        keys.push_back(testruns::key(QString::fromLatin1(name), DataKey::Dtype::Number, QStringLiteral("sc")));
        keys.back().hinted = keys.back().counts = name[0] == 'I';
    }
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), keys);
    std::vector<Document> documents{start, primary};
    for (int n = 1; n <= 3; ++n)
        documents.emplace_back(testruns::event(primary, n, {0.5 * n, 2.0 * n, 1e6, 100.0 * n, 10.0 * n}, {n - 1}));
    documents.emplace_back(testruns::stop(start, 3));
    const h5::Handle file = h5::openToRead(write(QStringLiteral("two_motors"), documents));
    const h5::Handle data = h5::open(file.id(), QStringLiteral("entry/data"));
    QCOMPARE(h5::readAttributeList(data.id(), "auxiliary_signals"), QStringList{QStringLiteral("If")});
    QVERIFY(h5::exists(data.id(), QStringLiteral("clock"))); // there, but not drawn over the others
    QCOMPARE(h5::readNumberAttribute(data.id(), "sy_indices", -1), 0);
}

void TestNexusPlots::timeSeries()
{
    const auto start = testruns::start(32, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"),
        {testruns::key(QStringLiteral("ring"), DataKey::Dtype::Number, QStringLiteral("ring"), QStringLiteral("mA")),
            arrayKey(QStringLiteral("mca_spectrum"), QStringLiteral("mca"), {4})});
    std::vector<Document> documents{start, primary};
    for (int n = 1; n <= 5; ++n)
        documents.emplace_back(
            testruns::event(primary, n, {200.0 - n, devices::makeArray(std::vector<double>(4, n))}, {n - 1}));
    documents.emplace_back(testruns::stop(start, 5));
    const h5::Handle file = h5::openToRead(write(QStringLiteral("time_series"), documents));
    QCOMPARE(numbersOf(file.id(), "entry/data/time"), (std::vector<double>{0.5, 1, 1.5, 2, 2.5}));
    QCOMPARE(shapeOf(file.id(), "entry/data_mca_spectrum/mca_spectrum"), (std::vector<hsize_t>{5, 4}));
}

void TestNexusPlots::metadata()
{
    const QJsonObject arguments{{QStringLiteral("dwell"), 0.5}, {QStringLiteral("snake"), true},
        {QStringLiteral("element"), QStringLiteral("Fe")},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("sc"), QStringLiteral("größer")}},
        {QStringLiteral("positions"), QJsonArray{1, 2.5}}, {QStringLiteral("none"), QJsonValue()},
        {QStringLiteral("mixed"), QJsonArray{1, QStringLiteral("a")}}, {QStringLiteral("empty"), QJsonArray{}},
        {QStringLiteral("axes"),
            QJsonArray{QJsonObject{{QStringLiteral("motor"), QStringLiteral("sx")}, {QStringLiteral("start"), -1}},
                QJsonObject{{QStringLiteral("motor"), QStringLiteral("sx")}, {QStringLiteral("start"), 2}}}}};
    const testruns::LineScan scan(2, 33,
        {{QStringLiteral("plan_args"), arguments},
            {QStringLiteral("user"),
                QJsonObject{{QStringLiteral("name"), QStringLiteral("ada")},
                    {QStringLiteral("email"), QStringLiteral("ada@example.org")}}},
            {QStringLiteral("sample"),
                QJsonObject{{QStringLiteral("name"), QStringLiteral("iron")}, {QStringLiteral("thickness"), 7.5},
                    {QStringLiteral("toxic"), false}}},
            {QStringLiteral("proposal"), QStringLiteral("ma-1234")}});
    const QString file = write(QStringLiteral("metadata"), scan.documents());
    const auto run = storage::RunReader::read(file);
    QVERIFY(run);
    QCOMPARE(run.value().start, scans::toJson(scan.start)); // all of it
}

void TestNexusPlots::arraysOnMesh_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<bool>("snake");
    QTest::addColumn<int>("measured");
    QTest::addColumn<int>("repeated"); // point that is measured again; -1 for none
    QTest::newRow("plain") << QList<int>{3, 4} << false << 12 << -1;
    QTest::newRow("snake") << QList<int>{3, 4} << true << 12 << -1;
    QTest::newRow("aborted") << QList<int>{3, 4} << true << 7 << -1;
    QTest::newRow("retried") << QList<int>{3, 4} << true << 12 << 5;
    QTest::newRow("three_axes") << QList<int>{2, 3, 4} << true << 24 << -1;
    QTest::newRow("three_axes_aborted") << QList<int>{2, 3, 4} << true << 14 << 9;
}

void TestNexusPlots::arraysOnMesh()
{
    QFETCH(QList<int>, shape);
    QFETCH(bool, snake);
    QFETCH(int, measured);
    QFETCH(int, repeated);
    Mesh mesh(shape);
    mesh.snake = snake;
    std::vector<Document> documents{mesh.start, mesh.primary};
    for (int n = 0; n < measured; ++n) {
        if (n == repeated)
            documents.emplace_back(mesh.point(n, 999)); // spoiled
        documents.emplace_back(mesh.point(n, mesh.cell(n)));
    }
    documents.emplace_back(testruns::stop(
        mesh.start, measured, measured == 12 || measured == 24 ? QStringLiteral("success") : QStringLiteral("abort")));
    const QString made = write(QStringLiteral("mesh_") + QString::fromLatin1(QTest::currentDataTag()), documents);
    const h5::Handle file = h5::openToRead(made);
    std::vector<hsize_t> grid(shape.cbegin(), shape.cend());
    for (const auto& [name, item] : std::map<const char*, std::vector<hsize_t>>{{"entry/data/det", {}},
             {"entry/data_mca_spectrum/mca_spectrum", {8}}, {"entry/data_cam_image/cam_image", {rows, columns}},
             {"entry/data_reals/reals", {2}}}) {
        std::vector<hsize_t> expected = grid;
        expected.insert(expected.end(), item.cbegin(), item.cend());
        QCOMPARE(shapeOf(file.id(), name), expected);
        const std::vector<double> values = numbersOf(file.id(), name);
        const std::size_t size = values.size()
            / static_cast<std::size_t>(
                std::accumulate(shape.cbegin(), shape.cend(), 1, [](int a, int b) { return a * b; }));
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto cell = static_cast<int>(i / size);
            bool there = false;
            for (int n = 0; n < measured; ++n)
                there = there || mesh.cell(n) == cell;
            QVERIFY2(there ? values[i] == cell : std::isnan(values[i]), name);
        }
    }
    // As measured, with what was spoiled.
    QCOMPARE(shapeOf(file.id(), "entry/measurement/cam_image").front(),
        static_cast<hsize_t>(measured + (repeated >= 0 ? 1 : 0)));
    QCOMPARE(storage::RunReplay::all(made).value().size(), documents.size());
    const auto again = h5::guard(made, [&made] { storage::completeRun(made); });
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().message));
    QCOMPARE(shapeOf(h5::openToRead(made).id(), "entry/data_mca_spectrum/mca_spectrum").size(), grid.size() + 1);
}

void TestNexusPlots::framesElsewhereOnMesh()
{
    const QString detectorPath = path(QStringLiteral("eiger_mesh"));
    Mesh mesh({2, 3});
    mesh.primary = withFrames(*mesh.primary);
    std::vector<Document> documents{mesh.start, mesh.primary};
    {
        DetectorFile detector(detectorPath);
        detector.write(7);
        const auto resource = detector.resource(mesh.start);
        documents.emplace_back(resource);
        qint64 frame = 0;
        for (int n = 0; n < 6; ++n) {
            for (int attempt = n == 2 ? 0 : 1; attempt < 2; ++attempt) {
                documents.push_back(datum(resource, mesh.primary, frame++, n + 1));
                documents.emplace_back(mesh.point(n, mesh.cell(n)));
            }
        }
    }
    documents.emplace_back(testruns::stop(mesh.start, 6));
    const h5::Handle file = h5::openToRead(write(QStringLiteral("mesh_linked"), documents));
    QCOMPARE(shapeOf(file.id(), "entry/instrument/eiger/eiger_image"), (std::vector<hsize_t>{7, rows, columns}));
    QCOMPARE(shapeOf(file.id(), "entry/data_eiger_image/eiger_image"), (std::vector<hsize_t>{2, 3, rows, columns}));
    const std::vector<double> pixels = numbersOf(file.id(), "entry/data_eiger_image/eiger_image");
    std::vector<double> frames;
    for (std::size_t i = 0; i < pixels.size(); i += rows * columns)
        frames.push_back(pixels[i]);
    QCOMPARE(frames, (std::vector<double>{0, 1, 3, 6, 5, 4})); // frame 2 was spoiled, the second line runs backwards
}

void TestNexusPlots::framesWhileTheyAreWritten()
{
    const QString run = path(QStringLiteral("live"));
    const testruns::LineScan scan(4, 34);
    const auto primary = withFrames(*scan.primary);
    const auto point = [&](int n) { return testruns::event(primary, n, {1.0 * n, 0.5, qint64{100} + n}, {n - 1}); };
    NexusWriter writer(m_folder, QStringLiteral("live.h5"), {});
    {
        DetectorFile detector(path(QStringLiteral("eiger_live")));
        detector.share();
        const auto resource = detector.resource(scan.start);
        detector.write(1);
        QVERIFY(testruns::feed(writer, {scan.start, primary, resource, datum(resource, primary, 0, 1), point(1)}));
        lookWithPython({QStringLiteral("--live"), run, QStringLiteral("1")});
        detector.write(3);
        QVERIFY(testruns::feed(
            writer, {datum(resource, primary, 1, 2), point(2), datum(resource, primary, 2, 3), point(3)}));
        lookWithPython({QStringLiteral("--live"), run, QStringLiteral("3")});
    }
    // What would be left if this process died now, and what the next start makes of it.
    const QString dead = path(QStringLiteral("live_dead"));
    QVERIFY(QFile::copy(run, dead));
    const auto end = storage::finishOrphan(dead, *testruns::stop(scan.start, 0, QStringLiteral("fail")));
    QVERIFY2(end.ok(), end ? "" : qPrintable(end.error().message));
    QCOMPARE(end.value().points, 3);
    const h5::Handle recovered = h5::openToRead(dead);
    QCOMPARE(shapeOf(recovered.id(), "entry/data_eiger_image/eiger_image"), (std::vector<hsize_t>{3, rows, columns}));
    QVERIFY(testruns::feed(writer, {testruns::stop(scan.start, 3, QStringLiteral("abort"))}));
    const h5::Handle file = h5::openToRead(run);
    QVERIFY(h5::isOutsideLink(file.id(), QStringLiteral("entry/instrument/eiger/eiger_image")));
    QCOMPARE(h5::readAttribute(h5::open(file.id(), QStringLiteral("entry")).id(), "default"), QStringLiteral("data"));
    QVERIFY(!h5::exists(h5::open(file.id(), QStringLiteral("entry")).id(), QStringLiteral("data_eiger_image_2")));
}

/// A detector that begins a new file in the middle of a run.
void TestNexusPlots::severalFilesOfFrames()
{
    const testruns::LineScan scan(3, 35);
    const auto primary = withFrames(*scan.primary);
    std::vector<Document> documents{scan.start, primary};
    {
        DetectorFile first(path(QStringLiteral("eiger_first")));
        DetectorFile second(path(QStringLiteral("eiger_second")));
        first.write(5);
        second.write(3);
        const auto a = first.resource(scan.start);
        const auto b = second.resource(scan.start);
        documents.insert(documents.end(),
            {a, datum(a, primary, 4, 1), scan.point(1), b, datum(b, primary, 1, 2), scan.point(2),
                datum(b, primary, 2, 3), scan.point(3), testruns::stop(scan.start, 3)});
    }
    const h5::Handle file = h5::openToRead(write(QStringLiteral("several_files"), documents));
    const std::vector<double> pixels = numbersOf(file.id(), "entry/data_eiger_image/eiger_image");
    QCOMPARE(pixels.size(), 3 * rows * columns);
    QCOMPARE(pixels.front(), 4.0);
    QCOMPARE(pixels.at(rows * columns), 1.0);
    QCOMPARE(pixels.back(), 2.0);
}

/// The file of frames is known, but the run ends before one is.
void TestNexusPlots::severalFramesForAPoint()
{
    const testruns::LineScan scan(3, 38);
    auto primary = std::make_shared<scans::EventDescriptor>(*withFrames(*scan.primary));
    primary->external.front().shape = {2, rows, columns};
    std::vector<Document> documents{scan.start, primary};
    {
        DetectorFile detector(path(QStringLiteral("eiger_pairs")));
        detector.write(8);
        const auto resource = detector.resource(scan.start, {{QStringLiteral("frame_per_point"), 2}});
        documents.insert(documents.end(),
            {resource, datum(resource, primary, 0, 1), scan.point(1), datum(resource, primary, 1, 2), scan.point(2),
                datum(resource, primary, 3, 3), scan.point(3), testruns::stop(scan.start, 3)});
    }
    const QString run = write(QStringLiteral("pairs"), documents);
    const h5::Handle file = h5::openToRead(run);
    const char* name = "entry/data_eiger_image/eiger_image";
    QCOMPARE(shapeOf(file.id(), name), (std::vector<hsize_t>{3, 2, rows, columns}));
    const std::vector<double> pixels = numbersOf(file.id(), name);
    std::vector<double> frames;
    for (std::size_t i = 0; i < pixels.size(); i += rows * columns)
        frames.push_back(pixels[i]);
    QCOMPARE(frames, (std::vector<double>{0, 1, 2, 3, 6, 7}));
    QCOMPARE(storage::RunVerifier::verify(run).problems, QStringList());
    DetectorFile(path(QStringLiteral("eiger_pairs"))).write(7); // the last is missing
    QCOMPARE(storage::RunVerifier::verify(run).problems.size(), 1);
}

void TestNexusPlots::noFrameCame()
{
    const testruns::LineScan scan(2, 36);
    const auto primary = withFrames(*scan.primary);
    const DetectorFile detector(path(QStringLiteral("eiger_none")));
    const h5::Handle file = h5::openToRead(write(QStringLiteral("no_frame"),
        {scan.start, primary, detector.resource(scan.start), scan.point(1),
            testruns::stop(scan.start, 1, QStringLiteral("abort"))}));
    QVERIFY(h5::isOutsideLink(file.id(), QStringLiteral("entry/instrument/eiger/eiger_image")));
    QVERIFY(!h5::exists(h5::open(file.id(), QStringLiteral("entry")).id(), QStringLiteral("data_eiger_image")));
}

void TestNexusPlots::readByOthersWhileItGrows()
{
    const QString run = path(QStringLiteral("growing"));
    const testruns::LineScan scan(100, 37);
    NexusWriter writer(m_folder, QStringLiteral("growing.h5"), {});
    QVERIFY(testruns::feed(writer, {scan.start, scan.primary}));
    for (int n = 1; n <= scan.points; ++n) {
        QVERIFY(testruns::feed(writer, {scan.point(n)}));
        if (n % 40 == 1)
            lookWithPython({QStringLiteral("--growing"), run, QString::number(n)});
    }
    QVERIFY(testruns::feed(writer, {testruns::stop(scan.start, scan.points)}));
}

QTEST_GUILESS_MAIN(TestNexusPlots)
#include "tst_nexusplots.moc"
