#pragma once

#include "scans/dryrun/dryclock.h"
#include "scans/dryrun/drydevice.h"
#include "scans/dryrun/dryrecord.h"
#include "scans/dryrun/dryresult.h"
#include "scans/plans/plan.h"
#include "scans/plans/planspec.h"

#include <chrono>
#include <memory>
#include <unordered_map>
#include <vector>

namespace scans {

/// Runs a plan, message by message, against devices that only record: nothing moves, nothing is read. What it answers to readings is
/// of the right kind but made up; a plan that decides by them is run to some end of its own.
///
/// Thread:  that of the devices. advance() can be called in small portions, between which nothing is held.
/// Errors:  what would go wrong is in the result.
class DryRun
{
public:
    /// What is more is not looked at, and the result is not complete.
    struct Most
    {
        qint64 messages = 200'000'000;
        qint64 undeclaredPoints = 100'000; ///< of runs that do not say how many they have
    };

    /// A plan of the catalogue. A wrong parameter is a problem of the result.
    DryRun(const PlanSpec& spec, const QJsonObject& parameters, const PlanDevices& devices);
    DryRun(const PlanSpec& spec, const QJsonObject& parameters, const PlanDevices& devices, Most most);
    explicit DryRun(const PlanFactory& plan);
    DryRun(const PlanFactory& plan, Most most);
    ~DryRun();
    DryRun(const DryRun&) = delete;
    DryRun& operator=(const DryRun&) = delete;

    /// Goes on for about that long. True at the end.
    bool advance(std::chrono::steady_clock::duration budget);
    const DryResult& finish();
    /// Gives up.
    const DryResult& giveUp();
    /// What is known so far.
    DryResult result() const;

private:
    struct Handler;

    void begin(const PlanFactory& plan);
    void step();
    void ended();
    void close();
    void noteProblems();
    DryDevicePtr doubleOf(const devices::DevicePtr& device);
    DryDevicePtr doubleNamed(const QString& name) const;
    void setFailure(const std::exception_ptr& failure);

    Most m_most;
    DryClock m_clock;
    DryRecord m_record;
    DryResult m_result;
    std::unordered_map<const devices::Device*, DryDevicePtr> m_doubles; ///< of devices, and of themselves
    std::vector<DryDevicePtr> m_order;
    std::vector<std::unique_ptr<PlanRunner>> m_runners; ///< the plan, and the cleanup that it waits for
    std::vector<PlanFactory> m_scopes;
    Reply m_reply;
    std::exception_ptr m_thrown;
    qint64 m_messages = 0;
    bool m_rewindable = true;
    bool m_done = false;
};

/// To its end, or to where it is given up.
DryResult dryRun(const PlanSpec& spec, const QJsonObject& parameters, const PlanDevices& devices);

} // namespace scans
