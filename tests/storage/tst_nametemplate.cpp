#include "storage/naming/fileplacer.h"
#include "storage/text/textfile.h"
#include "tests/storage/testruns.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using storage::FileDestination;
using storage::FilePlacer;
using storage::IfExists;
using storage::NameContext;
using storage::NameLevel;
using storage::NameTemplate;

namespace {

NameTemplate parsed(const char* pattern)
{
    return NameTemplate::parse(QString::fromUtf8(pattern)).value();
}

struct Point
{
    scans::RunStartPtr start;
    scans::EventDescriptorPtr descriptor;
    scans::EventPtr event;

    Point()
    {
        auto run = std::make_shared<scans::RunStart>(*testruns::start(42,
            {{QStringLiteral("plan_name"), QStringLiteral("scan")},
                {QStringLiteral("sample"), QStringLiteral("a/b ../c")}, {QStringLiteral("user"), QStringLiteral("ada")},
                {QStringLiteral("energy"), 7.112}, {QStringLiteral("empty"), QStringLiteral("")},
                {QStringLiteral("up"), QStringLiteral("..")},
                {QStringLiteral("motors"), QJsonArray{QStringLiteral("sx"), QStringLiteral("sy")}},
                {QStringLiteral("cell"), QJsonObject{{QStringLiteral("name"), QStringLiteral("X 1")}}},
                {QStringLiteral("number"), QStringLiteral("7")}}));
        run->uid = QStringLiteral("0123abcd-4567");
        start = run;
        descriptor = testruns::descriptor(start, QStringLiteral("primary"),
            {testruns::key(QStringLiteral("temperature"), devices::DataKey::Dtype::Number, QStringLiteral("t")),
                testruns::key(QStringLiteral("image"), devices::DataKey::Dtype::Array, QStringLiteral("cam"))});
        event = testruns::event(descriptor, 3, {-23.5, devices::makeArray<double>({1, 2})});
    }

    NameContext context() const { return {start.get(), descriptor.get(), event.get(), QStringLiteral("image"), 9}; }
};

} // namespace

class TestNameTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expand_data();
    void expand();
    void refused_data();
    void refused();
    void check_data();
    void check();
    void preview();
    void levels();
    void placing();
    void namesOfEndedRunsAreFree();
    void splitting_data();
    void splitting();
    void textFileReplacesRows();
    void textFileRefusesForeignChange();
};

void TestNameTemplate::expand_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("expected"); // empty = an error
    const auto row = [](const char* pattern, const char* expected) {
        QTest::newRow(pattern) << QString::fromUtf8(pattern) << QString::fromUtf8(expected);
    };
    row("{scan_id:05d}_{plan_name}_{uid8}.h5", "00042_scan_0123abcd.h5");
    row("x{scan_id}.h5", "x42.h5");
    row("{sample}.h5", "a_b_c.h5");
    row("{start.user}/{start.scan_id:05d}_{event.data.temperature}_{event.seq_num}.tiff", "ada/00042_-23.5_3.tiff");
    row("{start[user]}-{event[data][temperature]:.2f}", "ada--23.50");
    row("{start.energy}_{start.energy:.1f}_{start.energy:08.2f}_{start.energy:.2e}", "7.112_7.1_00007.11_7.11e+00");
    row("{start.cell}_{start.cell.name}_{start.motors}", "X_1_X_1_sx-sy");
    row("{index:03d}_{column}_{descriptor.name}", "009_image_primary");
    row("{start.number:03d}", "007");
    row("{event.data.temperature:06d}", "-00024");
    row("{{a}}", "{a}");
    row("{start.empty}/x", "_/x");
    row("{start.empty}.csv", "_.csv");
    row("{start.up}/x", "_/x");
    row(".kept", ".kept");
    row(".{start.empty}./x", ".._/x");
    row("x/.{start.empty}", "x/._");
    row("..{start.empty}/{uid8}", ".._/0123abcd");
    row("...{start.empty}", "...");
    row("{start.nothing}", "");
    row("{event.data.image}", "");
    row("{event.data.nothing}", "");
    row("{start.user:05d}", "");
}

void TestNameTemplate::expand()
{
    QFETCH(QString, pattern);
    QFETCH(QString, expected);
    const Point point;
    const auto made = NameTemplate::parse(pattern);
    QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().message));
    const auto name = made.value().expand(point.context());
    QCOMPARE(name.ok(), !expected.isEmpty());
    if (name)
        QCOMPARE(name.value(), expected);
}

void TestNameTemplate::refused_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* pattern, const char* says) {
        QTest::newRow(pattern) << QString::fromUtf8(pattern) << QString::fromUtf8(says);
    };
    row("ab{scanid}.h5", "character 3: the key {scanid} is unknown; known are: date, time, scan_id");
    row("{start.}", "character 1");
    row("{start}", "known are");
    row("{event.data.a.b}", "known are");
    row("{}", "known are");
    row("{scan_id", "character 1: { has no }");
    row("scan_id}", "character 8: } has no {");
    row("{scan_id:x}", "character 10: \"x\" is no format");
    row("{scan_id:.2d}", "is no format");
    row("../{uid}", "leads out");
    row("/tmp/{uid}", "leads out");
    row("a//b", "is empty");
    row("a/", "is empty");
    row("", "is empty");
    row("a/./b", "leads out");
    row("a\\b", "backslashes");
    row("a\nb", "control");
}

void TestNameTemplate::refused()
{
    QFETCH(QString, pattern);
    QFETCH(QString, says);
    const auto made = NameTemplate::parse(pattern);
    QVERIFY(!made);
    QCOMPARE(made.error().code, devices::ErrorCode::BadValue);
    QVERIFY2(made.error().message.contains(says), qPrintable(made.error().message));
}

void TestNameTemplate::check_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("says"); // empty = fine
    const auto row = [](const char* pattern, const char* says) {
        QTest::newRow(pattern) << QString::fromUtf8(pattern) << QString::fromUtf8(says);
    };
    row("{start.user}_{start.uid}_{scan_id}_{event.data.temperature}", "");
    row("x{start.usr}", "character 2: this run's metadata has no \"usr\"; it has: cell");
    row("{event.data.temp}", "no column \"temp\"; it will have: temperature, image");
    row("{start.user:03d}", "cannot be written");
}

void TestNameTemplate::check()
{
    QFETCH(QString, pattern);
    QFETCH(QString, says);
    const Point point;
    const auto made = NameTemplate::parse(pattern);
    QVERIFY(made.ok());
    const auto checked = made.value().check(
        point.start->metadata, QStringList{QStringLiteral("temperature"), QStringLiteral("image")});
    QCOMPARE(checked.ok(), says.isEmpty());
    if (!checked)
        QVERIFY2(checked.error().message.contains(says), qPrintable(checked.error().message));
}

void TestNameTemplate::preview()
{
    Point point;
    auto expected = std::make_shared<scans::RunStart>(*point.start);
    expected->uid.clear();
    const auto name = parsed("{start.user}_{uid8}_{scan_id:04d}_{event.data.temperature}.tiff")
                          .preview({expected.get(), nullptr, nullptr, {}, 1});
    QVERIFY(name.ok());
    QCOMPARE(name.value(), QStringLiteral("ada_<uid8>_0042_<event.data.temperature>.tiff"));
}

void TestNameTemplate::levels()
{
    QCOMPARE(parsed("{date}/{start.x}").level(), NameLevel::Run);
    QCOMPARE(parsed("{date}_{descriptor.name}").level(), NameLevel::Stream);
    QCOMPARE(parsed("{column}_{descriptor.name}").level(), NameLevel::Column);
    QCOMPARE(parsed("{event.data.x}{descriptor.name}").level(), NameLevel::Point);
}

void TestNameTemplate::placing()
{
    const QTemporaryDir dir;
    const Point point;
    QStringList told;
    const auto placer = [&](IfExists ifExists, bool dry = false) {
        told.clear();
        return FilePlacer({dir.path(), {}, ifExists, dry, [&told](const QString& path) { told << path; }},
            parsed("sub/{start.user}.txt"));
    };
    const QString path = dir.filePath(QStringLiteral("sub/ada.txt"));
    FilePlacer dry = placer(IfExists::Refuse, true);
    QCOMPARE(dry.place(point.context()).value(), path);
    QCOMPARE(told, QStringList{path});
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("sub"))));
    FilePlacer first = placer(IfExists::Refuse);
    QCOMPARE(first.place(point.context()).value(), path);
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("sub"))));
    QCOMPARE(first.place(point.context()).error().code, devices::ErrorCode::Refused);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    FilePlacer refusing = placer(IfExists::Refuse);
    QCOMPARE(refusing.place(point.context()).error().code, devices::ErrorCode::Refused);
    QVERIFY(told.isEmpty());
    FilePlacer next = placer(IfExists::NextName);
    QCOMPARE(next.place(point.context()).value(), dir.filePath(QStringLiteral("sub/ada-2.txt")));
    QCOMPARE(next.place(point.context()).value(), dir.filePath(QStringLiteral("sub/ada-3.txt")));
    FilePlacer over = placer(IfExists::Overwrite);
    QCOMPARE(over.place(point.context()).value(), path);
    QCOMPARE(over.place(point.context()).error().code, devices::ErrorCode::Refused); // it made that one
}

void TestNameTemplate::namesOfEndedRunsAreFree()
{
    const QTemporaryDir dir;
    const Point first;
    Point second;
    auto other = std::make_shared<scans::RunStart>(*second.start);
    other->uid = QStringLiteral("89ef");
    second.start = other;
    for (const IfExists ifExists : {IfExists::NextName, IfExists::Refuse, IfExists::Overwrite}) {
        FilePlacer placer({dir.path(), {}, ifExists, false, {}}, parsed("a.tiff"));
        const auto place = [&placer](const Point& point) { return placer.placePart(point.context(), {}, {}); };
        QCOMPARE(place(first).value().path, dir.filePath(QStringLiteral("a.tiff")));
        const auto whileItRuns = place(second);
        placer.forget(first.start->uid);
        const auto afterwards = place(second);
        if (ifExists == IfExists::NextName) {
            QCOMPARE(whileItRuns.value().path, dir.filePath(QStringLiteral("a-2.tiff")));
            QCOMPARE(afterwards.value().path, dir.filePath(QStringLiteral("a.tiff"))); // nobody has made it
        } else { // the file may be there, and only the name says whose
            QVERIFY(!whileItRuns && !afterwards);
        }
    }
}

void TestNameTemplate::splitting_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("name");
    QTest::newRow("absolute") << QStringLiteral("/data/x_{uid}.csv") << QStringLiteral("/data")
                              << QStringLiteral("x_{uid}.csv");
    QTest::newRow("plain") << QStringLiteral("x.csv") << QStringLiteral(".") << QStringLiteral("x.csv");
    QTest::newRow("folders below a key") << QStringLiteral("../{user}/{uid}.csv") << QStringLiteral("..")
                                         << QStringLiteral("{user}/{uid}.csv");
    QTest::newRow("root") << QStringLiteral("/{uid}") << QStringLiteral("/") << QStringLiteral("{uid}");
}

void TestNameTemplate::splitting()
{
    QFETCH(QString, typed);
    const auto split = storage::splitTemplate(typed);
    QTEST(split.folder, "folder");
    QTEST(split.name, "name");
}

void TestNameTemplate::textFileReplacesRows()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("rows.txt"));
    using storage::TextFile;
    {
        auto file = std::move(TextFile::open(path, TextFile::Mode::New)).value();
        QVERIFY(file->append("head\n").ok());
        for (int n = 1; n <= 4; ++n)
            QVERIFY(file->putRow(n, "row " + QByteArray::number(n) + '\n').ok());
        QVERIFY(file->putRow(2, "longer row 2\n").ok());
        QVERIFY(file->putRow(3, "3\n").ok());
        QVERIFY(file->putRow(5, "row 5\n").ok());
        QVERIFY(file->putRow(4, "4\n").ok());
        QVERIFY(file->append("tail\n").ok());
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("head\nrow 1\nlonger row 2\n3\n4\nrow 5\ntail\n"));
    QVERIFY(!TextFile::open(path, TextFile::Mode::New)); // never over another
}

void TestNameTemplate::textFileRefusesForeignChange()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("rows.txt"));
    auto file = std::move(storage::TextFile::open(path, storage::TextFile::Mode::New)).value();
    QVERIFY(file->append("ours\n").ok() && file->flush().ok());
    QFile other(path);
    QVERIFY(other.open(QIODevice::Append));
    other.write("theirs\n");
    other.close();
    QVERIFY(file->append("more\n").ok());
    const auto flushed = file->flush();
    QCOMPARE(flushed.error().code, devices::ErrorCode::Refused);
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("ours\ntheirs\n"));
    QTest::ignoreMessage(QtWarningMsg, qPrintable(flushed.error().message));
}

QTEST_GUILESS_MAIN(TestNameTemplate)
#include "tst_nametemplate.moc"
