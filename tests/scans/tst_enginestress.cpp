#include "tests/scans/fakes.h"
#include "tests/scans/morefakes.h"

#include "scans/engine/suspender.h"
#include "scans/plans/planerror.h"

#include <QTest>

#include <random>
#include <thread>

using namespace scans;
using namespace fakes;
using namespace std::chrono_literals;

namespace {

constexpr int UsualSeeds = 600;

/// BEAMDECK_SEEDS asks for more.
int seedCount()
{
    const int wanted = qEnvironmentVariableIntValue("BEAMDECK_SEEDS");
    return wanted > 0 ? wanted : UsualSeeds;
}

using Random = std::mt19937;

int upTo(Random& random, int most)
{
    return std::uniform_int_distribution<int>(0, most)(random);
}

struct Beamline
{
    explicit Beamline(Random& random)
        : session(options(random))
        , x(session.motor("x"))
        , y(session.motor("y"))
        , d(session.detector("d"))
    {
        x->duration = std::chrono::microseconds(upTo(random, 300));
        y->duration = std::chrono::microseconds(upTo(random, 300));
        d->duration = std::chrono::microseconds(upTo(random, 200));
        if (upTo(random, 2) == 0)
            d->failAt = 1 + upTo(random, 5);
        if (upTo(random, 2) == 0)
            d->failWith = devices::ErrorCode::Disconnected;
        if (upTo(random, 3) == 0)
            session.engine.setBaseline({x, y});
        if (upTo(random, 2) == 0)
            session.engine.subscribe(narrow);
        session.engine.addSuspender(beam);
        session.engine.post([watched = beam] { setBeam(watched, 1); });
    }

    static RunEngine::Options options(Random& random)
    {
        RunEngine::Options quick;
        quick.reconnectSettle = 1ms;
        if (upTo(random, 2) == 0)
            quick.failurePolicy = {.retries = upTo(random, 2), .then = FailurePolicy::Then(upTo(random, 3))};
        return quick;
    }
    static SuspenderPtr makeSuspender(const std::shared_ptr<Motor>& shutter)
    {
        SuspenderSpec spec;
        spec.name = QStringLiteral("beam");
        spec.pv = QStringLiteral("BD:beam");
        spec.condition = SuspenderCondition::low();
        spec.settle = 1ms;
        const auto moveTo = [shutter](double target) {
            return [shutter, target] {
                return [](devices::DevicePtr moved, double to) -> Plan {
                    Msg set = msg::Set{moved, to};
                    co_yield std::move(set);
                    Msg wait = msg::Wait{};
                    co_yield std::move(wait);
                }(shutter, target);
            };
        };
        spec.before = moveTo(0);
        spec.after = moveTo(1);
        return std::make_shared<Suspender>(std::move(spec));
    }
    static void setBeam(const SuspenderPtr& suspender, double value)
    {
        suspender->update({devices::Value(value), {}, devices::Severity::None, 0});
    }

    Session session;
    std::shared_ptr<Motor> x;
    std::shared_ptr<Motor> y;
    std::shared_ptr<Detector> d;
    std::shared_ptr<Motor> shutter = session.motor("shutter");
    std::shared_ptr<Gauge> g = std::make_shared<Gauge>(QStringLiteral("g"));
    std::shared_ptr<Flyer> f = std::make_shared<Flyer>(QStringLiteral("f"));
    SuspenderPtr beam = makeSuspender(shutter);
    DocumentQueuePtr narrow = std::make_shared<DocumentQueue>(QStringLiteral("narrow"), Service::Lossless, 2);
};

/// A scan in a scope that moves the other motor when it is left, once more and again.
Plan restless(PlanFactory inner, devices::DevicePtr motor, int times)
{
    for (int i = 0; i < times; ++i) {
        const auto cleanup = [motor, i] {
            return [](devices::DevicePtr moved, int target) -> Plan {
                Msg set = msg::Set{moved, double(target)};
                co_yield std::move(set);
                Msg wait = msg::Wait{};
                co_yield std::move(wait);
            }(motor, -i);
        };
        Msg enter = msg::EnterScope{cleanup};
        co_yield std::move(enter);
        std::exception_ptr failure;
        try {
            Plan plan = inner();
            co_yield std::move(plan);
        } catch (const PlanError&) {
            failure = std::current_exception();
        }
        Msg leave = msg::LeaveScope{};
        co_yield std::move(leave);
        if (failure)
            std::rethrow_exception(failure);
    }
}

/// A scan within another run, in which a gauge is monitored and a flyer flies.
Plan surrounded(PlanFactory inner, devices::DevicePtr gauge, devices::DevicePtr flyer, bool orderly)
{
    Msg open = msg::OpenRun{{}, 1};
    co_yield std::move(open);
    Msg monitor = msg::Monitor{gauge, {}, 1};
    co_yield std::move(monitor);
    Msg kickoff = msg::Kickoff{flyer, 9, 1};
    co_yield std::move(kickoff);
    Plan plan = inner();
    co_yield std::move(plan);
    if (!orderly)
        co_return;
    Msg complete = msg::Complete{flyer, 9};
    co_yield std::move(complete);
    Msg wait = msg::Wait{9};
    co_yield std::move(wait);
    Msg collect = msg::Collect{flyer, {}, 1};
    co_yield std::move(collect);
    Msg close = msg::CloseRun{.run = 1};
    co_yield std::move(close);
}

PlanFactory somePlan(Random& random, const Beamline& beamline)
{
    const QJsonArray detectors{QStringLiteral("d")};
    const QJsonObject line{{QStringLiteral("axes"), QJsonArray{axis("x", -1, 1)}},
        {QStringLiteral("intervals"), 1 + upTo(random, 6)}, {QStringLiteral("detectors"), detectors}};
    const QJsonObject grid{{QStringLiteral("axes"), QJsonArray{axis("x", 0, 1, 2), axis("y", 0, 1, 2)}},
        {QStringLiteral("snake"), true}, {QStringLiteral("detectors"), detectors}};
    const bool onGrid = upTo(random, 1) == 1;
    PlanFactory scan = beamline.session.plan(onGrid ? "grid_scan" : "scan", onGrid ? grid : line);
    if (upTo(random, 2) == 0)
        scan = [scan, gauge = devices::DevicePtr(beamline.g), flyer = devices::DevicePtr(beamline.f),
                   orderly = upTo(random, 1) == 0] { return surrounded(scan, gauge, flyer, orderly); };
    const int times = upTo(random, 2);
    if (times == 0)
        return scan;
    return [scan, motor = devices::DevicePtr(beamline.y), times] { return restless(scan, motor, times); };
}

void somethingHappens(Random& random, Beamline& beamline)
{
    RunEngine& engine = beamline.session.engine;
    switch (upTo(random, 16)) {
    case 0:
    case 1:
    case 2:
        return engine.pause();
    case 3:
        return engine.pause(true);
    case 4:
    case 5:
    case 6:
        return engine.resume();
    case 7:
        return engine.post([x = beamline.x] { x->setMissing({QStringLiteral("BD:x")}); });
    case 8:
        return engine.post([x = beamline.x] { x->setMissing({}); });
    case 9:
        if (upTo(random, 5) == 0)
            return engine.stop();
        return;
    case 10:
        if (upTo(random, 5) == 0)
            return engine.abort(QStringLiteral("for no reason"));
        return;
    case 11:
        return engine.post([beam = beamline.beam] { Beamline::setBeam(beam, 0); });
    case 12:
    case 13:
        return engine.post([beam = beamline.beam] { Beamline::setBeam(beam, 1); });
    case 14:
        return engine.skip();
    case 15:
        return engine.post([g = beamline.g, value = upTo(random, 100)] { g->change(value, 2000); });
    default:
        if (upTo(random, 9) == 0)
            engine.halt();
    }
}

void letTimePass(Random& random)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(upTo(random, 600));
    while (std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
}

/// What must hold for the documents of one plan, whatever happened to it: every run by itself.
class Invariants
{
public:
    /// Empty when they hold.
    static QString complaint(const std::deque<Document>& documents)
    {
        std::map<QString, Invariants> runs;
        QStringList open;
        for (const Document& document : documents) {
            const QString uid = runUid(document);
            Invariants& run = runs[uid];
            const QString wrong = std::visit([&run](const auto& pointer) { return run.see(*pointer); }, document);
            if (!wrong.isEmpty())
                return wrong;
            if (std::holds_alternative<RunStartPtr>(document))
                open << uid;
            open.removeAll(run.m_stopped ? uid : QString());
        }
        return open.isEmpty() ? QString() : QStringLiteral("a run without stop");
    }

private:
    QString see(const RunStart&)
    {
        const bool again = std::exchange(m_started, true);
        return again ? QStringLiteral("a run that started twice") : QString();
    }
    QString see(const EventDescriptor& descriptor)
    {
        if (!m_started || m_stopped || m_last.count(descriptor.name))
            return QStringLiteral("a wrong descriptor");
        m_last[descriptor.name] = 0;
        return {};
    }
    QString see(const Event& event)
    {
        const QString& stream = event.descriptor->name;
        if (m_stopped || !m_last.count(stream))
            return QStringLiteral("an event before its descriptor or after the stop");
        const int number = event.seqNum;
        const int before = m_last[stream];
        // The next one; after a rewind the same one again.
        if (number != before + 1 && !(number == before && stream == QLatin1String("primary")))
            return QStringLiteral("%1: %2 after %3").arg(stream).arg(number).arg(before);
        if (event.data.size() != event.descriptor->keys.size())
            return QStringLiteral("an event with too few values");
        m_last[stream] = number;
        m_highest[stream] = std::max(m_highest[stream], number);
        return {};
    }
    QString see(const RunStop& stop)
    {
        if (!m_started || std::exchange(m_stopped, true))
            return QStringLiteral("a second stop, or one without start");
        for (const auto& [stream, number] : m_last)
            m_highest.try_emplace(stream, 0);
        return stop.numEvents == m_highest ? QString() : QStringLiteral("num_events is not what was emitted");
    }
    template <typename T>
    QString see(const T&)
    {
        return QStringLiteral("a document that no device of this test makes");
    }

    bool m_started = false;
    bool m_stopped = false;
    std::map<QString, int> m_last;
    std::map<QString, int> m_highest;
};

QString complaint(const std::deque<Document>& documents)
{
    return Invariants::complaint(documents);
}

} // namespace

/// Random requests at random moments. Whatever comes: one stop for each start, nothing after it, motors stopped, devices
/// unstaged, seq_nums as defined, and an engine that can be used again.
class TestEngineStress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invariantsHold();

private:
    void oneSeed(quint32 seed, std::map<QString, int>& endings);
};

void TestEngineStress::invariantsHold()
{
    std::map<QString, int> endings;
    const int seeds = seedCount();
    for (quint32 seed = 0; seed < quint32(seeds); ++seed) {
        oneSeed(seed, endings);
        if (QTest::currentTestFailed()) {
            qWarning("with seed %u", seed);
            return;
        }
    }
    // The test is worth something only if runs end in every way.
    for (const char* ending : {"success", "abort", "fail"})
        QVERIFY2(endings[QLatin1String(ending)] > seeds / 50, ending);
}

void TestEngineStress::oneSeed(quint32 seed, std::map<QString, int>& endings)
{
    Random random(seed);
    Beamline beamline(random);
    Session& session = beamline.session;
    std::deque<Document> narrowly;
    std::jthread consumer([&](std::stop_token over) {
        while (!over.stop_requested()) {
            for (Document& document : beamline.narrow->pop(std::chrono::steady_clock::now() + 1ms))
                narrowly.push_back(std::move(document));
        }
    });
    QVERIFY(session.start(somePlan(random, beamline)));
    const int requests = upTo(random, 2) == 0 ? 0 : upTo(random, 8);
    for (int i = 0; i < requests; ++i) {
        letTimePass(random);
        somethingHappens(random, beamline);
    }
    if (requests > 0) {
        letTimePass(random);
        session.engine.abort(QStringLiteral("the end"));
    } else {
        // Nobody decides what a held run does.
        while (session.engine.state() != EngineState::Idle) {
            if (session.engine.report().held)
                session.engine.skip();
            std::this_thread::yield();
        }
    }
    const RunOutcome outcome = session.outcome();
    ++endings[outcome.exitStatus];
    session.sync();
    QCOMPARE(session.engine.state(), EngineState::Idle);
    const auto documents = session.documents();
    QCOMPARE(complaint(documents), QString());
    QCOMPARE(all<RunStartPtr>(documents).size(), outcome.runUids.size());
    QVERIFY(beamline.x->stopped);
    QVERIFY(beamline.y->stopped);
    QVERIFY(beamline.shutter->stopped);
    QVERIFY(!beamline.f->flying);
    QCOMPARE(beamline.g->listening.load(), 0);
    QCOMPARE(beamline.d->staged.load(), 0);

    session.onEngine([&beamline] {
        beamline.x->setMissing({});
        Beamline::setBeam(beamline.beam, 1);
    });
    beamline.d->failAt = -1;
    QVERIFY(
        session.run(session.plan("count", {{QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}})).success);
    QVERIFY(session.documents().size() >= 4);
    consumer.request_stop();
    consumer.join();
    for (const Document& document : beamline.narrow->pop())
        narrowly.push_back(document);
    QCOMPARE(complaint(narrowly), QString());
}

QTEST_GUILESS_MAIN(TestEngineStress)
#include "tst_enginestress.moc"
