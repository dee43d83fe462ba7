#pragma once

#include "scans/plans/parameters.h"
#include "scans/plans/plan.h"
#include "scans/plans/stubs.h"

#include <chrono>
#include <functional>

namespace scans {

/// What scans have in common that find their points as they go: one motor, and a column that is looked at.
struct FreeScan
{
    devices::DevicePtr motor;
    double start = 0; ///< the points lie between start and stop
    double stop = 0;
    DeviceList detectors = makeDeviceList({});
    QString field; ///< a column, or a device for its first hinted one
    std::chrono::duration<double> dwell{0};
    bool relative = false; ///< from where the motor was sent last, where it goes back to
    QJsonObject metadata = {};
};

/// As documents describe it: over the motor, without telling how many points there will be.
QJsonObject freeMetadata(const FreeScan& scan);

/// One measurement of a free scan.
struct FreePoint
{
    double position = 0; ///< as the motor reads it
    double signal = 0;
    bool skipped = false;
};

/// Opens a run, stages, runs the plan of points, unstages, goes back if it was relative, closes.
Plan freeScan(FreeScan scan, std::function<Plan(const FreeScan*)> points);
/// A checkpoint, a move, an event. `found` is in the frame of the caller.
Plan measureAt(const FreeScan* scan, double target, FreePoint* found);

/// The make of such a plan. The points get the parameters as they were read.
using FreePoints = std::function<Plan(const FreeScan* scan, const Parameters& parameters)>;
using FreeCheck = std::function<devices::Result<void>(const Parameters& parameters)>;
void defineFreeScan(PlanSpec& spec, bool relative, FreeCheck check, FreePoints points);

PlanParameter fieldParameter();

/// The more direct the slope, the smaller the steps. What a relative plan shares with its sibling.
PlanSpec adaptivescanSpec();
devices::Result<void> checkAdaptive(const Parameters& parameters);
Plan adaptivePoints(const FreeScan* scan, const Parameters& parameters);

} // namespace scans
