#include "devices/profile/profile.h"

#include "devices/kinds/devicekind.h"
#include "devices/profile/profileschema.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace devices;

namespace {

QString sourceFile(const char* path)
{
    return QStringLiteral(BEAMDECK_SOURCE_DIR "/") + QString::fromLatin1(path);
}

ProfileLoad parseText(const char* yaml)
{
    return parseProfile(QByteArray(yaml), QStringLiteral("/somewhere/test.yaml"));
}

QString allProblems(const ProfileLoad& load)
{
    QStringList lines;
    for (const ProfileProblem& problem : load.problems)
        lines << problem.toText();
    return lines.join(QLatin1Char('\n'));
}

QStringList pvsOf(const std::vector<PvEntry>& entries)
{
    QStringList pvs;
    for (const PvEntry& entry : entries)
        pvs << entry.pv;
    return pvs;
}

/// The rows of a page's tables that begin with `code` or a kind, cell by cell, without the back-ticks.
std::vector<QStringList> tableRows(const QString& file, qsizetype columns)
{
    std::vector<QStringList> rows;
    QFile page(file);
    if (!page.open(QIODevice::ReadOnly))
        return rows;
    const QStringList lines = QString::fromUtf8(page.readAll()).split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        QStringList cells = line.split(QLatin1Char('|'));
        if (cells.size() != columns + 2 || !line.contains(QLatin1Char('`')))
            continue;
        cells = cells.mid(1, columns);
        for (QString& cell : cells)
            cell = cell.trimmed();
        rows.push_back(cells);
    }
    return rows;
}

QString unquoted(QString cell)
{
    return cell.remove(QLatin1Char('`'));
}

QString shownDefault(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isArray())
        return value.toVariant().toStringList().join(QStringLiteral(", "));
    return value.isObject() ? QString() : value.toVariant().toString();
}

} // namespace

class tst_Profile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoLoadsWithoutProblems();
    void everyKey();
    void problems_data();
    void problems();
    void theRestIsLoaded();
    void partsBecomeDevices();
    void unusable_data();
    void unusable();
    void unreadable();
    void tooLarge();
    void randomBytesDoNoHarm();
    void pageShowsTheKeys();
    void pageShowsTheOptions();
};

void tst_Profile::demoLoadsWithoutProblems()
{
    const ProfileLoad load = loadProfile(sourceFile("resources/beamlines/demo.yaml"));
    QVERIFY2(load.problems.empty(), qPrintable(allProblems(load)));
    QVERIFY(load.usable);
    const Profile& profile = load.profile;
    QCOMPARE(profile.title, QStringLiteral("Simulated beamline"));
    QMap<QString, QString> pvs;
    QStringList names;
    for (const DeviceSpec& spec : profile.devices) {
        pvs.insert(spec.name, spec.pv);
        names << spec.name;
        QVERIFY(spec.line > 0 && !spec.group.isEmpty() && !spec.description.isEmpty());
    }
    QCOMPARE(names.join(QLatin1Char(' ')),
        QStringLiteral(
            "energy theta filter sx sy sz slit_gap slit_center sc mca cam shutter ring vacuum hutch_temperature"));
    QCOMPARE(pvs.value(QStringLiteral("sx")), QStringLiteral("BD:m3"));
    QCOMPARE(pvs.value(QStringLiteral("cam")), QStringLiteral("BD:"));
    QCOMPARE(profile.metadata.value(QStringLiteral("beamline")).toString(), QStringLiteral("demo"));
    QCOMPARE(profile.metadata.value(QStringLiteral("sample")).toObject().value(QStringLiteral("name")).toString(),
        QStringLiteral("Fe foil"));
    QCOMPARE(profile.ringCurrent, QStringLiteral("BD:ring:current"));
    QCOMPARE(profile.shutter, QStringLiteral("shutter"));
    QCOMPARE(profile.detectors, QStringList(QStringLiteral("sc")));
    QCOMPARE(profile.monitors, QStringList(QStringLiteral("ring")));
    QVERIFY(!profile.baseline);
    QCOMPARE(profile.images.at(0).array, QStringLiteral("BD:image1:"));
    QCOMPARE(profile.stripcharts.at(0).pvs.size(), std::size_t{4});
    QCOMPARE(profile.instruments.size(), std::size_t{2});
    QCOMPARE(pvsOf(profile.instruments[0].pvs).join(QLatin1Char(' ')),
        QStringLiteral("BD:m3.VAL BD:m4.VAL BD:m5.VAL BD:m6.VAL BD:m8.VAL BD:cam1:AcquireTime BD:shutter"));
    QCOMPARE(profile.instruments[0].pvs[0].label, QStringLiteral("sx"));
}

void tst_Profile::everyKey()
{
    const ProfileLoad load = parseText(R"(
title: "42"
metadata: {flag: true, word: "true", whole: 3, real: 2.5, none: ~, list: [1, [a]], inner: {deep: x}}
epics: {EPICS_CA_ADDR_LIST: 10.0.0.1 10.0.0.2, EPICS_CA_MAX_ARRAY_BYTES: 100000}
ring_current: SR:current
shutter: door
detectors: [det]
devices:
  - kind: signal
    name: det
    pv: X:det
    description: a detector
    group: g
    options: {settable: no_thing_to_see, counts: true, units: Hz, tolerance: 1e-3}
  - {kind: shutter, name: door, pv: X:door}
pv_groups: [{name: G, pvs: [X:a, {pv: X:b, label: Bee}, {pv: X:c}]}]
stripcharts: [{name: S, pvs: [X:a], span: 60}]
images: [{name: I, prefix: "X:", cam: "c:", array: "a:", stats: ""}]
instruments: [{name: N, description: d, pvs: [door, X:y.VAL, {pv: door, label: Door}]}]
)");
    QCOMPARE(allProblems(load),
        QStringLiteral("test.yaml:14: devices[0].options.settable: expected true or false, not \"no_thing_to_see\""));
    const Profile& p = load.profile;
    QCOMPARE(p.title, QStringLiteral("42"));
    QCOMPARE(QJsonDocument(p.metadata).toJson(QJsonDocument::Compact),
        QByteArray(
            R"({"flag":true,"inner":{"deep":"x"},"list":[1,["a"]],"none":null,"real":2.5,"whole":3,"word":"true"})"));
    QCOMPARE(p.epics.value(QStringLiteral("EPICS_CA_ADDR_LIST")), QStringLiteral("10.0.0.1 10.0.0.2"));
    QCOMPARE(p.epics.value(QStringLiteral("EPICS_CA_MAX_ARRAY_BYTES")), QStringLiteral("100000"));
    QCOMPARE(p.devices.size(), std::size_t{2});
    QCOMPARE(p.devices[0].line, 9);
    QCOMPARE(QJsonDocument(p.devices[0].options).toJson(QJsonDocument::Compact),
        QByteArray(R"({"counts":true,"tolerance":0.001,"units":"Hz"})"));
    QCOMPARE(p.shutter, QStringLiteral("door"));
    QCOMPARE(p.pvGroups[0].pvs[0].label, QStringLiteral("X:a"));
    QCOMPARE(p.pvGroups[0].pvs[1].label, QStringLiteral("Bee"));
    QCOMPARE(p.pvGroups[0].pvs[2].label, QStringLiteral("X:c"));
    QCOMPARE(p.stripcharts[0].spanSeconds, 60.0);
    QCOMPARE(p.images[0].cam, QStringLiteral("X:c:"));
    QCOMPARE(p.images[0].array, QStringLiteral("X:a:"));
    QVERIFY(p.images[0].stats.isEmpty());
    QCOMPARE(pvsOf(p.instruments[0].pvs).join(QLatin1Char(' ')), QStringLiteral("X:door X:y.VAL X:door"));
    QCOMPARE(p.instruments[0].pvs[2].label, QStringLiteral("Door"));
}

void tst_Profile::problems_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* yaml, int line, const char* key, const char* expected) {
        QTest::newRow(name) << QByteArray(yaml) << line << QString::fromLatin1(key) << QString::fromUtf8(expected);
    };
    row("unknown key", "title: a\ntitel:\n  b\n", 2, "titel", "(did you mean title?)");
    row("key twice", "title: a\ntitle: b\n", 2, "title", "each key once; this one stands above already");
    row("list for text", "title: [a]\n", 1, "title", "text, not a list");
    row("text for list", "\ndevices: sx\n", 2, "devices", "list of maps, not \"sx\"");
    row("element is no map", "devices:\n  - sx\n", 2, "devices[0]", "a map, not \"sx\"");
    row("compressed text file", "files:\n - {format: csv, compression: gzip}\n", 2, "files[0].compression",
        "this key with the format nexus alone");
    row("flushed never", "files:\n - {format: nexus, flush_points: 0}\n", 2, "files[0].flush_points",
        "a number from 1 to 1e+06, not \"0\"");
    row("unknown kind", "devices:\n - name: a\n   kind: mottor\n   pv: X:a\n", 3, "devices[0].kind",
        "one of motor, scaler, mca, areadetector, shutter, signal, group, braggenergy, slitgap, slitcenter, not "
        "\"mottor\" (did you mean motor?)");
    row("name is missing", "devices:\n - kind: motor\n   pv: X:a\n", 2, "devices[0].name", "text; it is required");
    row("name is empty", "devices:\n - kind: motor\n   name: ''\n   pv: X:a\n", 3, "devices[0].name",
        "text; it is required");
    row("pv has no value", "devices:\n - kind: motor\n   name: a\n   pv:\n", 2, "devices[0].pv",
        "text; it is required");
    row("odd name", "devices:\n - {kind: motor, name: a.b, pv: X}\n", 2, "devices[0].name",
        "a name of letters, digits and _ that begins with a letter, not \"a.b\"");
    row("name twice", "devices:\n - {kind: motor, name: a, pv: X}\n - {kind: motor, name: a, pv: Y}\n", 3,
        "devices[1].name", "a name of its own; a is the device of line 2");
    row("unknown option", "devices:\n - kind: motor\n   name: a\n   pv: X\n   options:\n     setle: 1\n", 6,
        "devices[0].options.setle", "one of the options of a motor: tolerance, settle, timeout (did you mean settle?)");
    row("option: text for number", "devices:\n - {kind: motor, name: a, pv: X, options: {settle: soon}}\n", 2,
        "devices[0].options.settle", "a number from 0 to 3600, not \"soon\"");
    row("option: quoted number", "devices:\n - {kind: motor, name: a, pv: X, options: {settle: '1'}}\n", 2,
        "devices[0].options.settle", "a number from 0 to 3600, not \"1\"");
    row("option: not finite", "devices:\n - {kind: motor, name: a, pv: X, options: {tolerance: nan}}\n", 2,
        "devices[0].options.tolerance", "a number of at least 0, not \"nan\"");
    row("option: too large", "devices:\n - {kind: scaler, name: a, pv: X, options: {channels: 65}}\n", 2,
        "devices[0].options.channels", "a number from 1 to 64, not \"65\"");
    row("option: none of the choices", "devices:\n - {kind: mca, name: a, pv: X, options: {preset: dead}}\n", 2,
        "devices[0].options.preset", "one of real, live, not \"dead\"");
    row("option: text for list", "devices:\n - {kind: scaler, name: a, pv: X, options: {hinted: I0}}\n", 2,
        "devices[0].options.hinted", "list of texts, not \"I0\"");
    row("option: list in a map", "devices:\n - {kind: scaler, name: a, pv: X, options: {names: {2: [I0]}}}\n", 2,
        "devices[0].options.names.2", "a text, not a list");
    row("PV for a kind without",
        "devices:\n - {kind: motor, name: a, pv: X}\n - {kind: group, name: g, pv: X, options: {parts: [a]}}\n", 3,
        "devices[1].pv", "no PV: a group has none of its own");
    row("required option", "devices:\n - {kind: braggenergy, name: e}\n", 2, "devices[0].options.angle",
        "name of a device; it is required");
    row("device that stands below",
        "devices:\n - {kind: braggenergy, name: e, options: {angle: th}}\n - {kind: motor, name: th, pv: X}\n", 2,
        "devices[0].options", "names of devices that stand above; \"th\" is none");
    row("parts of what has none",
        "devices:\n - {kind: motor, name: a, pv: X, parts: [{kind: motor, name: b, pv: Y}]}\n", 2, "devices[0].parts",
        "no parts: a motor has none");
    row("wrong part", "devices:\n - kind: group\n   name: g\n   parts:\n    - {kind: motor, name: b}\n", 5,
        "devices[0].parts[0].pv", "text; it is required");
    row("name of a part twice",
        "devices:\n - kind: group\n   name: g\n   parts:\n    - {kind: motor, name: b, pv: X}\n    - {kind: motor, "
        "name: b, pv: Y}\n",
        6, "devices[0].parts[1].name", "a name of its own; g_b is the device of line 5");
    row("monitor that is none", "monitors: [sx]\n", 1, "monitors", "the name of a device; \"sx\" is none");
    row("baseline that is none", "baseline: [sx]\n", 1, "baseline", "the name of a device; \"sx\" is none");
    row("detector that is none", "detectors: [sx]\n", 1, "detectors", "the name of a device; \"sx\" is none");
    row("shutter that is none", "\nshutter: sx\n", 2, "shutter", "the name of a device; \"sx\" is none");
    row("PV with a blank", "pv_groups:\n - name: g\n   pvs:\n    - X a\n", 4, "pv_groups[0].pvs[0]",
        "a PV name without blanks, or a map with pv and label, not \"X a\"");
    row("PV with an odd key", "pv_groups: [{name: g, pvs: [{pv: X, lable: b}]}]\n", 1, "pv_groups[0].pvs[0].lable",
        "only pv and label, both texts");
    row("span below zero", "stripcharts:\n - name: s\n   span: -1\n   pvs: [X]\n", 3, "stripcharts[0].span",
        "a number of seconds above 0");
    row("span is no number", "stripcharts:\n - name: s\n   span: long\n   pvs: [X]\n", 3, "stripcharts[0].span",
        "number, not \"long\"");
    row("instrument of nothing", "instruments:\n - name: s\n   pvs: [sxx]\n", 3, "instruments[0].pvs",
        "PVs and names of devices that can be set; \"sxx\" is neither");
    row("metadata key with a dot", "metadata:\n  a.b: 1\n", 2, "metadata.a.b",
        "a key without \".\" and \"/\", as documents have none");
    row("variable of another kind", "epics:\n  PATH: /tmp\n", 2, "epics.PATH",
        "the name of a variable that begins with EPICS_CA_");
    row("key that is no text", "title: a\n? [b]\n: c\n", 2, "", "a key that is a text");
    row("metadata that holds itself", "metadata: &m {a: *m}\n", 1, "metadata", "fewer and less deeply nested values");
}

void tst_Profile::problems()
{
    QFETCH(QByteArray, yaml);
    QFETCH(int, line);
    QFETCH(QString, key);
    QFETCH(QString, expected);
    const ProfileLoad load = parseProfile(yaml, QStringLiteral("test.yaml"));
    QCOMPARE(load.problems.size(), std::size_t{1});
    QVERIFY(load.usable);
    const ProfileProblem& problem = load.problems[0];
    QCOMPARE(problem.file, QStringLiteral("test.yaml"));
    QCOMPARE(problem.line, line);
    if (key == QLatin1String("metadata"))
        QVERIFY(problem.key.startsWith(key));
    else
        QCOMPARE(problem.key, key);
    QVERIFY2(problem.expected.endsWith(expected), qPrintable(problem.expected));
}

void tst_Profile::theRestIsLoaded()
{
    const ProfileLoad load = parseText(R"(
title: [wrong]
devices:
  - {kind: mottor, name: a, pv: X:a}
  - {kind: motor, name: b, pv: X:b, options: {settle: soon, tolerance: 1}}
  - {kind: motor, name: b, pv: X:c}
  - {kind: motor, name: d, pv: X:d, colour: red}
instruments:
  - {name: i, pvs: [a, b]}
)");
    QCOMPARE(load.problems.size(), std::size_t{6});
    QVERIFY(load.usable);
    QCOMPARE(load.profile.title, QStringLiteral("test"));
    QCOMPARE(load.profile.devices.size(), std::size_t{2});
    QCOMPARE(load.profile.devices[0].name, QStringLiteral("b"));
    QCOMPARE(load.profile.devices[0].options.keys(), QStringList(QStringLiteral("tolerance")));
    QCOMPARE(load.profile.devices[1].name, QStringLiteral("d"));
    QCOMPARE(pvsOf(load.profile.instruments.at(0).pvs), QStringList(QStringLiteral("X:b.VAL")));
}

void tst_Profile::partsBecomeDevices()
{
    const ProfileLoad load = parseText(R"(
devices:
  - {kind: motor, name: sx, pv: X:1}
  - kind: group
    name: mirror
    group: optics
    options: {parts: [sx]}
    parts:
      - {kind: motor, name: pitch, pv: X:2}
      - kind: group
        name: bender
        parts:
          - {kind: motor, name: up, pv: X:3, group: benders}
  - {kind: braggenergy, name: energy, options: {angle: mirror_pitch, units: keV}}
detectors: [mirror]
instruments:
  - {name: i, pvs: [mirror_pitch]}
)");
    QVERIFY2(load.problems.empty(), qPrintable(allProblems(load)));
    QStringList names;
    for (const DeviceSpec& spec : load.profile.devices)
        names << spec.name;
    QCOMPARE(
        names.join(QLatin1Char(' ')), QStringLiteral("sx mirror_pitch mirror_bender_up mirror_bender mirror energy"));
    QCOMPARE(load.profile.devices[4].options.value(QStringLiteral("parts")).toVariant().toStringList(),
        QStringList({QStringLiteral("sx"), QStringLiteral("mirror_pitch"), QStringLiteral("mirror_bender")}));
    QCOMPARE(load.profile.devices[1].group, QStringLiteral("optics"));
    QCOMPARE(load.profile.devices[2].group, QStringLiteral("benders"));
    QCOMPARE(pvsOf(load.profile.instruments.at(0).pvs), QStringList(QStringLiteral("X:2.VAL")));

    const ProfileLoad endless = parseText("devices:\n  - &g {kind: group, name: g, parts: [*g]}\n");
    QVERIFY(!endless.problems.empty());
}

void tst_Profile::unusable_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("text");
    QTest::newRow("bracket left open") << QByteArray("title: a\ndevices: [b\n")
                                       << QStringLiteral("test.yaml:3: expected YAML; its reader says: ");
    QTest::newRow("prefix without quotes") << QByteArray("title: a\ndevices:\n - pv: BD:\n")
                                           << QStringLiteral("test.yaml:3: expected YAML; its reader says: ");
    QTest::newRow("tabulator") << QByteArray("title: a\ndevices:\n\t- b\n")
                               << QStringLiteral("test.yaml:3: expected YAML; its reader says: ");
    QTest::newRow("unknown alias") << QByteArray("title: *a\n")
                                   << QStringLiteral("test.yaml:1: expected YAML; its reader says: ");
    QTest::newRow("too deep") << QByteArray(100000, '[') << QStringLiteral("test.yaml:1: expected YAML");
    QTest::newRow("list") << QByteArray("- a\n")
                          << QStringLiteral("test.yaml:1: expected a map with keys such as title and devices");
    QTest::newRow("empty") << QByteArray()
                           << QStringLiteral("test.yaml:1: expected a map with keys such as title and devices");
}

void tst_Profile::unusable()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, text);
    const ProfileLoad load = parseProfile(yaml, QStringLiteral("test.yaml"));
    QVERIFY(!load.usable);
    QCOMPARE(load.problems.size(), std::size_t{1});
    QVERIFY2(load.problems[0].toText().startsWith(text), qPrintable(load.problems[0].toText()));
}

void tst_Profile::unreadable()
{
    const ProfileLoad load = loadProfile(QStringLiteral("/nowhere/at/all.yaml"));
    QVERIFY(!load.usable);
    QCOMPARE(load.problems.size(), std::size_t{1});
    QVERIFY(load.problems[0].toText().startsWith(QStringLiteral("all.yaml: expected a readable file: ")));
    const ProfileLoad folder = loadProfile(QStringLiteral("/"));
    QVERIFY(!folder.usable && folder.problems.size() == 1);
}

void tst_Profile::tooLarge()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("large.yaml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray((1 << 20) + 1, '#'));
    file.close();
    const ProfileLoad load = loadProfile(file.fileName());
    QVERIFY(!load.usable);
    QCOMPARE(load.problems.at(0).toText(), QStringLiteral("large.yaml: expected a file of at most 1 MiB"));
}

/// The demo's profile with bytes changed: whatever comes out, nothing is thrown and every problem says where it is.
void tst_Profile::randomBytesDoNoHarm()
{
    QFile file(sourceFile("resources/beamlines/demo.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray demo = file.readAll();
    const QByteArray bytes("\n:-[]{}&*!|>'\"%@`# \0\xff,?", 24);
    quint32 random = 12345;
    const auto next = [&random](qsizetype below) {
        random = random * 1664525 + 1013904223;
        return static_cast<qsizetype>(random >> 8) % below;
    };
    for (int round = 0; round < 500; ++round) {
        QByteArray broken = demo;
        for (int i = 0; i < 3; ++i)
            broken[next(broken.size())] = bytes[next(bytes.size())];
        const ProfileLoad load = parseProfile(broken, QStringLiteral("broken.yaml"));
        QVERIFY(load.usable || !load.problems.empty());
        for (const ProfileProblem& problem : load.problems)
            QVERIFY2(problem.line > 0 && !problem.expected.isEmpty(), qPrintable(problem.toText()));
    }
}

void tst_Profile::pageShowsTheKeys()
{
    QStringList shown;
    for (const QStringList& row : tableRows(sourceFile("docs/profile.md"), 4))
        shown << QStringList({unquoted(row[0]), row[1], row[2]}).join(QStringLiteral(" | "));
    QStringList known;
    for (const ProfileKey& key : profileSchema())
        known << QStringList(
            {key.path, profileTypeName(key.type), key.required ? QStringLiteral("required") : key.initial})
                     .join(QStringLiteral(" | "));
    QCOMPARE(shown.join(QLatin1Char('\n')), known.join(QLatin1Char('\n')));
}

void tst_Profile::pageShowsTheOptions()
{
    QStringList shown;
    for (const QStringList& row : tableRows(sourceFile("docs/profile.md"), 5))
        shown << QStringList({row[0], unquoted(row[1]), row[2], row[3]}).join(QStringLiteral(" | "));
    QStringList known;
    for (const DeviceKindSpec& kind : kindsCatalog()) {
        for (const DeviceOption& option : kind.options)
            known << QStringList({kind.id, option.key, optionTypeName(option),
                                     option.required ? QStringLiteral("required") : shownDefault(option.initial)})
                         .join(QStringLiteral(" | "));
    }
    QCOMPARE(shown.join(QLatin1Char('\n')), known.join(QLatin1Char('\n')));
}

QTEST_GUILESS_MAIN(tst_Profile)
#include "tst_profile.moc"
