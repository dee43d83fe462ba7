#include "tests/scans/fakes.h"

#include "scans/plans/planerror.h"

#include <QTest>

#include <random>
#include <thread>

using namespace scans;
using namespace fakes;
using namespace std::chrono_literals;

namespace {

constexpr int Seeds = 300;

using Random = std::mt19937;

int upTo(Random& random, int most)
{
    return std::uniform_int_distribution<int>(0, most)(random);
}

struct Beamline
{
    explicit Beamline(Random& random)
        : session(options())
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
    }

    static RunEngine::Options options()
    {
        RunEngine::Options quick;
        quick.reconnectSettle = 1ms;
        return quick;
    }

    Session session;
    std::shared_ptr<Motor> x;
    std::shared_ptr<Motor> y;
    std::shared_ptr<Detector> d;
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

PlanFactory somePlan(Random& random, const Beamline& beamline)
{
    const QJsonArray detectors{QStringLiteral("d")};
    const QJsonObject line{{QStringLiteral("axes"), QJsonArray{axis("x", -1, 1)}},
        {QStringLiteral("intervals"), 1 + upTo(random, 6)}, {QStringLiteral("detectors"), detectors}};
    const QJsonObject grid{{QStringLiteral("axes"), QJsonArray{axis("x", 0, 1, 2), axis("y", 0, 1, 2)}},
        {QStringLiteral("snake"), true}, {QStringLiteral("detectors"), detectors}};
    const bool onGrid = upTo(random, 1) == 1;
    const PlanFactory scan = beamline.session.plan(onGrid ? "grid_scan" : "scan", onGrid ? grid : line);
    const int times = upTo(random, 2);
    if (times == 0)
        return scan;
    return [scan, motor = devices::DevicePtr(beamline.y), times] { return restless(scan, motor, times); };
}

void somethingHappens(Random& random, Beamline& beamline)
{
    RunEngine& engine = beamline.session.engine;
    switch (upTo(random, 11)) {
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

/// What must hold for the documents of one plan, whatever happened to it. Empty when it does.
QString complaint(const std::deque<Document>& documents)
{
    QString open;
    std::map<QString, int> last;
    std::map<QString, int> highest;
    for (const Document& document : documents) {
        if (const auto* start = std::get_if<RunStartPtr>(&document)) {
            if (!open.isEmpty())
                return QStringLiteral("a run within a run");
            open = (*start)->uid;
            last.clear();
            highest.clear();
            continue;
        }
        if (open.isEmpty())
            return documentName(document) + QStringLiteral(" outside of a run");
        if (const auto* descriptor = std::get_if<EventDescriptorPtr>(&document)) {
            if ((*descriptor)->runStart != open || last.count((*descriptor)->name))
                return QStringLiteral("a wrong descriptor");
            last[(*descriptor)->name] = 0;
        } else if (const auto* event = std::get_if<EventPtr>(&document)) {
            const QString& stream = (*event)->descriptor->name;
            if (!last.count(stream))
                return QStringLiteral("an event before its descriptor");
            const int number = (*event)->seqNum;
            // The next one; after a rewind the same one again.
            if (number != last[stream] + 1 && !(number == last[stream] && stream == QLatin1String("primary")))
                return QStringLiteral("%1: %2 after %3").arg(stream).arg(number).arg(last[stream]);
            if ((*event)->data.size() != (*event)->descriptor->keys.size())
                return QStringLiteral("an event with too few values");
            last[stream] = number;
            highest[stream] = std::max(highest[stream], number);
        } else if (const auto* stop = std::get_if<RunStopPtr>(&document)) {
            if ((*stop)->runStart != open)
                return QStringLiteral("a stop of another run");
            if ((*stop)->numEvents != highest)
                return QStringLiteral("num_events is not what was emitted");
            open.clear();
        }
    }
    return open.isEmpty() ? QString() : QStringLiteral("a run without stop");
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
    for (quint32 seed = 0; seed < Seeds; ++seed) {
        oneSeed(seed, endings);
        if (QTest::currentTestFailed()) {
            qWarning("with seed %u", seed);
            return;
        }
    }
    // The test is worth something only if runs end in every way.
    for (const char* ending : {"success", "abort", "fail"})
        QVERIFY2(endings[QLatin1String(ending)] > Seeds / 50, ending);
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
    QCOMPARE(beamline.d->staged.load(), 0);

    session.onEngine([&beamline] { beamline.x->setMissing({}); });
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
