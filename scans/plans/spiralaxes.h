#pragma once

#include "scans/plans/spirals.h"
#include "scans/plans/stepplan.h"

namespace scans {

inline constexpr double SmallestDistance = 1e-9;

/// What the spiral plans share: two motors, x first, around a centre within a rectangle.
class SpiralAxes
{
public:
    explicit SpiralAxes(const Parameters& parameters);

    Plane plane() const;
    /// How much farther apart rings are in y than in x.
    double aspect() const { return m_aspect; }
    /// Radians.
    double tilt() const;

    StepScan scan(PlanePath path, const QString& pattern) const;
    /// The slow dimension of the grid is y.
    StepScan gridScan(PlanePath path, std::vector<int> shape, const QString& pattern) const;

private:
    std::vector<TrajectoryAxis> axesFor(PlanePath& path) const;

    const Parameters& m_parameters;
    double m_aspect = 1;
};

/// Motor, centre, range.
std::vector<PlanParameter> spiralAxis();
/// Rings in y, tilt, dwell and detectors.
void addSpiralShape(PlanSpec& spec);
/// Refused beyond what can be kept in memory.
devices::Result<void> checkListed(double points, const QString& id);

} // namespace scans
