#include "scans/dryrun/dryrunner.h"

namespace scans {

using std::chrono::steady_clock;

struct DryRunner::Task
{
    RunEngine& engine;
    const Patience patience;
    const std::shared_ptr<const std::atomic<quint64>> newest;
    const quint64 number;
    const Tell tell;
    std::unique_ptr<DryRun> run = {};
    steady_clock::duration spent{0};
    steady_clock::time_point told = steady_clock::now();

    bool wanted() const { return *newest == number; }
};

DryRunner::DryRunner(RunEngine& engine, PlanDevices devices)
    : DryRunner(engine, std::move(devices), Patience())
{
}

DryRunner::DryRunner(RunEngine& engine, PlanDevices devices, Patience patience)
    : m_engine(engine)
    , m_devices(std::move(devices))
    , m_patience(patience)
    , m_newest(std::make_shared<std::atomic<quint64>>(0))
{
}

DryRunner::~DryRunner()
{
    ++*m_newest;
}

void DryRunner::request(const PlanSpec& spec, const QJsonObject& parameters, Tell tell)
{
    auto task = std::make_shared<Task>(Task{m_engine, m_patience, m_newest, ++*m_newest, std::move(tell)});
    m_engine.post([task, &spec, parameters, devices = m_devices] {
        if (!task->wanted())
            return;
        task->run = std::make_unique<DryRun>(spec, parameters, devices);
        goOn(task);
    });
}

void DryRunner::goOn(const std::shared_ptr<Task>& task)
{
    if (!task->wanted())
        return;
    const steady_clock::time_point begun = steady_clock::now();
    const bool done = task->run->advance(task->patience.portion);
    const steady_clock::time_point now = steady_clock::now();
    task->spent += now - begun;
    if (done || task->spent >= task->patience.all) {
        task->tell(task->run->giveUp(), true);
        return;
    }
    if (now - task->told >= task->patience.between) {
        task->told = now;
        task->tell(task->run->result(), false);
    }
    task->engine.post([task] { goOn(task); });
}

} // namespace scans
