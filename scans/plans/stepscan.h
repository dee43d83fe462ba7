#pragma once

#include "scans/plans/parameters.h"
#include "scans/plans/plan.h"
#include "scans/plans/trajectory.h"

#include <chrono>

namespace scans {

/// What count, scan and grid_scan have in common: points, and what is done at each.
struct StepScan
{
    Trajectory trajectory = Trajectory::line({}, 1);
    DeviceList detectors = makeDeviceList({});
    std::chrono::duration<double> dwell{0};
    std::chrono::duration<double> delay{0}; ///< at least that long from one point to the next
    bool endless = false;
    bool gridded = false; ///< events carry their place
    QJsonObject metadata; ///< without what stepMetadata() adds
};

/// Checks all targets before anything moves, opens a run, stages, measures each point, unstages, closes.
/// At each point: checkpoint, move what has to move, wait, trigger all, wait, read all.
Plan stepScan(StepScan scan);

/// Names of detectors and motors, counts, shape, extents, hints, dwell. Devices' thread.
QJsonObject stepMetadata(const StepScan& scan);

/// Devices' thread.
PlanEstimate estimateStepScan(const StepScan& scan);
PlanEstimate impossible(const devices::Error& error);

/// make and estimate of a plan that is a step scan, from how its parameters become one.
void defineStepScan(PlanSpec& spec, std::function<devices::Result<StepScan>(const Parameters&)> build);

} // namespace scans
