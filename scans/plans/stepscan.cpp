#include "scans/plans/stepscan.h"

#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace scans {

using std::chrono::duration;
using std::chrono::steady_clock;

namespace {

// Reading and bookkeeping at each point on a Channel Access beamline.
constexpr duration<double> PointOverhead{0.01};

const QString ExtrasStream = QStringLiteral("extras");

duration<double> dwellOf(const StepScan& scan, int index)
{
    return scan.dwellAt ? scan.dwellAt(index) : scan.dwell;
}

/// Makes the steps of a scan, one after the other in the same place.
class Steps
{
public:
    Steps(const StepScan& scan, DeviceList readAll)
        : m_scan(scan)
        , m_before(scan.trajectory.axes().size(), std::numeric_limits<double>::quiet_NaN())
        , m_dwell(scan.dwell)
    {
        m_step.detectors = scan.detectors;
        m_step.readAll = std::move(readAll);
        if (scan.dwellAt)
            m_dwell = duration<double>(-1);
    }

    const Step* at(int index)
    {
        m_step.index = index;
        m_step.moves.clear();
        if (!m_before.empty()) {
            m_scan.trajectory.point(index, m_point);
            for (std::size_t k = 0; k < m_before.size(); ++k) {
                if (m_point.targets[k] != m_before[k])
                    m_step.moves.push_back({m_scan.trajectory.axes()[k].motor, m_point.targets[k]});
            }
            m_before = m_point.targets;
            m_step.gridIndex = m_point.grid;
        }
        const duration<double> dwell = dwellOf(m_scan, index);
        m_step.dwell = dwell == m_dwell ? std::nullopt : std::optional(dwell);
        m_dwell = dwell;
        return &m_step;
    }

private:
    const StepScan& m_scan;
    Trajectory::Point m_point;
    std::vector<double> m_before;
    duration<double> m_dwell;
    Step m_step;
};

// The plans below point into the frame of the one that they are nested in; it outlives them.

Plan breakpoint(const StepScan* scan)
{
    Msg checkpoint = msg::Checkpoint{};
    co_yield std::move(checkpoint);
    if (scan->atBreakpoint) {
        Plan hook = scan->atBreakpoint();
        co_yield std::move(hook);
    }
    if (!scan->extras->empty()) {
        Plan extras = readOut(scan->extras, ExtrasStream);
        co_yield std::move(extras);
    }
}

Plan walk(const StepScan* scan, DeviceList readAll)
{
    Steps steps(*scan, std::move(readAll));
    steady_clock::time_point begun = steady_clock::now();
    for (int i = 0; scan->endless || i < scan->trajectory.count(); ++i) {
        if (i > 0 && scan->breakpointEvery > 0 && i % scan->breakpointEvery == 0) {
            Plan between = breakpoint(scan);
            co_yield std::move(between);
        }
        Msg checkpoint = msg::Checkpoint{};
        co_yield std::move(checkpoint);
        if (i > 0 && scan->delay.count() > 0) {
            Msg sleep = msg::Sleep{scan->delay - (steady_clock::now() - begun)};
            co_yield std::move(sleep);
            begun = steady_clock::now();
        }
        Plan step = scan->perStep(steps.at(i));
        co_yield std::move(step);
    }
}

Plan measureAll(const StepScan* scan, DeviceList readAll)
{
    Msg stage = msg::Stage{scan->detectors};
    co_yield std::move(stage);
    if (!scan->dwellAt) {
        Plan dwells = setDwells(scan->detectors, scan->dwell);
        co_yield std::move(dwells);
    }
    if (!scan->extras->empty()) {
        Plan extras = readOut(scan->extras, ExtrasStream);
        co_yield std::move(extras);
    }
    if (scan->before) {
        Plan before = scan->before();
        co_yield std::move(before);
    }
    Plan points = walk(scan, std::move(readAll));
    if (scan->after)
        points = finalize(std::move(points), scan->after);
    co_yield std::move(points);
    Msg unstage = msg::Unstage{scan->detectors};
    co_yield std::move(unstage);
}

std::vector<Move> movesTo(const Trajectory& trajectory, const std::vector<double>& positions)
{
    std::vector<Move> moves;
    for (std::size_t k = 0; k < positions.size(); ++k)
        moves.push_back({trajectory.axes()[k].motor, positions[k]});
    return moves;
}

std::vector<devices::DevicePtr> motorsOf(const Trajectory& trajectory)
{
    std::vector<devices::DevicePtr> motors;
    for (const TrajectoryAxis& axis : trajectory.axes())
        motors.push_back(axis.motor);
    return motors;
}

} // namespace

Plan stepScan(StepScan scan)
{
    std::vector<devices::DevicePtr> all = motorsOf(scan.trajectory);
    std::vector<double> origins;
    if (scan.relative || scan.goesBack) {
        Plan locating = locate(all, &origins);
        co_yield std::move(locating);
    }
    if (scan.relative)
        scan.trajectory = scan.trajectory.shifted(origins);
    if (const std::vector<devices::Error> problems = limitProblems(scan.trajectory); !problems.empty())
        throw PlanError(problems.front());
    all.insert(all.end(), scan.detectors->begin(), scan.detectors->end());

    Msg open = msg::OpenRun{stepMetadata(scan)};
    co_yield std::move(open);
    Plan measurement = measureAll(&scan, makeDeviceList(std::move(all)));
    if (scan.goesBack)
        measurement = finalize(std::move(measurement), [back = movesTo(scan.trajectory, origins)] { return mv(back); });
    co_yield std::move(measurement);
    Msg close = msg::CloseRun{};
    co_yield std::move(close);
}

PlanEstimate impossible(const devices::Error& error)
{
    PlanEstimate estimate;
    estimate.problems = {error};
    estimate.durationKnown = false;
    return estimate;
}

namespace {

/// Adds up how long moves take, each from where the one before has ended.
class MoveTimes
{
public:
    MoveTimes(const Trajectory& trajectory, std::vector<double> from)
        : m_axes(trajectory.axes())
        , m_at(std::move(from))
    {
    }

    duration<double> to(const std::vector<double>& targets)
    {
        duration<double> longest{0};
        for (std::size_t k = 0; k < m_at.size(); ++k) {
            if (targets[k] == m_at[k])
                continue;
            const auto time = m_axes[k].motor->moveTime(m_at[k], targets[k]);
            m_known = m_known && time.has_value();
            longest = std::max(longest, time.value_or(duration<double>(0)));
        }
        m_at = targets;
        return longest;
    }
    bool known() const { return m_known; }

private:
    const std::vector<TrajectoryAxis>& m_axes;
    std::vector<double> m_at;
    bool m_known = true;
};

/// Where the motors stand, or else where the scan begins.
std::vector<double> standing(const Trajectory& trajectory, bool* known)
{
    std::vector<double> found;
    for (const TrajectoryAxis& axis : trajectory.axes()) {
        const std::optional<double> position = axis.motor->position();
        *known = *known && position.has_value();
        found.push_back(position.value_or(axis.positions.count() > 0 ? axis.positions.at(0) : 0));
    }
    return found;
}

} // namespace

PlanEstimate estimateStepScan(const StepScan& scan)
{
    bool known = true;
    const std::vector<double> origins = standing(scan.trajectory, &known);
    if (scan.relative && !known)
        return impossible({devices::ErrorCode::BadValue,
            QCoreApplication::translate("scans", "It is not known where the motors stand"), QStringLiteral("axes")});
    const Trajectory trajectory = scan.relative ? scan.trajectory.shifted(origins) : scan.trajectory;
    PlanEstimate estimate;
    estimate.points = trajectory.count();
    estimate.shape = trajectory.shape();
    estimate.problems = limitProblems(trajectory);
    MoveTimes moves(trajectory, origins);
    Trajectory::Point point;
    for (int i = 0; i < estimate.points; ++i) {
        if (!origins.empty())
            trajectory.point(i, point);
        const duration<double> whole = moves.to(point.targets) + dwellOf(scan, i) + PointOverhead;
        estimate.duration += i > 0 ? std::max(whole, scan.delay) : whole;
    }
    if (scan.goesBack)
        estimate.duration += moves.to(origins);
    estimate.durationKnown = !scan.endless && moves.known();
    return estimate;
}

} // namespace scans
