#include "storage/consumers.h"
#include "storage/foreign/columnlist.h"
#include "storage/foreign/runfiles.h"
#include "tests/storage/testruns.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <cmath>
#include <random>

using storage::RunData;
using storage::RunFiles;

namespace {

/// XDR by hand, as the description of the format says.
class Xdr
{
public:
    Xdr& integer(qint32 value) { return put(value); }
    Xdr& real32(float value)
    {
        quint32 bits = 0;
        memcpy(&bits, &value, sizeof bits);
        return put(bits);
    }
    Xdr& real64(double value)
    {
        quint64 bits = 0;
        memcpy(&bits, &value, sizeof bits);
        return put(bits);
    }
    Xdr& text(const char* value)
    {
        const QByteArray text(value);
        integer(static_cast<qint32>(text.size()));
        if (text.isEmpty())
            return *this;
        integer(static_cast<qint32>(text.size()));
        bytes += text + QByteArray((4 - text.size() % 4) % 4, '\0');
        return *this;
    }
    void setInteger(qsizetype at, qint32 value) { qToBigEndian(value, bytes.data() + at); }

    QByteArray bytes;

private:
    template <typename T>
    Xdr& put(T value)
    {
        char raw[sizeof(T)];
        qToBigEndian(value, raw);
        bytes.append(raw, sizeof raw);
        return *this;
    }
};

void putHeader(Xdr& xdr, const std::vector<int>& shape)
{
    xdr.real32(1.4F).integer(17).integer(static_cast<qint32>(shape.size()));
    for (const int length : shape)
        xdr.integer(length);
    xdr.integer(1).integer(0); // regular, place of extra PVs
}

/// One scan with a positioner and a detector; gives where its inner offsets stand.
qsizetype putScan(Xdr& xdr, int rank, int points, int done, double from, float counts)
{
    xdr.integer(rank).integer(points).integer(done);
    const qsizetype offsets = xdr.bytes.size();
    for (int i = 0; rank > 1 && i < points; ++i)
        xdr.integer(0);
    xdr.text("X:scan1").text("Nov 13, 2025 03:13:20.5").integer(1).integer(1).integer(1);
    const QByteArray number = QByteArray::number(rank);
    xdr.integer(0).text("X:m" + number + ".VAL").text("motor").text("LINEAR").text("mm");
    xdr.text("X:m" + number + ".RBV").text("").text("mm");
    xdr.integer(0).text("X:det" + number).text("counts").text("cts");
    xdr.integer(0).text("X:trigger").real32(1);
    for (int i = 0; i < points; ++i)
        xdr.real64(from + i);
    for (int i = 0; i < points; ++i)
        xdr.real32(counts + static_cast<float>(i));
    return offsets;
}

QByteArray mda(int rank)
{
    Xdr xdr;
    if (rank == 1) {
        putHeader(xdr, {4});
        putScan(xdr, 1, 4, 3, 10, 100);
    } else {
        putHeader(xdr, rank == 2 ? std::vector<int>{3, 2} : std::vector<int>{1, 3, 2});
        qsizetype outermost = 0;
        if (rank == 3) {
            outermost = putScan(xdr, 3, 1, 1, 7, 70);
            xdr.setInteger(outermost, static_cast<qint32>(xdr.bytes.size()));
        }
        const qsizetype offsets = putScan(xdr, 2, 3, 1, 0, 50);
        for (int i = 0; i < 2; ++i) { // the third was not reached, the second not completed
            xdr.setInteger(offsets + 4 * i, static_cast<qint32>(xdr.bytes.size()));
            putScan(xdr, 1, 2, i == 0 ? 2 : 1, 10, static_cast<float>(100 * (i + 1)));
        }
    }
    xdr.setInteger(12 + 4 * rank + 4, static_cast<qint32>(xdr.bytes.size()));
    xdr.integer(3).text("X:ring").text("ring current").integer(34).integer(1).text("mA").real64(101.5);
    xdr.text("X:user").text("").integer(0).text("ada");
    xdr.text("X:shutter").text("").integer(29).integer(1).text("").integer(1);
    return xdr.bytes;
}

const QByteArray spec(
    "#F a.spec\n#E 1000\n#D Thu Jan  1 00:16:40 1970\n#O0 mu  nu two\n#O1 chi\n\n"
    "#S 1 ascan mu 0 1 2 0.5\n#D Thu Jan  1 00:16:41 1970\n#T 0.5  (Seconds)\n#P0 1 2.5\n#P1 3\n#N 3\n"
    "#L mu  Epoch  det I\n0 1 10\n0.5 2 20\n#C a comment\n1 3 30\n\n"
    "#S 1 ct 1\r\n#N 1\r\n#L det\r\n@A 1 2\\\r\n 3 4\r\n7\r\n\n"
    "#S 3 mesh mu 0 1 1 nu 5 7 2 0.1\n#N 3\n#L mu  nu  det\n0 5 1\n1 5 2\n0 6 3\n1 6 4\n0 7 5\n\n"
    "#S 4 broken\n#N 2\n#L a  b\n1 2\nx 3\n");

QString save(const QTemporaryDir& dir, const char* name, const QByteArray& bytes)
{
    QFile file(dir.filePath(QString::fromLatin1(name)));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

std::vector<RunData> readAll(const QString& path)
{
    auto runs = RunFiles::readAll(path);
    if (!runs)
        QTest::qFail(qPrintable(runs.error().message), __FILE__, __LINE__);
    return runs ? std::move(runs).value() : std::vector<RunData>();
}

using Numbers = std::vector<double>;

} // namespace

class TestRunFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mdaLine();
    void mdaGrid();
    void mdaCube();
    void specScans();
    void specAddresses();
    void xdi();
    void otherFiles();
    void ownFormats_data();
    void ownFormats();
    void limits_data();
    void limits();
    void equalNames();
    void mutations_data();
    void mutations();
};

void TestRunFiles::mdaLine()
{
    const QTemporaryDir dir;
    const auto runs = readAll(save(dir, "a.mda", mda(1)));
    QCOMPARE(runs.size(), std::size_t{1});
    const RunData& run = runs.front();
    QCOMPARE(run.scanId, 17);
    QCOMPARE(run.title, QStringLiteral("X:scan1"));
    QVERIFY(run.startTime.startsWith(QLatin1String("2025-11-13T03:13:20")));
    QCOMPARE(run.columns.size(), std::size_t{2});
    QCOMPARE(run.columns[0].name, QStringLiteral("X:m1.VAL"));
    QCOMPARE(run.columns[0].units, QStringLiteral("mm"));
    QCOMPARE(run.columns[0].values, (Numbers{10, 11, 12}));
    QCOMPARE(run.columns[1].label, QStringLiteral("counts"));
    QCOMPARE(run.columns[1].values, (Numbers{100, 101, 102}));
    QCOMPARE(run.signal, QStringLiteral("X:det1"));
    QCOMPARE(run.times.size(), std::size_t{3});
    QCOMPARE(run.positions.size(), std::size_t{3});
    QCOMPARE(run.positions[0].before, std::optional<double>(101.5));
    QCOMPARE(run.positions[0].units, QStringLiteral("mA"));
    QCOMPARE(run.positions[1].textBefore, QStringLiteral("ada"));
    QCOMPARE(run.positions[2].before, std::optional<double>(1));
}

void TestRunFiles::mdaGrid()
{
    const QTemporaryDir dir;
    const RunData run = readAll(save(dir, "a.mda", mda(2))).front();
    QCOMPARE(run.gridShape, (std::vector<int>{3, 2}));
    QCOMPARE(run.column(QStringLiteral("X:m2.VAL"))->values, (Numbers{0, 0, 1}));
    QCOMPARE(run.column(QStringLiteral("X:m1.VAL"))->values, (Numbers{10, 11, 10}));
    QCOMPARE(run.column(QStringLiteral("X:det1"))->values, (Numbers{100, 101, 200}));
    QCOMPARE(run.column(QStringLiteral("X:det2"))->values.front(), 50.0);
    QVERIFY(std::isnan(run.column(QStringLiteral("X:det2"))->values.back())); // that point was not completed
    QCOMPARE(run.gridIndex, (std::vector<std::vector<int>>{{0, 0}, {0, 1}, {1, 0}}));
    const auto grid = run.onGrid(*run.column(QStringLiteral("X:det1")));
    QCOMPARE(grid[2], 200.0);
    QVERIFY(std::isnan(grid[3]));
}

void TestRunFiles::mdaCube()
{
    const QTemporaryDir dir;
    const RunData run = readAll(save(dir, "a.mda", mda(3))).front();
    QCOMPARE(run.gridShape, (std::vector<int>{1, 3, 2}));
    QCOMPARE(run.axes.size(), std::size_t{3});
    QCOMPARE(run.axes[0].name, QStringLiteral("X:m3.VAL"));
    QCOMPARE(run.column(QStringLiteral("X:m3.VAL"))->values, (Numbers{7, 7, 7}));
    QCOMPARE(run.signal, QStringLiteral("X:det1"));
}

void TestRunFiles::specScans()
{
    const QTemporaryDir dir;
    const auto runs = readAll(save(dir, "a.spec", spec));
    QCOMPARE(runs.size(), std::size_t{4});
    QCOMPARE(runs[0].title, QStringLiteral("ascan mu 0 1 2 0.5"));
    QCOMPARE(runs[0].planName, QStringLiteral("ascan"));
    QCOMPARE(runs[0].columns[2].name, QStringLiteral("det I"));
    QCOMPARE(runs[0].columns[2].values, (Numbers{10, 20, 30}));
    QCOMPARE(runs[0].signal, QStringLiteral("det I"));
    QCOMPARE(runs[0].axes.front().name, QStringLiteral("mu"));
    QCOMPARE(runs[0].positions.size(), std::size_t{3});
    QCOMPARE(runs[0].positions[1].name, QStringLiteral("nu two"));
    QCOMPARE(runs[0].positions[2].before, std::optional<double>(3));
    QCOMPARE(runs[1].columns[0].values, (Numbers{7}));
    QCOMPARE(runs[1].column(QStringLiteral("mca"))->shape, (std::vector<qint64>{4}));
    QCOMPARE(runs[2].gridShape, (std::vector<int>{3, 2}));
    QCOMPARE(runs[2].axes[0].targets, (Numbers{5, 6, 7}));
    QCOMPARE(runs[2].onGrid(*runs[2].column(QStringLiteral("det")))[4], 5.0);
    QCOMPARE(runs[3].exitStatus, QStringLiteral("fail"));
    QVERIFY2(runs[3].reason.contains(QLatin1String("\"x\" is no number")), qPrintable(runs[3].reason));
    QCOMPARE(runs[3].columns[0].values, (Numbers{1}));
}

void TestRunFiles::specAddresses()
{
    const QTemporaryDir dir;
    const QString path = save(dir, "a#b.spec", spec);
    const auto runs = readAll(path);
    QCOMPARE(runs[1].path, path + QStringLiteral("#1.2"));
    for (const RunData& run : runs) {
        const auto again = RunFiles::read(run.path);
        QVERIFY(again.ok());
        QCOMPARE(again.value().uid, run.uid);
        QCOMPARE(
            std::count_if(runs.begin(), runs.end(), [&run](const RunData& other) { return other.uid == run.uid; }), 1);
    }
    QVERIFY(!RunFiles::read(path + QStringLiteral("#9.1")));
}

void TestRunFiles::xdi()
{
    const QTemporaryDir dir;
    const QByteArray text(
        "#XDI/1.1    Epics StepScan File / 2.0\n# Scan.start_time: 2025-11-13 03:13:20\n"
        "# Legend.Start: Column.N: Name  units || EpicsPV\n# Column.1: Energy eV || X:E\n# Column.2: I0 || X:sc.S2\n"
        "# Legend.End: here\n# ExtraPVs.Start: Family.Member: Value || PV\n# Stage.Sample x: 1.5  ||  X:m1\n"
        "# Stage.Sample_x: 1.5  ||  X:m1\n# ExtraPVs.End: here\n# ///  Users Comments  ///\n# iron\n#------\n"
        "# Energy\tI0\n  7100.0  10\n  7101.0  20\n");
    const RunData run = readAll(save(dir, "fe.003", text)).front();
    QCOMPARE(run.scanId, 3);
    QCOMPARE(run.columns[0].name, QStringLiteral("Energy"));
    QCOMPARE(run.columns[0].units, QStringLiteral("eV"));
    QCOMPARE(run.columns[1].values, (Numbers{10, 20}));
    QVERIFY(run.startTime.startsWith(QLatin1String("2025-11-13T03:13:20")));
    QCOMPARE(run.positions.front().before, std::optional<double>(1.5));
    const auto broken = RunFiles::readAll(save(dir, "fe.004", text + "  7102.0 x\n"));
    QVERIFY(!broken && broken.error().message.contains(QLatin1String("line 17: \"x\" is no number")));
}

void TestRunFiles::otherFiles()
{
    const QTemporaryDir dir;
    QCOMPARE(RunFiles::readAll(save(dir, "a.txt", "hello\n")).error().code, devices::ErrorCode::NotSupported);
    QCOMPARE(RunFiles::readAll(save(dir, "empty", "")).error().code, devices::ErrorCode::NotSupported);
    QCOMPARE(RunFiles::readAll(dir.filePath(QStringLiteral("none"))).error().code, devices::ErrorCode::Io);
    const auto cut = RunFiles::readAll(save(dir, "cut.mda", mda(2).left(200)));
    QCOMPARE(cut.error().code, devices::ErrorCode::BadValue);
    QVERIFY2(cut.error().message.contains(QLatin1String("at byte 200")), qPrintable(cut.error().message));
}

void TestRunFiles::ownFormats_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("spec") << QStringLiteral("spec");
    QTest::newRow("xdi") << QStringLiteral("xdi");
}

/// What we write, we read.
void TestRunFiles::ownFormats()
{
    QFETCH(QString, format);
    const QTemporaryDir dir;
    auto made = storage::makeFileConsumer(
        format, {dir.path(), QStringLiteral("x.5"), storage::IfExists::NextName, false, {}});
    QVERIFY(testruns::feed(*made.value(), testruns::LineScan(6, 5).documents()).ok());
    const RunData run = readAll(dir.filePath(QStringLiteral("x.5"))).front();
    QCOMPARE(run.scanId, 5);
    QCOMPARE(run.exitStatus, QStringLiteral("success"));
    QCOMPARE(run.signal, QStringLiteral("sc_I0"));
    QCOMPARE(run.axes.front().name, QStringLiteral("sx"));
    QCOMPARE(run.column(QStringLiteral("sc_I0"))->values.back(), 136.0);
    QCOMPARE(run.column(QStringLiteral("sx"))->values.front(), -1.0);
}

void TestRunFiles::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    QByteArray labels("#S 1 ascan\n#L");
    for (int i = 0; i < 6000; ++i)
        labels += "  c" + QByteArray::number(i);
    const QByteArray shortRows = QByteArray("1\n").repeated(6000);
    const QByteArray wideRow = QByteArray("1 ").repeated(6000) + '\n';
    const QByteArray wider = QByteArray("1 ").repeated(10'001) + '\n';
    const QString tooShort = QStringLiteral(": too many rows are shorter");
    const QString tooMany = QStringLiteral(": more than 10000 columns");
    QTest::newRow("SPEC, short rows") << labels + '\n' + shortRows << tooShort;
    QTest::newRow("SPEC, short rows, no labels") << "#S 1 ascan\n" + wideRow + shortRows << tooShort;
    QTest::newRow("SPEC, labels") << "#S 1 ascan\n#L" + QByteArray("  c").repeated(10'001) + "\n1\n" << tooMany;
    QTest::newRow("SPEC, no labels") << "#S 1 ascan\n" + wider << tooMany;
    QTest::newRow("XDI, short rows") << "#XDI/1.1\n" + wideRow + shortRows << tooShort;
    QTest::newRow("XDI, columns") << "#XDI/1.1\n" + wider << tooMany;
}

/// A small file does not become a large run; the reason says where.
void TestRunFiles::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    const QTemporaryDir dir;
    const auto runs = RunFiles::readAll(save(dir, "large", bytes));
    QString said = runs ? QString() : runs.error().message;
    std::size_t cells = 0;
    if (runs) {
        QCOMPARE(runs.value().size(), std::size_t{1});
        QCOMPARE(runs.value().front().exitStatus, QStringLiteral("fail"));
        said = runs.value().front().reason;
        for (const storage::RunColumn& column : runs.value().front().columns)
            cells += column.values.size();
    }
    QVERIFY2(said.contains(QStringLiteral("line ")) && said.contains(problem), qPrintable(said));
    QVERIFY(cells <= 10 * static_cast<std::size_t>(bytes.size()));
    storage::ColumnList list;
    QVERIFY(!list.takeCells(storage::ColumnList::mostCells));
    QVERIFY(list.takeCells(1));
}

void TestRunFiles::equalNames()
{
    const QTemporaryDir dir;
    const QByteArray labels = "#S 1 ascan\n#L  c_3" + QByteArray("  c").repeated(9'000) + "\n1\n";
    const RunData run = readAll(save(dir, "equal.spec", labels)).front();
    QCOMPARE(run.columns.size(), std::size_t{9'001});
    QSet<QString> names;
    for (const storage::RunColumn& column : run.columns)
        names.insert(column.name);
    QCOMPARE(names.size(), 9'001);
    QCOMPARE(run.columns[1].name, QStringLiteral("c"));
    QCOMPARE(run.columns[2].name, QStringLiteral("c_2"));
    QCOMPARE(run.columns[3].name, QStringLiteral("c_4"));
}

void TestRunFiles::mutations_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("mda 1-D") << mda(1);
    QTest::newRow("mda 3-D") << mda(3);
    QTest::newRow("spec") << spec;
    QTest::newRow("xdi") << QByteArray(
        "#XDI/1.1\n# Column.1: a mm || X\n# ExtraPVs.Start: here\n# A.b: 1 || X\n#---\n# a\tb\n1 2\n3 4\n");
}

/// Whatever stands in a file, reading it ends, with runs or with words.
void TestRunFiles::mutations()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir dir;
    std::mt19937 random(20'251'113);
    const auto pick
        = [&random](qsizetype below) { return static_cast<qsizetype>(random() % static_cast<quint32>(below)); };
    int refused = 0;
    for (int round = 0; round < 400; ++round) {
        QByteArray mutant = bytes;
        for (qsizetype change = 0; change <= pick(6); ++change) {
            const qsizetype at = pick(mutant.size());
            if (round % 3 == 0)
                mutant[at] = static_cast<char>(random());
            else if (round % 3 == 1)
                mutant[at] = static_cast<char>(pick(2) ? 0xff : 0);
            else
                mutant.remove(at, pick(40));
            if (mutant.isEmpty())
                mutant = "#S ";
        }
        const auto runs = RunFiles::readAll(save(dir, "mutant", mutant));
        refused += runs ? 0 : 1;
        if (!runs)
            QVERIFY(!runs.error().message.isEmpty());
        else
            for (const RunData& run : runs.value())
                QVERIFY(run.times.size() <= static_cast<std::size_t>(bytes.size()));
    }
    QVERIFY(refused < 400);
}

QTEST_GUILESS_MAIN(TestRunFiles)
#include "tst_runfiles.moc"
