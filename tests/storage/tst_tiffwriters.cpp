#include "storage/consumers.h"
#include "storage/hdf5/h5.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/runreplay.h"
#include "storage/tiff/tiffpages.h"
#include "storage/tiff/wholefile.h"
#include "tests/storage/testruns.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <tiffio.h>

using devices::DataKey;
using devices::Value;
using scans::Document;
using storage::IfExists;
using testruns::key;

namespace {

using Files = QMap<QString, QByteArray>;

Files filesIn(const QString& folder)
{
    Files files;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly))
            files[QDir(folder).relativeFilePath(file.fileName())] = file.readAll();
    }
    return files;
}

devices::Result<void> write(const char* format, const QString& folder, const QString& name,
    const std::vector<Document>& documents, IfExists ifExists = IfExists::NextName)
{
    auto made = storage::makeFileConsumer(QString::fromLatin1(format), {folder, name, ifExists, false, {}});
    return made ? testruns::feed(*made.value(), documents) : made.error();
}

/// One page as libtiff reads it.
struct Page
{
    quint32 columns = 0;
    quint32 rows = 0;
    quint16 bits = 0;
    quint16 colours = 0;
    quint16 format = 0;
    quint16 planar = 0;
    QByteArray text;
    QJsonObject description;
    QByteArray pixels;
};

std::vector<Page> read(const QString& path)
{
    std::vector<Page> pages;
    const std::unique_ptr<TIFF, void (*)(TIFF*)> tiff(TIFFOpen(QFile::encodeName(path).constData(), "r"), TIFFClose);
    if (!tiff)
        return pages;
    do {
        Page page;
        const char* text = nullptr;
        TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &page.columns);
        TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &page.rows);
        TIFFGetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, &page.bits);
        TIFFGetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, &page.colours);
        TIFFGetField(tiff.get(), TIFFTAG_SAMPLEFORMAT, &page.format);
        TIFFGetField(tiff.get(), TIFFTAG_PLANARCONFIG, &page.planar);
        if (TIFFGetField(tiff.get(), TIFFTAG_IMAGEDESCRIPTION, &text) == 1)
            page.text = text;
        page.description = QJsonDocument::fromJson(page.text).object();
        for (quint32 strip = 0; strip < TIFFNumberOfStrips(tiff.get()); ++strip) {
            QByteArray bytes(TIFFStripSize(tiff.get()), '\0');
            const auto count = TIFFReadEncodedStrip(tiff.get(), strip, bytes.data(), bytes.size());
            page.pixels += bytes.left(std::max<tmsize_t>(count, 0));
        }
        pages.push_back(std::move(page));
    } while (TIFFReadDirectory(tiff.get()) == 1);
    return pages;
}

QString said(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        QTest::qFail(process.readAllStandardError().constData(), __FILE__, __LINE__);
    return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError()).trimmed();
}

template <typename T>
Value counting(int count, int first)
{
    std::vector<T> numbers;
    for (int i = 0; i < count; ++i)
        numbers.push_back(static_cast<T>(first + i));
    return devices::makeArray(std::move(numbers));
}

template <typename T>
QByteArray bytesOf(int count, int first)
{
    const auto array = std::get<devices::ArrayPtr<T>>(counting<T>(count, first));
    return {reinterpret_cast<const char*>(array->data()), static_cast<qsizetype>(array->size() * sizeof(T))};
}

DataKey image(const QString& name, std::vector<qint64> shape)
{
    DataKey made = key(name, DataKey::Dtype::Array, name);
    made.shape = std::move(shape);
    return made;
}

/// A run of points with a temperature and images.
struct ImageRun
{
    explicit ImageRun(std::vector<DataKey> images)
    {
        start = testruns::start(42,
            {{QStringLiteral("plan_name"), QStringLiteral("count")}, {QStringLiteral("user"), QStringLiteral("ada")}});
        images.insert(images.begin(), key(QStringLiteral("temperature"), DataKey::Dtype::Number, QStringLiteral("t")));
        primary = testruns::descriptor(start, QStringLiteral("primary"), std::move(images));
        documents = {start, primary};
    }
    void point(int n, double temperature, std::vector<Value> images)
    {
        images.insert(images.begin(), temperature);
        documents.emplace_back(testruns::event(primary, n, std::move(images)));
    }
    std::vector<Document> whole() const
    {
        std::vector<Document> all = documents;
        all.emplace_back(testruns::stop(start, 1));
        return all;
    }

    scans::RunStartPtr start;
    scans::EventDescriptorPtr primary;
    std::vector<Document> documents;
};

const QString bySeqNum = QStringLiteral("{event.seq_num}.tiff");

} // namespace

class TestTiffWriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pixelTypes_data();
    void pixelTypes();
    void shapes_data();
    void shapes();
    void describesItself();
    void namesByTemplate();
    void severalColumns();
    void measuredAgain();
    void sameNameTwice();
    void missingImages();
    void stackIsWholeAtAnyMoment();
    void readByPillow();
    void framesOfTheDetector_data();
    void framesOfTheDetector();
    void framesThatAreNotThere();
    void namesOfAll();
    void neverOverwrites();
};

void TestTiffWriters::pixelTypes_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("uint8") << counting<quint8>(6, 250) << 8 << SAMPLEFORMAT_UINT << bytesOf<quint8>(6, 250);
    QTest::newRow("int8") << counting<qint8>(6, -3) << 8 << SAMPLEFORMAT_INT << bytesOf<qint8>(6, -3);
    QTest::newRow("uint16") << counting<quint16>(6, 65'530) << 16 << SAMPLEFORMAT_UINT << bytesOf<quint16>(6, 65'530);
    QTest::newRow("int16") << counting<qint16>(6, -3) << 16 << SAMPLEFORMAT_INT << bytesOf<qint16>(6, -3);
    QTest::newRow("uint32") << counting<quint32>(6, 70'000) << 32 << SAMPLEFORMAT_UINT << bytesOf<quint32>(6, 70'000);
    QTest::newRow("int32") << counting<qint32>(6, -3) << 32 << SAMPLEFORMAT_INT << bytesOf<qint32>(6, -3);
    QTest::newRow("float") << counting<float>(6, -3) << 32 << SAMPLEFORMAT_IEEEFP << bytesOf<float>(6, -3);
    QTest::newRow("double") << counting<double>(6, -3) << 64 << SAMPLEFORMAT_IEEEFP << bytesOf<double>(6, -3);
}

void TestTiffWriters::pixelTypes()
{
    QFETCH(Value, value);
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("cam"), {2, 3})});
    run.point(1, 20.5, {value});
    QVERIFY(write("tiff", dir.path(), bySeqNum, run.whole()).ok());
    QVERIFY(write("tiff-stack", dir.path(), QStringLiteral("stack.tiff"), run.whole()).ok());
    for (const QString& name : {QStringLiteral("1.tiff"), QStringLiteral("stack.tiff")}) {
        const std::vector<Page> pages = read(dir.filePath(name));
        QCOMPARE(pages.size(), 1U);
        QCOMPARE(pages[0].columns, 3U);
        QCOMPARE(pages[0].rows, 2U);
        QTEST(static_cast<int>(pages[0].bits), "bits");
        QTEST(static_cast<int>(pages[0].format), "format");
        QTEST(pages[0].pixels, "bytes");
        const QString told = said(QStringLiteral("tiffinfo"), {dir.filePath(name)});
        QVERIFY2(told.contains(QLatin1String("Image Width: 3 Image Length: 2")), qPrintable(told));
        QVERIFY2(!told.contains(QLatin1String("arning")), qPrintable(told));
    }
}

void TestTiffWriters::shapes_data()
{
    QTest::addColumn<std::vector<qint64>>("shape");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("expected"); // pages: rows x columns x colours, planar configuration
    QTest::newRow("gray") << std::vector<qint64>{4, 5} << 20 << QStringLiteral("1: 4x5x1/1");
    QTest::newRow("rgb") << std::vector<qint64>{4, 5, 3} << 60 << QStringLiteral("1: 4x5x3/1");
    QTest::newRow("rgba") << std::vector<qint64>{4, 5, 4} << 80 << QStringLiteral("1: 4x5x4/1");
    QTest::newRow("planes") << std::vector<qint64>{3, 4, 5} << 60 << QStringLiteral("1: 4x5x3/2");
    QTest::newRow("frames") << std::vector<qint64>{2, 4, 5} << 40 << QStringLiteral("2: 4x5x1/1");
    QTest::newRow("coloured frames") << std::vector<qint64>{2, 4, 5, 3} << 120 << QStringLiteral("2: 4x5x3/1");
    QTest::newRow("another size") << std::vector<qint64>{4, 5} << 15 << QStringLiteral("1: 1x15x1/1");
    QTest::newRow("unknown size") << std::vector<qint64>{0, 0} << 15 << QStringLiteral("1: 1x15x1/1");
}

void TestTiffWriters::shapes()
{
    QFETCH(std::vector<qint64>, shape);
    QFETCH(int, count);
    QFETCH(QString, expected);
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("cam"), shape)});
    run.point(1, 20.5, {counting<quint16>(count, 1)});
    QVERIFY(write("tiff", dir.path(), bySeqNum, run.whole()).ok());
    QVERIFY(write("tiff-stack", dir.path(), QStringLiteral("stack.tiff"), run.whole()).ok());
    for (const QString& name : {QStringLiteral("1.tiff"), QStringLiteral("stack.tiff")}) {
        const std::vector<Page> pages = read(dir.filePath(name));
        QVERIFY(!pages.empty());
        const Page& page = pages.front();
        QCOMPARE(QStringLiteral("%1: %2x%3x%4/%5")
                     .arg(pages.size())
                     .arg(page.rows)
                     .arg(page.columns)
                     .arg(page.colours)
                     .arg(page.planar),
            expected);
        QByteArray all;
        for (const Page& each : pages)
            all += each.pixels;
        QCOMPARE(all, bytesOf<quint16>(count, 1));
    }
}

void TestTiffWriters::describesItself()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("Käm"), {2, 3})});
    run.point(7, 20.5, {counting<quint8>(6, 0)});
    QVERIFY(write("tiff", dir.path(), bySeqNum, run.whole()).ok());
    const Page page = read(dir.filePath(QStringLiteral("7.tiff"))).at(0);
    const auto& event = *std::get<scans::EventPtr>(run.documents.back());
    QCOMPARE(page.description,
        (QJsonObject{{QStringLiteral("run_uid"), run.start->uid}, {QStringLiteral("scan_id"), 42},
            {QStringLiteral("stream"), QStringLiteral("primary")}, {QStringLiteral("column"), QStringLiteral("Käm")},
            {QStringLiteral("seq_num"), 7}, {QStringLiteral("time"), devices::toEpochSeconds(event.time)},
            {QStringLiteral("data"), QJsonObject{{QStringLiteral("temperature"), 20.5}}}}));
    for (const char c : page.text) // TIFF knows ASCII only
        QVERIFY(static_cast<unsigned char>(c) < 0x80);
}

void TestTiffWriters::namesByTemplate()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("cam"), {2, 3})});
    run.point(1, 20.5, {counting<quint8>(6, 0)});
    run.point(2, -3, {counting<quint8>(6, 0)});
    const QString name = QStringLiteral("{start.user}/{start.scan_id}_{event.data.temperature}_{event.seq_num}.tiff");
    QVERIFY(write("tiff", dir.path(), name, run.whole()).ok());
    QCOMPARE(filesIn(dir.path()).keys(),
        (QStringList{QStringLiteral("ada/42_-3_2.tiff"), QStringLiteral("ada/42_20.5_1.tiff")}));
    const QString finer = QStringLiteral("{descriptor.name}_{column}_{index:03d}.tiff");
    QVERIFY(write("tiff", dir.filePath(QStringLiteral("finer")), finer, run.whole()).ok());
    QCOMPARE(filesIn(dir.filePath(QStringLiteral("finer"))).keys(),
        (QStringList{QStringLiteral("primary_cam_001.tiff"), QStringLiteral("primary_cam_002.tiff")}));
}

void TestTiffWriters::severalColumns()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("a"), {2, 3}), image(QStringLiteral("b"), {3, 2})});
    run.point(1, 20.5, {counting<quint8>(6, 0), counting<quint16>(6, 0)});
    const auto dark = testruns::descriptor(run.start, QStringLiteral("dark"), {image(QStringLiteral("a"), {2, 3})});
    run.documents.emplace_back(dark);
    run.documents.emplace_back(testruns::event(dark, 1, {counting<quint8>(6, 0)}));
    for (const IfExists ifExists : {IfExists::NextName, IfExists::Refuse}) {
        const QString folder = dir.filePath(QString::number(static_cast<int>(ifExists)));
        QVERIFY(write("tiff", folder, bySeqNum, run.whole(), ifExists).ok());
        QVERIFY(write("tiff-stack", folder, QStringLiteral("s.tiff"), run.whole(), ifExists).ok());
        QCOMPARE(filesIn(folder).keys().join(QLatin1Char(' ')),
            QStringLiteral("1_a.tiff 1_b.tiff 1_dark.tiff s_a.tiff s_b.tiff s_dark.tiff"));
    }
}

void TestTiffWriters::measuredAgain()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("cam"), {2, 3})});
    run.point(1, 20.5, {counting<quint8>(6, 10)});
    run.point(2, 20.5, {counting<quint8>(6, 20)});
    run.point(2, 20.5, {counting<quint8>(6, 30)});
    QVERIFY(write("tiff", dir.path(), bySeqNum, run.whole(), IfExists::Refuse).ok());
    QVERIFY(write("tiff-stack", dir.path(), QStringLiteral("stack.tiff"), run.whole(), IfExists::Refuse).ok());
    QCOMPARE(filesIn(dir.path()).keys(),
        (QStringList{QStringLiteral("1.tiff"), QStringLiteral("2.tiff"), QStringLiteral("stack.tiff")}));
    QCOMPARE(read(dir.filePath(QStringLiteral("2.tiff"))).at(0).pixels, bytesOf<quint8>(6, 30));
    const std::vector<Page> pages = read(dir.filePath(QStringLiteral("stack.tiff")));
    QCOMPARE(pages.size(), 3U);
    QCOMPARE(pages[2].description[QLatin1String("seq_num")].toInt(), 2);
}

void TestTiffWriters::sameNameTwice()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("cam"), {2, 3})});
    for (int n = 1; n <= 3; ++n)
        run.point(n, 20.5, {counting<quint8>(6, n)});
    const QString name = QStringLiteral("{event.data.temperature}.tiff");
    QVERIFY(write("tiff", dir.path(), name, run.whole(), IfExists::Refuse).ok());
    const Files files = filesIn(dir.path());
    QCOMPARE(files.keys().join(QLatin1Char(' ')), QStringLiteral("20.5-2.tiff 20.5-3.tiff 20.5.tiff"));
    QCOMPARE(read(dir.filePath(QStringLiteral("20.5-3.tiff"))).at(0).pixels, bytesOf<quint8>(6, 3));
    const auto refused = write("tiff", dir.path(), name, run.whole(), IfExists::Refuse);
    QCOMPARE(refused.error().code, devices::ErrorCode::Refused);
    QVERIFY(write("tiff", dir.path(), name, run.whole(), IfExists::Overwrite).ok());
    QCOMPARE(filesIn(dir.path()), files);
}

void TestTiffWriters::missingImages()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("cam"), {2, 3})});
    run.point(1, 20.5, {Value()});
    run.point(2, 20.5, {counting<quint8>(0, 0)});
    run.point(3, 20.5, {counting<quint8>(6, 0)});
    run.point(4, 20.5, {QStringLiteral("no image")});
    QVERIFY(write("tiff", dir.path(), bySeqNum, run.whole()).ok());
    QCOMPARE(filesIn(dir.path()).keys(), QStringList{QStringLiteral("3.tiff")});
    const QString none = dir.filePath(QStringLiteral("none"));
    QVERIFY(write("tiff-stack", none, {}, testruns::LineScan(3).documents()).ok());
    QVERIFY(filesIn(none).isEmpty());
}

void TestTiffWriters::stackIsWholeAtAnyMoment()
{
    const QTemporaryDir dir;
    auto made = storage::makeFileConsumer(
        QStringLiteral("tiff-stack"), {dir.path(), QStringLiteral("s.tiff"), IfExists::NextName, false, {}});
    ImageRun run({image(QStringLiteral("cam"), {20, 30})});
    constexpr int points = 200;
    for (int n = 1; n <= points; ++n)
        run.point(n, 20.5, {counting<quint16>(600, n)});
    std::size_t expected = 0;
    for (const Document& document : run.whole()) {
        QVERIFY(made.value()->consume(document).ok());
        expected += std::holds_alternative<scans::EventPtr>(document) ? 1 : 0;
        if (expected % 20 == 1)
            QCOMPARE(read(dir.filePath(QStringLiteral("s.tiff"))).size(), expected);
    }
    const std::vector<Page> pages = read(dir.filePath(QStringLiteral("s.tiff")));
    QCOMPARE(pages.size(), std::size_t{points});
    QCOMPARE(pages[150].pixels, bytesOf<quint16>(600, 151));
    QCOMPARE(pages[150].description[QLatin1String("seq_num")].toInt(), 151);
    QVERIFY(filesIn(dir.path()).first().startsWith(QByteArray("II\x2b\0", 4))); // BigTIFF
}

void TestTiffWriters::readByPillow()
{
    const QTemporaryDir dir;
    ImageRun run({image(QStringLiteral("deep"), {4, 5}), image(QStringLiteral("rgb"), {4, 5, 3})});
    for (int n = 1; n <= 3; ++n)
        run.point(n, 20.5, {counting<quint16>(20, 1000 * n), counting<quint8>(60, n)});
    QVERIFY(write("tiff", dir.path(), QStringLiteral("{column}_{event.seq_num}.tiff"), run.whole()).ok());
    QVERIFY(write("tiff-stack", dir.path(), QStringLiteral("{column}.tiff"), run.whole()).ok());
    const QString told = said(QStringLiteral(PYTHON),
        {QStringLiteral("-c"), QStringLiteral(R"(
import json, sys
from PIL import Image
for name in ("deep_2", "rgb_3", "deep", "rgb"):
    with Image.open(f"{sys.argv[1]}/{name}.tiff") as image:
        image.seek(image.n_frames - 1)
        about = json.loads(image.tag_v2[270])
        print(name, image.size, image.n_frames, image.getpixel((4, 3)), about["column"], about["seq_num"])
)"),
            dir.path()});
    QCOMPARE(told,
        QStringLiteral("deep_2 (5, 4) 1 2019 deep 2\nrgb_3 (5, 4) 1 (60, 61, 62) rgb 3\n"
                       "deep (5, 4) 3 3019 deep 3\nrgb (5, 4) 3 (60, 61, 62) rgb 3"));
}

namespace {

/// A file as an areaDetector writes it: uint16 frames of 2 x 3 pixels which count from 10 times their number.
void makeDetectorFile(const QString& path, int frames)
{
    const storage::h5::Handle file(
        H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    const storage::h5::Handle entry = storage::h5::makeGroup(file.id(), QStringLiteral("entry"), "NXentry");
    const storage::h5::Handle data = storage::h5::makeGroup(entry.id(), QStringLiteral("data"), "NXdata");
    const std::vector<hsize_t> shape{static_cast<hsize_t>(frames), 2, 3};
    const storage::h5::Handle dataset // big-endian, as some write
        = storage::h5::makeFixed(data.id(), QStringLiteral("data"), H5T_STD_U16BE, shape, nullptr);
    QByteArray pixels;
    for (int n = 0; n < frames; ++n)
        pixels += bytesOf<quint16>(6, 10 * n);
    QVERIFY(H5Dwrite(dataset.id(), H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, pixels.constData()) >= 0);
}

/// Three points, the second measured twice, whose frames stand in `path`.
std::vector<Document> runWithFramesIn(const QString& path, int framesPerPoint)
{
    const auto start = testruns::start(43, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    auto primary = std::make_shared<scans::EventDescriptor>(*testruns::descriptor(start, QStringLiteral("primary"),
        {key(QStringLiteral("temperature"), DataKey::Dtype::Number, QStringLiteral("t"))}));
    primary->external = {image(QStringLiteral("cam"), {framesPerPoint, 2, 3})};
    const auto resource
        = std::make_shared<const scans::StreamResource>(scans::StreamResource{QStringLiteral("r"), start->uid,
            QStringLiteral("cam"), QStringLiteral("application/x-hdf5"), QStringLiteral("file://localhost") + path,
            {{QStringLiteral("dataset"), QStringLiteral("/entry/data/data")},
                {QStringLiteral("frame_per_point"), framesPerPoint}}});
    std::vector<Document> all{start, scans::EventDescriptorPtr(primary), resource};
    int frame = 0;
    for (const int n : {1, 2, 2, 3}) {
        all.emplace_back(testruns::event(primary, n, {20.0 + n}));
        all.emplace_back(std::make_shared<const scans::StreamDatum>(
            scans::StreamDatum{QStringLiteral("r/%1").arg(frame), resource, primary, {frame, frame + 1}, {n, n + 1}}));
        ++frame;
    }
    all.emplace_back(testruns::stop(start, 3));
    return all;
}

} // namespace

void TestTiffWriters::framesOfTheDetector_data()
{
    QTest::addColumn<int>("framesPerPoint");
    QTest::newRow("one") << 1;
    QTest::newRow("two") << 2;
}

void TestTiffWriters::framesOfTheDetector()
{
    QFETCH(int, framesPerPoint);
    const QTemporaryDir dir;
    const QString detector = dir.filePath(QStringLiteral("detector.h5"));
    makeDetectorFile(detector, 4 * framesPerPoint);
    const std::vector<Document> documents = runWithFramesIn(detector, framesPerPoint);
    QString runFile;
    storage::NexusWriter nexus(dir.path(), QStringLiteral("run.h5"),
        [&runFile](const QString&, const QString& path, storage::NexusWriter::Stage) {
            runFile = path;
            return devices::Result<void>();
        });
    QVERIFY(testruns::feed(nexus, documents).ok());
    for (const char* format : {"tiff", "tiff-stack"}) {
        const QString live = dir.filePath(QStringLiteral("live_") + QLatin1String(format));
        const auto written = write(format, live, {}, documents);
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().message));
        const auto again = storage::RunReplay::all(runFile);
        QVERIFY(again.ok());
        const QString exported = dir.filePath(QStringLiteral("exported_") + QLatin1String(format));
        QVERIFY(write(format, exported, {}, again.value(), IfExists::Refuse).ok());
        QVERIFY(!filesIn(live).isEmpty());
        QCOMPARE(filesIn(exported), filesIn(live));
    }
    const QString folder = dir.filePath(QStringLiteral("named"));
    QVERIFY(write("tiff", folder, QStringLiteral("{event.data.temperature}.tiff"), documents).ok());
    QCOMPARE(filesIn(folder).keys().join(QLatin1Char(' ')), QStringLiteral("21.tiff 22.tiff 23.tiff"));
    const std::vector<Page> second = read(folder + QStringLiteral("/22.tiff"));
    QCOMPARE(second.size(), static_cast<std::size_t>(framesPerPoint));
    QCOMPARE(second.back().pixels, bytesOf<quint16>(6, 10 * (3 * framesPerPoint - 1))); // of the second time
    QCOMPARE(second.back().description[QLatin1String("data")][QLatin1String("temperature")].toDouble(), 22.0);
}

void TestTiffWriters::framesThatAreNotThere()
{
    const QTemporaryDir dir;
    const QString detector = dir.filePath(QStringLiteral("detector.h5"));
    const std::vector<Document> documents = runWithFramesIn(detector, 1);
    auto consumer = storage::makeFileConsumer(QStringLiteral("tiff-stack"),
        {dir.filePath(QStringLiteral("files")), QStringLiteral("s.tiff"), IfExists::NextName, false, {}});
    const auto lost = testruns::feed(*consumer.value(), documents);
    QVERIFY(!lost && lost.error().code == devices::ErrorCode::Io && lost.error().message.contains(detector));
    makeDetectorFile(detector, 2); // not all yet
    QVERIFY(!consumer.value()->consume(documents.back()).ok());
    makeDetectorFile(detector, 4);
    QVERIFY(consumer.value()->consume(documents.back()).ok()); // what is written is not written twice
    const std::vector<Page> pages = read(dir.filePath(QStringLiteral("files/s.tiff")));
    QCOMPARE(pages.size(), 3U);
    QCOMPARE(pages[1].pixels, bytesOf<quint16>(6, 20));
}

void TestTiffWriters::namesOfAll()
{
    const auto coarse = storage::outputTemplate({QStringLiteral("tiff"), QStringLiteral("{scan_id}.tiff")});
    QVERIFY(!coarse && coarse.error().message.contains(QLatin1String("{event.seq_num}")));
    const auto fine = storage::outputTemplate({QStringLiteral("tiff-stack"), bySeqNum});
    QVERIFY(!fine && fine.error().message.contains(QLatin1String("parts of a run")));
}

void TestTiffWriters::neverOverwrites()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a.tiff"));
    QVERIFY(storage::writeWhole(path, "one", false).ok());
    const auto refused = storage::writeWhole(path, "two", false);
    QVERIFY(!refused && refused.error().message.contains(path));
    QCOMPARE(filesIn(dir.path()), (Files{{QStringLiteral("a.tiff"), "one"}}));
    QVERIFY(storage::writeWhole(path, "two", true).ok());
    QCOMPARE(filesIn(dir.path()), (Files{{QStringLiteral("a.tiff"), "two"}}));
    QVERIFY(!storage::writeWhole(dir.filePath(QStringLiteral("no/a.tiff")), "one", false).ok());
}

QTEST_GUILESS_MAIN(TestTiffWriters)
#include "tst_tiffwriters.moc"
