#include "scans/plans/stepscan.h"

#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace scans {

using std::chrono::duration;

namespace {

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
    std::optional<duration<double>> begun;
    for (int i = 0; scan->endless || i < scan->trajectory.count(); ++i) {
        if (i > 0 && scan->breakpointEvery > 0 && i % scan->breakpointEvery == 0) {
            Plan between = breakpoint(scan);
            co_yield std::move(between);
        }
        Msg checkpoint = msg::Checkpoint{};
        co_yield std::move(checkpoint);
        if (scan->delay.count() > 0) {
            Plan pace = keepPace(scan->delay, &begun);
            co_yield std::move(pace);
        }
        Plan step = scan->perStep(steps.at(i));
        co_yield std::move(step);
    }
}

Plan measureAll(const StepScan* scan, DeviceList readAll)
{
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

devices::Result<void> checkDwells(const StepScan& scan)
{
    if (!scan.dwellAt)
        return scans::checkDwells(scan.detectors, scan.dwell);
    duration<double> checked{-1};
    for (int i = 0; i < scan.trajectory.count(); ++i) {
        const duration<double> dwell = scan.dwellAt(i);
        if (std::exchange(checked, dwell) == dwell)
            continue;
        if (devices::Result<void> possible = scans::checkDwells(scan.detectors, dwell); !possible)
            return possible;
    }
    return {};
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
    if (const devices::Result<void> possible = checkDwells(scan); !possible)
        throw PlanError(possible.error());
    all.insert(all.end(), scan.detectors->begin(), scan.detectors->end());

    Plan measurement = staged(measureAll(&scan, makeDeviceList(std::move(all))), *scan.detectors);
    if (scan.goesBack)
        measurement = finalize(std::move(measurement), [back = movesTo(scan.trajectory, origins)] { return mv(back); });
    Plan run = inRun(std::move(measurement), stepMetadata(scan));
    co_yield std::move(run);
}

} // namespace scans
