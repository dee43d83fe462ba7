#include "fakehost.h"
#include "fakeworker.h"

#include "simulator/areadetector/fileplugin.h"
#include "simulator/areadetector/hdf5format.h"
#include "simulator/areadetector/tiffformat.h"
#include "simulator/workerthread.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <hdf5.h>
#include <tiffio.h>

using namespace simulator;

namespace {

/// 3 × 2 pixels that begin with the image's number.
Frame numbered(qint64 id)
{
    Frame frame;
    frame.width = 3;
    frame.height = 2;
    frame.pixels = devices::makeArray(std::vector<quint16>{static_cast<quint16>(id), 2, 3, 4, 5, 65535});
    frame.uniqueId = id;
    frame.time = devices::fromEpochSeconds(1'700'000'000.25 + double(id));
    return frame;
}

std::vector<hsize_t> extent(hid_t space)
{
    std::vector<hsize_t> shape(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, shape.data(), nullptr);
    return shape;
}

struct Stored
{
    std::vector<hsize_t> shape;
    std::vector<double> numbers;
    std::vector<hsize_t> chunk;
    int filters = -1;
};

Stored readDataset(const QString& path, const char* name)
{
    Stored stored;
    const hid_t file = H5Fopen(QFile::encodeName(path).constData(), H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0)
        return stored;
    const hid_t data = H5Dopen2(file, name, H5P_DEFAULT);
    const hid_t space = H5Dget_space(data);
    const hid_t creation = H5Dget_create_plist(data);
    stored.shape = extent(space);
    stored.numbers.resize(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, stored.numbers.data());
    stored.chunk.resize(stored.shape.size());
    H5Pget_chunk(creation, static_cast<int>(stored.chunk.size()), stored.chunk.data());
    stored.filters = H5Pget_nfilters(creation);
    H5Pclose(creation);
    H5Sclose(space);
    H5Dclose(data);
    H5Fclose(file);
    return stored;
}

const char* const DataName = "/entry/data/data";
const char* const IdName = "/entry/instrument/NDAttributes/NDArrayUniqueId";

} // namespace

class TestFilePlugin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFiles_data();
    void namesFiles();
    void makesDirectories_data();
    void makesDirectories();
    void writesWhenAsked();
    void savesByItself();
    void neverOverwrites_data();
    void neverOverwrites();
    void tellsWhatIsMissing_data();
    void tellsWhatIsMissing();
    void capturesThenWrites_data();
    void capturesThenWrites();
    void captureHasAnEnd();
    void streamsIntoOneFile_data();
    void streamsIntoOneFile();
    void streamsIntoManyFiles();
    void opensLazily();
    void otherSizesEndTheStream();
    void stopsInTheMiddle();
    void dropsWhatTheDiskCannotTake();
    void keepsTheModeWhileCapturing();
    void writesTypes_data();
    void writesTypes();
    void writesColours();
    void closesAtTheEnd();
    void worksInAThread();

private:
    template <typename Format>
    struct Bench
    {
        QTemporaryDir folder;
        FakeHost host;
        FakeWorker fake;
        Ports ports;
        std::unique_ptr<FilePlugin> plugin;

        explicit Bench(Worker* worker = nullptr)
        {
            ports.add(QStringLiteral("CAM"));
            plugin = std::make_unique<FilePlugin>(Plugin::Place{host, ports, worker ? *worker : fake},
                Plugin::Identity{QStringLiteral("f:"), QStringLiteral("FILE"), QStringLiteral("CAM"), {}, true, false},
                std::make_unique<Format>());
            putText("FilePath", folder.path());
            putText("FileName", QStringLiteral("a"));
        }
        QString full(const char* name) const { return QStringLiteral("f:") + QString::fromUtf8(name); }
        FakeHost::Put put(const char* name, double value) { return host.put(full(name), value); }
        FakeHost::Put putText(const char* name, const QString& text)
        {
            const QByteArray bytes = text.toUtf8();
            return host.put(full(name), devices::makeArray(std::vector<quint8>(bytes.begin(), bytes.end())));
        }
        double number(const char* name) const { return host.number(full(name)); }
        QString text(const char* name) const { return host.text(full(name)); }
        QString file(const char* name) const { return folder.filePath(QString::fromUtf8(name)); }
        QStringList files() const { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }
        void image(qint64 id) { ports.deliver(QStringLiteral("CAM"), numbered(id)); }
        void images(qint64 first, qint64 last)
        {
            for (; first <= last; ++first)
                image(first);
        }
    };
    using Tiff = Bench<TiffFormat>;
    using Hdf = Bench<Hdf5Format>;
};

void TestFilePlugin::namesFiles_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("file");
    const auto row = [](const char* format, const char* file) {
        QTest::newRow(format) << QString::fromUtf8(format) << QString::fromUtf8(file);
    };
    row("%s%s_%3.3d.tif", "/d/n_007.tif");
    row("%s%s_%d.h5", "/d/n_7.h5");
    row("%s%s%05d", "/d/n00007");
    row("%s%s%-4d.", "/d/n7   .");
    row("%s%s_100%%_%2d", "/d/n_100%_ 7");
    row("%s%s", "/d/n");
    row("%s", "/d/");
    row("fixed.h5", "fixed.h5");
    row("%s%s_%6.6d_%d", "");
    row("%d%s%s", "");
    row("%s%s%s", "");
    row("%s%n", "");
    row("%s%s%", "");
    row("%s%s%*d", "");
    row("%s%s%99999999d", "/d/n                               7"); // no wider than 32
}

void TestFilePlugin::namesFiles()
{
    QFETCH(QString, format);
    QFETCH(QString, file);
    const Result<QString> named = expandFileTemplate(format, QStringLiteral("/d/"), QStringLiteral("n"), 7);
    QCOMPARE(named.ok(), !file.isEmpty());
    if (named)
        QCOMPARE(named.value(), file);
    else
        QVERIFY(named.error().message.contains(format));
}

void TestFilePlugin::makesDirectories_data()
{
    QTest::addColumn<int>("create");
    QTest::addColumn<bool>("exists");
    QTest::newRow("none") << 0 << false;
    QTest::newRow("too few") << -1 << false;
    QTest::newRow("enough") << -2 << true;
}

void TestFilePlugin::makesDirectories()
{
    QFETCH(int, create);
    QFETCH(bool, exists);
    Tiff bench;
    QCOMPARE(bench.number("FilePathExists_RBV"), 1.0);
    QCOMPARE(bench.text("FilePath_RBV"), bench.folder.path() + QLatin1Char('/'));
    bench.put("CreateDirectory", create);
    const QString path = bench.file("x/y");
    bench.putText("FilePath", path);
    QCOMPARE(bench.number("FilePathExists_RBV"), double(exists));
    QCOMPARE(QDir(path).exists(), exists);
}

void TestFilePlugin::writesWhenAsked()
{
    Tiff bench;
    const auto early = bench.put("WriteFile", 1);
    QVERIFY(early.ok());
    QCOMPARE(bench.number("WriteStatus"), 1.0);
    bench.images(1, 3);
    QCOMPARE(bench.files(), QStringList());
    bench.fake.hold();
    const auto write = bench.put("WriteFile", 1);
    QVERIFY(!write.done());
    QCOMPARE(bench.number("WriteFile_RBV"), 1.0);
    bench.fake.release(1);
    QVERIFY(write.ok());
    QCOMPARE(bench.number("WriteFile_RBV"), 0.0);
    QCOMPARE(bench.number("WriteStatus"), 0.0);
    QCOMPARE(bench.files(), QStringList{QStringLiteral("a_001.tif")});
    QCOMPARE(bench.text("FullFileName_RBV"), bench.file("a_001.tif"));
    QCOMPARE(bench.number("FileNumber_RBV"), 2.0);
}

void TestFilePlugin::savesByItself()
{
    Tiff bench;
    bench.put("AutoSave", 1);
    bench.put("FileNumber", 8);
    bench.images(1, 3);
    QCOMPARE(bench.files().join(u' '), QStringLiteral("a_008.tif a_009.tif a_010.tif"));
    bench.put("AutoSave", 0);
    bench.image(4);
    QCOMPARE(bench.files().size(), 3);
    bench.put("EnableCallbacks", 0);
    bench.put("AutoSave", 1);
    bench.image(5);
    QCOMPARE(bench.files().size(), 3);
}

void TestFilePlugin::neverOverwrites_data()
{
    QTest::addColumn<bool>("hdf");
    QTest::newRow("TIFF") << false;
    QTest::newRow("HDF5") << true;
}

void TestFilePlugin::neverOverwrites()
{
    QFETCH(bool, hdf);
    const auto check = [](auto&& bench, const char* name) {
        const QString path = bench.file(name);
        QFile theirs(path);
        QVERIFY(theirs.open(QIODevice::WriteOnly));
        theirs.write("precious");
        theirs.close();
        bench.image(1);
        const auto write = bench.put("WriteFile", 1);
        QVERIFY(write.ok());
        QCOMPARE(bench.number("WriteStatus"), 1.0);
        QVERIFY2(bench.text("WriteMessage").contains(path), qPrintable(bench.text("WriteMessage")));
        QVERIFY2(
            bench.text("WriteMessage").contains(QStringLiteral("File exists")), qPrintable(bench.text("WriteMessage")));
        QVERIFY(theirs.open(QIODevice::ReadOnly));
        QCOMPARE(theirs.readAll(), QByteArray("precious"));
        bench.put("WriteFile", 1); // the number went on
        QCOMPARE(bench.number("WriteStatus"), 0.0);
        QCOMPARE(bench.text("WriteMessage"), QString());
    };
    if (hdf)
        check(Hdf(), "a_001.h5");
    else
        check(Tiff(), "a_001.tif");
}

void TestFilePlugin::tellsWhatIsMissing_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* setting, const char* value, int mode, const char* action,
                         const char* message) {
        QTest::newRow(name) << QString::fromUtf8(setting) << QString::fromUtf8(value) << mode
                            << QString::fromUtf8(action) << QString::fromUtf8(message);
    };
    row("no such directory", "FilePath", "/nowhere/at/all", 0, "WriteFile", "\"/nowhere/at/all/\" does not exist");
    row("no directory", "FilePath", "", 0, "WriteFile", "\"\" does not exist");
    row("not a directory to write to", "FilePath", "/proc", 0, "WriteFile", "/proc/a_001.h5");
    row("long name", "FileName", "", 0, "WriteFile", "longer than 255 bytes");
    row("nothing captured", "FileName", "b", 1, "WriteFile", "no image");
    row("stream", "FileName", "b", 2, "WriteFile", "stream");
    row("single capture", "FileName", "b", 0, "Capture", "FileWriteMode");
    row("stream to nowhere", "FilePath", "/nowhere", 2, "Capture", "does not exist");
}

void TestFilePlugin::tellsWhatIsMissing()
{
    QFETCH(QString, setting);
    QFETCH(QString, value);
    QFETCH(int, mode);
    QFETCH(QString, action);
    QFETCH(QString, message);
    Hdf bench;
    bench.image(1);
    if (setting == QStringLiteral("FileName") && value.isEmpty())
        value = QString(250, u'x');
    QVERIFY(bench.putText(qPrintable(setting), value).ok());
    bench.put("FileWriteMode", mode);
    const auto acted = bench.put(qPrintable(action), 1);
    QVERIFY(acted.ok());
    QCOMPARE(bench.number("WriteStatus"), 1.0);
    QVERIFY2(bench.text("WriteMessage").contains(message), qPrintable(bench.text("WriteMessage")));
    QCOMPARE(bench.number("Capture"), 0.0);
    QCOMPARE(bench.files(), QStringList());
}

void TestFilePlugin::capturesThenWrites_data()
{
    QTest::addColumn<bool>("autoSave");
    QTest::newRow("when asked") << false;
    QTest::newRow("by itself") << true;
}

void TestFilePlugin::capturesThenWrites()
{
    QFETCH(bool, autoSave);
    Hdf bench;
    bench.put("FileWriteMode", 1);
    bench.put("AutoSave", autoSave);
    bench.put("NumCapture", 3);
    const auto capture = bench.put("Capture", 1);
    bench.images(1, 2);
    QVERIFY(!capture.done());
    QCOMPARE(bench.number("NumCaptured_RBV"), 2.0);
    QCOMPARE(bench.number("Capture_RBV"), 1.0);
    bench.images(3, 5);
    QVERIFY(capture.ok());
    QCOMPARE(bench.number("NumCaptured_RBV"), 3.0);
    QCOMPARE(bench.number("Capture_RBV"), 0.0);
    QCOMPARE(bench.files().size(), autoSave ? 1 : 0);
    if (!autoSave)
        QVERIFY(bench.put("WriteFile", 1).ok());
    const Stored data = readDataset(bench.file("a_001.h5"), DataName);
    QCOMPARE(data.shape, (std::vector<hsize_t>{3, 2, 3}));
    QCOMPARE(readDataset(bench.file("a_001.h5"), IdName).numbers, (std::vector<double>{1, 2, 3}));

    Tiff many;
    many.put("FileWriteMode", 1);
    many.put("NumCapture", 2);
    many.put("AutoSave", autoSave);
    many.put("Capture", 1);
    many.images(1, 2);
    many.put("WriteFile", 1);
    QVERIFY(many.files().size() >= 2); // one for each image
    QCOMPARE(many.number("WriteStatus"), 0.0);
}

void TestFilePlugin::captureHasAnEnd()
{
    Hdf bench;
    bench.put("FileWriteMode", 1);
    bench.put("NumCapture", 0);
    const auto capture = bench.put("Capture", 1);
    Frame big = numbered(1);
    big.width = 1 << 14;
    big.height = 1 << 13;
    big.pixels = devices::makeArray(std::vector<quint16>(std::size_t(1) << 27)); // 256 MiB, shared by all of them
    for (int i = 0; i < 6; ++i)
        bench.ports.deliver(QStringLiteral("CAM"), big);
    QVERIFY(capture.ok());
    QCOMPARE(bench.number("WriteStatus"), 1.0);
    QCOMPARE(bench.number("NumCaptured_RBV"), 5.0);
}

void TestFilePlugin::streamsIntoOneFile_data()
{
    QTest::addColumn<int>("compression");
    QTest::addColumn<int>("swmr");
    QTest::newRow("plain") << 0 << 0;
    QTest::newRow("zlib") << 3 << 0;
    QTest::newRow("readable while it grows") << 0 << 1;
    QTest::newRow("both") << 3 << 1;
}

void TestFilePlugin::streamsIntoOneFile()
{
    QFETCH(int, compression);
    QFETCH(int, swmr);
    Hdf bench;
    QVERIFY(bench.put("Compression", compression).ok());
    bench.put("SWMRMode", swmr);
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 300);
    bench.image(0); // tells the size
    const auto capture = bench.put("Capture", 1);
    QCOMPARE(bench.files().size(), 1);
    bench.images(1, 299);
    QVERIFY(!capture.done());
    QCOMPARE(bench.number("NumCaptured_RBV"), 299.0);
    bench.images(300, 302);
    QVERIFY(capture.ok());
    QCOMPARE(bench.number("NumCaptured_RBV"), 300.0);
    QCOMPARE(bench.number("WriteStatus"), 0.0);
    QCOMPARE(bench.files(), QStringList{QStringLiteral("a_001.h5")});
    const Stored data = readDataset(bench.file("a_001.h5"), DataName);
    QCOMPARE(data.shape, (std::vector<hsize_t>{300, 2, 3}));
    QCOMPARE(data.chunk, (std::vector<hsize_t>{1, 2, 3}));
    QCOMPARE(data.filters, compression ? 1 : 0);
    QCOMPARE(data.numbers[6 * 299], 300.0);
    QCOMPARE(data.numbers[6 * 299 + 5], 65535.0);
    const Stored ids = readDataset(bench.file("a_001.h5"), IdName);
    QCOMPARE(ids.numbers.size(), std::size_t(300));
    QCOMPARE(ids.numbers.back(), 300.0);
    const Stored times = readDataset(bench.file("a_001.h5"), "/entry/instrument/NDAttributes/NDArrayTimeStamp");
    QCOMPARE(times.numbers.front(), 1'700'000'001.25 - 631'152'000);
}

void TestFilePlugin::streamsIntoManyFiles()
{
    Tiff bench;
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 3);
    const auto capture = bench.put("Capture", 1);
    bench.images(1, 5);
    QVERIFY(capture.ok());
    QCOMPARE(bench.number("NumCaptured_RBV"), 3.0);
    QCOMPARE(bench.files().join(u' '), QStringLiteral("a_001.tif a_002.tif a_003.tif"));
}

void TestFilePlugin::opensLazily()
{
    Hdf bench;
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 1);
    QVERIFY(bench.put("Capture", 1).ok());
    QVERIFY(bench.text("WriteMessage").contains(QStringLiteral("LazyOpen")));
    QCOMPARE(bench.number("Capture"), 0.0);
    bench.put("LazyOpen", 1);
    const auto capture = bench.put("Capture", 1);
    QVERIFY(!capture.done());
    QCOMPARE(bench.number("WriteStatus"), 0.0);
    QCOMPARE(bench.files(), QStringList());
    bench.image(1);
    QVERIFY(capture.ok());
    QCOMPARE(bench.files().size(), 1);
}

void TestFilePlugin::otherSizesEndTheStream()
{
    Hdf bench;
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 10);
    bench.put("LazyOpen", 1);
    const auto capture = bench.put("Capture", 1);
    bench.image(1);
    Frame other = numbered(2);
    other.width = 2;
    other.height = 3;
    bench.ports.deliver(QStringLiteral("CAM"), other);
    QVERIFY(capture.ok());
    QCOMPARE(bench.number("WriteStatus"), 1.0);
    QVERIFY(bench.text("WriteMessage").contains(QStringLiteral("another size")));
    QCOMPARE(bench.number("Capture"), 0.0);
    QCOMPARE(readDataset(bench.file("a_001.h5"), IdName).numbers, std::vector<double>{1});
}

void TestFilePlugin::stopsInTheMiddle()
{
    Hdf bench;
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 0);
    bench.put("LazyOpen", 1);
    const auto capture = bench.put("Capture", 1);
    bench.images(1, 4);
    QVERIFY(!capture.done());
    bench.put("Capture", 0);
    QVERIFY(capture.ok());
    QCOMPARE(readDataset(bench.file("a_001.h5"), IdName).numbers, (std::vector<double>{1, 2, 3, 4}));
    bench.put("Capture", 1);
    bench.image(9);
    bench.put("Capture", 0);
    QCOMPARE(readDataset(bench.file("a_002.h5"), IdName).numbers, std::vector<double>{9});
}

void TestFilePlugin::dropsWhatTheDiskCannotTake()
{
    Hdf bench;
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 5);
    bench.put("LazyOpen", 1);
    bench.put("QueueSize", 2);
    bench.fake.hold();
    const auto capture = bench.put("Capture", 1);
    bench.images(1, 4);
    QCOMPARE(bench.number("DroppedArrays_RBV"), 2.0);
    bench.fake.release(2);
    bench.images(5, 6);
    bench.fake.release(2);
    bench.image(7);
    bench.fake.release(1);
    QVERIFY(capture.ok());
    QCOMPARE(readDataset(bench.file("a_001.h5"), IdName).numbers, (std::vector<double>{1, 2, 5, 6, 7}));
    const auto blocking = bench.put("BlockingCallbacks", 1);
    QVERIFY(blocking.done() && !blocking.ok());
}

void TestFilePlugin::keepsTheModeWhileCapturing()
{
    Hdf bench;
    bench.put("FileWriteMode", 1);
    bench.put("Capture", 1);
    const auto refused = bench.put("FileWriteMode", 2);
    QVERIFY(refused.done() && !refused.ok());
    QCOMPARE(bench.number("FileWriteMode_RBV"), 1.0);
    bench.image(1);
    QVERIFY(bench.put("FileWriteMode", 2).ok());
}

void TestFilePlugin::writesTypes_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<Value>("pixels");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("format");
    const auto row = [](const char* name, PixelType type, const Value& pixels, int bits, int format) {
        QTest::newRow(name) << static_cast<int>(type) << pixels << bits << format;
    };
    row("Int8", PixelType::Int8, devices::makeArray(std::vector<qint8>{-128, 127}), 8, SAMPLEFORMAT_INT);
    row("UInt8", PixelType::UInt8, devices::makeArray(std::vector<quint8>{0, 255}), 8, SAMPLEFORMAT_UINT);
    row("Int16", PixelType::Int16, devices::makeArray(std::vector<qint16>{-32768, 32767}), 16, SAMPLEFORMAT_INT);
    row("UInt16", PixelType::UInt16, devices::makeArray(std::vector<quint16>{0, 65535}), 16, SAMPLEFORMAT_UINT);
    row("Int32", PixelType::Int32, devices::makeArray(std::vector<qint32>{-70000, 70000}), 32, SAMPLEFORMAT_INT);
    row("UInt32", PixelType::UInt32, devices::makeArray(std::vector<quint32>{0, 4294967295U}), 32, SAMPLEFORMAT_UINT);
    row("Float32", PixelType::Float32, devices::makeArray(std::vector<float>{-0.5F, 1e9F}), 32, SAMPLEFORMAT_IEEEFP);
    row("Float64", PixelType::Float64, devices::makeArray(std::vector<double>{-0.1, 1e99}), 64, SAMPLEFORMAT_IEEEFP);
}

void TestFilePlugin::writesTypes()
{
    QFETCH(int, type);
    QFETCH(Value, pixels);
    QFETCH(int, bits);
    QFETCH(int, format);
    Frame frame = numbered(5);
    frame.type = static_cast<PixelType>(type);
    frame.width = 2;
    frame.height = 1;
    frame.pixels = pixels;

    Hdf hdf;
    hdf.ports.deliver(QStringLiteral("CAM"), frame);
    hdf.put("WriteFile", 1);
    QCOMPARE(readDataset(hdf.file("a_001.h5"), DataName).numbers, devices::toDoubles(pixels));

    Tiff bench;
    bench.ports.deliver(QStringLiteral("CAM"), frame);
    bench.put("WriteFile", 1);
    QCOMPARE(bench.text("WriteMessage"), QString());
    TIFFSetWarningHandler(nullptr); // about the private tags
    TIFF* tiff = TIFFOpen(QFile::encodeName(bench.file("a_001.tif")).constData(), "r");
    QVERIFY(tiff);
    quint16 foundBits = 0;
    quint16 foundFormat = 0;
    quint32 width = 0;
    QVERIFY(TIFFGetField(tiff, TIFFTAG_BITSPERSAMPLE, &foundBits));
    QVERIFY(TIFFGetField(tiff, TIFFTAG_SAMPLEFORMAT, &foundFormat));
    QVERIFY(TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width));
    QCOMPARE(int(foundBits), bits);
    QCOMPARE(int(foundFormat), format);
    QCOMPARE(width, 2U);
    quint32 count = 0;
    void* id = nullptr;
    QVERIFY(TIFFGetField(tiff, 65001, &count, &id));
    QCOMPARE(*static_cast<quint32*>(id), 5U);
    std::vector<char> bytes(static_cast<std::size_t>(bits / 4));
    QCOMPARE(TIFFReadEncodedStrip(tiff, 0, bytes.data(), tmsize_t(bytes.size())), tmsize_t(bytes.size()));
    TIFFClose(tiff);
    const bool same = std::visit(
        [&](const auto& expected) {
            if constexpr (requires { std::memcmp(bytes.data(), expected->data(), bytes.size()); })
                return std::memcmp(bytes.data(), expected->data(), bytes.size()) == 0;
            else
                return false;
        },
        pixels);
    QVERIFY(same);
}

void TestFilePlugin::writesColours()
{
    Frame frame = numbered(1);
    frame.width = 1;
    frame.color = ColorMode::Rgb1;
    Hdf hdf;
    hdf.ports.deliver(QStringLiteral("CAM"), frame);
    hdf.put("WriteFile", 1);
    QCOMPARE(readDataset(hdf.file("a_001.h5"), DataName).shape, (std::vector<hsize_t>{1, 2, 1, 3}));
    QCOMPARE(
        readDataset(hdf.file("a_001.h5"), "/entry/instrument/NDAttributes/ColorMode").numbers, std::vector<double>{2});
    Tiff bench;
    bench.ports.deliver(QStringLiteral("CAM"), frame);
    bench.put("WriteFile", 1);
    TIFF* tiff = TIFFOpen(QFile::encodeName(bench.file("a_001.tif")).constData(), "r");
    QVERIFY(tiff);
    quint16 samples = 0;
    quint16 photometric = 0;
    TIFFGetField(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric);
    TIFFClose(tiff);
    QCOMPARE(int(samples), 3);
    QCOMPARE(int(photometric), PHOTOMETRIC_RGB);
}

void TestFilePlugin::closesAtTheEnd()
{
    Hdf bench;
    bench.put("FileWriteMode", 2);
    bench.put("NumCapture", 0);
    bench.put("LazyOpen", 1);
    bench.put("Capture", 1);
    bench.images(1, 2);
    bench.plugin.reset();
    QCOMPARE(readDataset(bench.file("a_001.h5"), IdName).numbers, (std::vector<double>{1, 2}));
}

void TestFilePlugin::worksInAThread()
{
    FakeHost host;
    const auto writeSome = [&host](WorkerThread& thread) {
        Hdf bench(&thread);
        bench.put("FileWriteMode", 2);
        bench.put("NumCapture", 20);
        bench.put("LazyOpen", 1);
        const auto capture = bench.put("Capture", 1);
        bench.images(1, 20);
        const auto written = [&] {
            host.runPosted();
            return capture.ok();
        };
        QTRY_VERIFY(written());
        QCOMPARE(bench.number("QueueUse"), 0.0);
        QCOMPARE(bench.number("NumCaptured_RBV"), 20.0);
        bench.put("Capture", 1);
        bench.images(21, 25); // whose results find nobody
    };
    WorkerThread thread(host, "test");
    writeSome(thread);
    host.runPosted();
}

QTEST_GUILESS_MAIN(TestFilePlugin)
#include "tst_fileplugin.moc"
