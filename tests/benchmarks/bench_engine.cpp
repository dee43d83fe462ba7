// Cost of the scan engine itself: soft devices, which answer at once.
#include "devices/kinds/soft.h"
#include "scans/engine/runengine.h"
#include "scans/plans/plan.h"
#include "scans/plans/planspec.h"

#include <QJsonArray>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <future>
#include <memory>
#include <thread>

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

    const auto print = [](const char* what, const Cost& cost) {
        std::printf("%-34s %8.3f us   %8.3f us of processor time\n", what, cost.wall * 1e6, cost.cpu * 1e6);
    };
    print("null message", message);
    print("scan point, no consumer", point);
    print("scan point, one lossless consumer", consumed);
    std::printf("making the event of a point alone                %8.3f us of processor time\n", floor * 1e6);
    return 0;
}
