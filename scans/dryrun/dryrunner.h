#pragma once

#include "scans/dryrun/dryrun.h"
#include "scans/engine/runengine.h"

#include <atomic>
#include <functional>
#include <memory>

namespace scans {

/// Makes dry runs on the engine's thread in small portions, between which the engine does everything else. A new request ends the
/// one before.
///
/// Thread:  any, always the same. What is under way on the engine's thread may outlive it, and tells nothing then.
class DryRunner
{
public:
    struct Patience
    {
        std::chrono::milliseconds portion{2};
        std::chrono::milliseconds between{250}; ///< reports of what is known so far
        std::chrono::milliseconds all{4000}; ///< then it gives up
    };

    /// `devices` is used on the engine's thread. The engine outlives the runner.
    DryRunner(RunEngine& engine, PlanDevices devices);
    DryRunner(RunEngine& engine, PlanDevices devices, Patience patience);
    ~DryRunner();
    DryRunner(const DryRunner&) = delete;
    DryRunner& operator=(const DryRunner&) = delete;

    /// Called on the engine's thread: at times with what is known so far, at last with `last`.
    using Tell = std::function<void(const DryResult& result, bool last)>;
    void request(const PlanSpec& spec, const QJsonObject& parameters, Tell tell);

private:
    struct Task;
    static void goOn(const std::shared_ptr<Task>& task);

    RunEngine& m_engine;
    const PlanDevices m_devices;
    const Patience m_patience;
    const std::shared_ptr<std::atomic<quint64>> m_newest;
};

} // namespace scans
