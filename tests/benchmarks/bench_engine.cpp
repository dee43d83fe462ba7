// Cost of the scan engine itself: soft devices, which answer at once. Each figure stands beside its target.
#include "devices/kinds/soft.h"
#include "scans/engine/runengine.h"
#include "scans/plans/plan.h"
#include "scans/plans/planspec.h"

#include <QJsonArray>

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <future>
#include <memory>
#include <thread>
#include <vector>

using namespace std::chrono;

namespace {

scans::Plan nulls(int count)
{
    for (int i = 0; i < count; ++i) {
        scans::Msg null = scans::msg::Null{};
        co_yield std::move(null);
        // Bounds the replay cache, as plans do.
        if (i % 1000 == 0) {
            scans::Msg checkpoint = scans::msg::Checkpoint{};
            co_yield std::move(checkpoint);
        }
    }
}

/// What one plan took: by the clock, and of the engine's thread alone, which a busy machine does not spoil.
struct Cost
{
    double wall = 0;
    double cpu = 0;
};

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

Cost costOf(scans::RunEngine& engine, const scans::PlanFactory& plan, int pieces)
{
    auto ended = std::make_shared<std::promise<bool>>();
    std::future<bool> success = ended->get_future();
    auto cpu = std::make_shared<double>(0);
    const auto timedPlan = [plan, cpu] {
        *cpu = threadSeconds();
        return plan();
    };
    const auto begun = steady_clock::now();
    const auto started = engine.start(timedPlan, {}, [ended, cpu](const scans::RunOutcome& result) {
        *cpu = threadSeconds() - *cpu;
        ended->set_value(result.success);
    });
    if (!started || !success.get()) {
        std::fprintf(stderr, "the plan failed\n");
        std::exit(1);
    }
    return {duration<double>(steady_clock::now() - begun).count() / pieces, *cpu / pieces};
}

scans::PlanFactory makeScan(int points)
{
    scans::PlanDevices devices;
    devices.find = [motor = std::make_shared<devices::SoftPositioner>(QStringLiteral("x")),
                       detector = std::make_shared<devices::SoftDetector>(QStringLiteral("d"), [] { return 1.0; })](
                       const QString& name) {
        return devices::Result<devices::DevicePtr>(
            name == QLatin1String("x") ? devices::DevicePtr(motor) : devices::DevicePtr(detector));
    };
    const QJsonObject axis{
        {QStringLiteral("motor"), QStringLiteral("x")}, {QStringLiteral("start"), 0}, {QStringLiteral("stop"), points}};
    const QJsonObject parameters{{QStringLiteral("axes"), QJsonArray{axis}}, {QStringLiteral("intervals"), points - 1},
        {QStringLiteral("dwell"), 0}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    return scans::findPlan(QStringLiteral("scan"))->make(parameters, devices).value();
}

/// Something to compare with: allocating and freeing the one Event that a point has to make.
double eventFloor(int count)
{
    const double begun = threadSeconds();
    for (int i = 0; i < count; ++i) {
        auto event = std::make_shared<scans::Event>();
        event->data.resize(2);
        event->uid = QString(36, QLatin1Char('0'));
    }
    return (threadSeconds() - begun) / count;
}

/// Never arrives; notes when it was told to stop.
class EndlessMotor : public devices::Device
{
public:
    EndlessMotor()
        : Device(QStringLiteral("e"), QStringLiteral("endless motor"))
    {
    }
    std::vector<devices::DataKey> describe() const override { return {}; }
    devices::Handle read(devices::ReadDone done) override
    {
        done(std::vector<devices::Reading>());
        return {};
    }
    devices::StatusPtr set(double) override
    {
        m_status = devices::Status::pending(QStringLiteral("e to arrive"));
        moving = true;
        return m_status;
    }
    void stop() override
    {
        if (!moving.exchange(false))
            return;
        stopped = steady_clock::now();
        m_status->finish(devices::Error{devices::ErrorCode::Stopped, QStringLiteral("stopped"), name()});
    }

    std::atomic<bool> moving = false;
    std::atomic<steady_clock::time_point> stopped{};

private:
    devices::StatusPtr m_status;
};

scans::Plan moving(devices::DevicePtr motor)
{
    scans::Msg set = scans::msg::Set{motor, 1};
    co_yield std::move(set);
    scans::Msg wait = scans::msg::Wait{};
    co_yield std::move(wait);
}

template <typename Condition>
void until(const Condition& condition)
{
    while (!condition())
        std::this_thread::yield();
}

struct Delays
{
    double median = 0;
    double worst = 0;
};

/// From the request to the stop that the motor gets, many times.
template <typename Request>
Delays stopDelays(scans::RunEngine& engine, const Request& request)
{
    std::vector<double> delays;
    for (int i = 0; i < 500; ++i) {
        const auto motor = std::make_shared<EndlessMotor>();
        std::promise<void> ended;
        const auto started
            = engine.start([motor] { return moving(motor); }, {}, [&](const scans::RunOutcome&) { ended.set_value(); });
        if (!started)
            std::exit(1);
        until([&] { return motor->moving.load(); });
        std::this_thread::sleep_for(milliseconds(1)); // the engine has gone to sleep
        const auto asked = steady_clock::now();
        request();
        until([&] { return !motor->moving; });
        delays.push_back(duration<double>(motor->stopped.load() - asked).count());
        engine.abort(QStringLiteral("the end"));
        ended.get_future().wait();
        until([&] { return engine.state() == scans::EngineState::Idle; });
    }
    std::sort(delays.begin(), delays.end());
    return {delays[delays.size() / 2], delays.back()};
}

std::size_t bytesInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Bytes that each point leaves behind, from a tenth of a scan with a baseline to its end.
double memoryPerPoint(int points)
{
    scans::RunEngine engine;
    engine.setBaseline({std::make_shared<devices::SoftPositioner>(QStringLiteral("b"))});
    std::promise<bool> ended;
    const auto started = engine.start(
        makeScan(points), {}, [&](const scans::RunOutcome& outcome) { ended.set_value(outcome.success); });
    if (!started)
        std::exit(1);
    until([&] {
        std::this_thread::sleep_for(milliseconds(1));
        return engine.report().pointsDone > points / 10;
    });
    const int first = engine.report().pointsDone;
    const std::size_t before = bytesInUse();
    std::size_t after = before;
    int last = first;
    std::future<bool> success = ended.get_future();
    while (success.wait_for(milliseconds(5)) != std::future_status::ready) {
        after = bytesInUse();
        last = engine.report().pointsDone;
    }
    if (!success.get() || last <= first)
        std::exit(1);
    return (double(after) - double(before)) / (last - first);
}

} // namespace

int main()
{
    constexpr int messages = 2'000'000;
    constexpr int points = 200'000;
    scans::RunEngine engine;
    const Cost message = costOf(
        engine, [] { return nulls(messages); }, messages);
    const Cost point = costOf(engine, makeScan(points), points);
    const double floor = eventFloor(points);

    auto queue = std::make_shared<scans::DocumentQueue>(
        QStringLiteral("consumer"), scans::Service::Lossless, std::size_t{1000});
    std::atomic<bool> over = false;
    std::thread consumer([&] {
        while (!over)
            queue->pop(steady_clock::now() + milliseconds(100));
    });
    engine.subscribe(queue);
    const Cost consumed = costOf(engine, makeScan(points), points);
    over = true;
    consumer.join();
    engine.unsubscribe(queue);

    const Delays paused = stopDelays(engine, [&] { engine.pause(); });
    const Delays aborted = stopDelays(engine, [&] { engine.abort(QStringLiteral("enough")); });
    constexpr int longScan = 1'000'000;
    const double memory = memoryPerPoint(longScan);

    const auto print = [](const char* what, const Cost& cost, const char* target) {
        std::printf(
            "%-34s %8.3f us   %8.3f us of processor time   target %s\n", what, cost.wall * 1e6, cost.cpu * 1e6, target);
    };
    print("null message", message, "0.5 us");
    std::printf(
        "null messages                      %8.2f million/s by processor time   target 2\n", 1e-6 / message.cpu);
    print("scan point, no consumer", point, "5 us");
    print("scan point, one lossless consumer", consumed, "10 us");
    std::printf("making the event of a point alone                %8.3f us of processor time\n", floor * 1e6);
    const auto printDelay = [](const char* what, const Delays& delays) {
        std::printf("%-34s %8.1f us in the median, %.1f us at worst   target 1000 us\n", what, delays.median * 1e6,
            delays.worst * 1e6);
    };
    printDelay("pause: request to motor's stop", paused);
    printDelay("abort: request to motor's stop", aborted);
    std::printf("memory, %d points, baseline   %8.4f bytes per point   target 0\n", longScan, memory);
    return 0;
}
