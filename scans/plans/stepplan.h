#pragma once

#include "scans/plans/parameters.h"
#include "scans/plans/stepscan.h"

#include <functional>

namespace scans {

/// How the parameters of a plan become a step scan.
using StepBuilder = std::function<devices::Result<StepScan>(const Parameters&)>;

/// The make of a plan that is a step scan. Adds what every step scan can do besides: plans before and after, breakpoints,
/// devices recorded at the start and at breakpoints.
void defineStepScan(PlanSpec& spec, StepBuilder build);

/// The same plan counting from where the motors are, which go back there afterwards.
void defineRelativeScan(PlanSpec& spec, StepBuilder build);

/// A step scan of these points, with the parameters dwell and detectors.
StepScan stepsOf(Trajectory trajectory, const Parameters& parameters, const QString& pattern);

// What a relative plan shares with its absolute sibling.
devices::Result<StepScan> lineOf(const Parameters& parameters);
devices::Result<StepScan> listOf(const Parameters& parameters);
devices::Result<StepScan> logOf(const Parameters& parameters);
devices::Result<StepScan> gridOf(const Parameters& parameters);
devices::Result<StepScan> listGridOf(const Parameters& parameters);
devices::Result<StepScan> spiralOf(const Parameters& parameters);
devices::Result<StepScan> fermatSpiralOf(const Parameters& parameters);
devices::Result<StepScan> squareSpiralOf(const Parameters& parameters);

PlanSpec linescanSpec();
PlanSpec listscanSpec();
PlanSpec logscanSpec();
PlanSpec gridscanSpec();
PlanSpec listgridscanSpec();
PlanSpec spiralSpec();
PlanSpec spiralfermatSpec();
PlanSpec spiralsquareSpec();

} // namespace scans
