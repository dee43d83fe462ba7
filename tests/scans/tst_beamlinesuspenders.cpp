#include "tests/scans/enginetests.h"

#include "devices/local/localprovider.h"
#include "scans/engine/beamlinesuspender.h"

using namespace enginetests;

namespace {

const char* const Yaml = R"(ring_current: BD:ring:current
devices:
  - {kind: motor, name: sx, pv: BD:m3}
suspenders:
  - name: ring current
    pv: ring_current
    condition: floor
    low: 10
    resume: 50
    settle: 5
    message: the beam is gone
  - {name: stage, pv: sx, condition: outside, low: -1, high: 1}
  - {name: door, pv: BD:door, condition: changed, expected: closed}
)";

devices::ProfileLoad parsed(const QByteArray& yaml)
{
    return devices::parseProfile(yaml, QStringLiteral("beamline.yaml"));
}

} // namespace

/// Suspenders from the beamline's profile to a scan that they hold.
class TestBeamlineSuspenders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profileIsRead();
    void problemsNameTheLine_data();
    void problemsNameTheLine();
    void holdsAScan();
    void badNameIsAnError();
};

void TestBeamlineSuspenders::profileIsRead()
{
    const devices::ProfileLoad load = parsed(Yaml);
    QVERIFY2(load.problems.empty(), load.problems.empty() ? "" : qPrintable(load.problems.front().toText()));
    const auto& suspenders = load.profile.suspenders;
    QCOMPARE(suspenders.size(), std::size_t{3});
    QCOMPARE(suspenders[0].pv, QStringLiteral("BD:ring:current"));
    QCOMPARE(suspenders[0].low, 10.0);
    QCOMPARE(*suspenders[0].resume, 50.0);
    QCOMPARE(suspenders[0].settleSeconds, 5.0);
    QCOMPARE(suspenders[0].message, QStringLiteral("the beam is gone"));
    QVERIFY(suspenders[1].pv.startsWith(QStringLiteral("BD:m3")));
    QVERIFY(!suspenders[1].resume);
    QCOMPARE(suspenders[2].expected, QStringLiteral("closed"));
}

void TestBeamlineSuspenders::problemsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* entry, const char* text) {
        QTest::newRow(name) << QByteArray(entry) << QString::fromLatin1(text);
    };
    row("condition", "{name: a, pv: BD:a, condition: flor}",
        "beamline.yaml:2: suspenders[0].condition: expected one of floor, ceiling, outside, high, low, changed, not "
        "\"flor\"");
    row("no low", "{name: a, pv: BD:a, condition: floor}",
        "beamline.yaml:2: suspenders[0].low: expected a number; floor needs it");
    row("no high", "{name: a, pv: BD:a, condition: outside, low: 1}",
        "beamline.yaml:2: suspenders[0].high: expected a number; outside needs it");
    row("empty band", "{name: a, pv: BD:a, condition: outside, low: 1, high: 1}",
        "beamline.yaml:2: suspenders[0].high: expected a number above low");
    row("resume", "{name: a, pv: BD:a, condition: floor, low: 3, resume: 2}",
        "beamline.yaml:2: suspenders[0].resume: expected a number of at least low");
    row("resume of a ceiling", "{name: a, pv: BD:a, condition: ceiling, high: 3, resume: 4}",
        "beamline.yaml:2: suspenders[0].resume: expected a number of at most high");
    row("settle", "{name: a, pv: BD:a, condition: low, settle: -1}",
        "beamline.yaml:2: suspenders[0].settle: expected a number of seconds, 0 or more");
    row("no ring current", "{name: a, pv: ring_current, condition: low}",
        "beamline.yaml:2: suspenders[0].pv: expected a PV, the name of a device");
    row("unknown key", "{name: a, pv: BD:a, condition: low, wait: 3}", "beamline.yaml:2: suspenders[0].wait: expected");
    row("no name", "{pv: BD:a, condition: low}", "beamline.yaml:2: suspenders[0]");
}

void TestBeamlineSuspenders::problemsNameTheLine()
{
    QFETCH(QByteArray, entry);
    QFETCH(QString, text);
    const devices::ProfileLoad load = parsed("suspenders:\n  - " + entry + "\ntitle: all the same\n");
    QCOMPARE(load.problems.size(), std::size_t{1});
    QVERIFY2(load.problems.front().toText().startsWith(text), qPrintable(load.problems.front().toText()));
    QVERIFY(load.usable);
    QCOMPARE(load.profile.title, QStringLiteral("all the same"));
}

void TestBeamlineSuspenders::holdsAScan()
{
    devices::ChannelHub hub;
    hub.addProvider(QStringLiteral("loc"), std::make_unique<devices::LocalProvider>());
    devices::Mailbox mailbox;
    const devices::ChannelPtr beam = hub.channel(QStringLiteral("loc://beam(double, 100)")).value();
    const auto put = [&](double value) {
        bool written = false;
        const devices::Handle handle = beam->put(mailbox, devices::Value(value), devices::PutMode::Forget,
            [&written](const devices::Result<void>& result) { written = result.ok(); });
        QTRY_VERIFY((mailbox.drain(), written));
    };
    Session session;
    const auto x = session.motor("x");
    session.detector("d");
    session.onEngine([&] {
        const devices::ProfileLoad load
            = parsed("suspenders:\n  - {name: beam, pv: 'loc://beam', condition: floor, low: 10, resume: 50}\n");
        const auto made = makeSuspender(load.profile.suspenders.front(), hub, session.engine.mailbox());
        session.engine.addSuspender(made.value());
    });
    x->holdAt = 2;
    QVERIFY(session.start(session.plan("scan", scanParameters(1, 3, 2))));
    QTRY_VERIFY(x->held);
    put(3);
    QTRY_COMPARE(session.engine.state(), EngineState::Suspended);
    QCOMPARE(session.engine.report().tripped, QStringList{QStringLiteral("beam: 3 is below 10")});
    put(20);
    QTRY_COMPARE(session.engine.report().tripped, QStringList{QStringLiteral("beam: 20 is below 50")});
    x->holdAt = NAN;
    put(80);
    QVERIFY(session.outcome().success);
    QCOMPARE(events(session.documents()).size(), std::size_t{3});
}

void TestBeamlineSuspenders::badNameIsAnError()
{
    devices::ChannelHub hub;
    devices::Mailbox mailbox;
    devices::SuspenderEntry entry;
    entry.name = QStringLiteral("a");
    entry.pv = QStringLiteral("nothing://a");
    entry.condition = QStringLiteral("low");
    QVERIFY(!makeSuspender(entry, hub, mailbox));
}

QTEST_GUILESS_MAIN(TestBeamlineSuspenders)
#include "tst_beamlinesuspenders.moc"
