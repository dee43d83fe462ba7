#pragma once

#include "scans/plans/parameters.h"
#include "scans/plans/plan.h"
#include "scans/plans/stubs.h"
#include "scans/plans/trajectory.h"

#include <chrono>
#include <functional>

namespace scans {

/// What all scans have in common that go from point to point: points, and what is done at each.
struct StepScan
{
    Trajectory trajectory = Trajectory::still(1);
    DeviceList detectors = makeDeviceList({});
    std::chrono::duration<double> dwell{0};
    std::function<std::chrono::duration<double>(int index)> dwellAt = {}; ///< instead, where points differ
    std::chrono::duration<double> delay{0}; ///< at least that long from one point to the next
    bool endless = false;
    bool relative = false; ///< targets count from where the motors were sent last
    bool goesBack = false; ///< there afterwards, within the run, however it ends
    QJsonObject metadata = {}; ///< without what stepMetadata() adds

    StepPlan perStep = oneNdStep;
    PlanFactory before = {}; ///< within the run, ahead of the first point
    PlanFactory after = {}; ///< within the run, however it ends
    int breakpointEvery = 0; ///< so many points; 0 = never
    PlanFactory atBreakpoint = {};
    DeviceList extras = makeDeviceList({}); ///< recorded at the start and at breakpoints, in the stream "extras"
};

/// Checks all targets before anything moves, opens a run, stages, measures each point, unstages, closes.
/// At each point: checkpoint, move what has to move, wait, trigger all, wait, read all.
Plan stepScan(StepScan scan);

/// Names of detectors and motors, counts, shape, extents, hints, dwell. Devices' thread.
QJsonObject stepMetadata(const StepScan& scan);

} // namespace scans
