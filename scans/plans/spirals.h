#pragma once

#include <vector>

namespace scans {

/// Points over a rectangle, seen from its centre, in the order of the path.
struct PlanePath
{
    std::vector<double> x;
    std::vector<double> y;
    std::vector<std::vector<int>> cells; ///< {row, column}, of paths through a grid
};

/// A rectangle around the centre. A width of zero leaves a line, two of them the centre alone.
struct Plane
{
    double xRange = 0;
    double yRange = 0;
};

/// Rings at multiples of `dr`, the nth with n·nth points, cut to the plane; before them the centre. In y rings are dr·aspect apart.
/// Tilt in radians shears the plane's sides.
PlanePath ringSpiral(const Plane& plane, double dr, double nth, double aspect = 1, double tilt = 0);

/// Point i at radius √i·dr/factor and angle i·137.508°, which covers the plane evenly.
/// Source:  H. Vogel, Mathematical Biosciences 44 (1979) 179.
PlanePath fermatSpiral(const Plane& plane, double dr, double factor, double aspect = 1, double tilt = 0);

/// Every cell of a grid, from its middle outwards in square turns.
PlanePath squareSpiral(const Plane& plane, int columns, int rows);

/// About how many points the spiral has, before it is made.
double ringSpiralSize(const Plane& plane, double dr, double nth, double aspect = 1);
double fermatSpiralSize(const Plane& plane, double dr, double factor, double aspect = 1);

} // namespace scans
