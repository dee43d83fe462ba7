#include "scans/plans/spirals.h"

#include "scans/plans/positions.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace scans {

using std::numbers::pi;

namespace {

// The corner of a plane that a point falls on exactly is inside, whatever the rounding.
constexpr double Rim = 1e-9;

/// A plane whose y is measured in units of the aspect, so that the path is made of circles.
struct RoundPlane
{
    RoundPlane(const Plane& plane, double yAspect, double tilt)
        : halfX(std::abs(plane.xRange) / 2)
        , halfY(std::abs(plane.yRange) / 2 / yAspect)
        , aspect(yAspect)
        , shear(std::tan(tilt))
        , farthest(std::hypot(halfX + halfY * std::abs(shear), halfY))
    {
    }

    void addIfInside(double radius, double angle, PlanePath& path) const
    {
        const double x = radius * std::cos(angle);
        const double y = radius * std::sin(angle);
        const double rim = Rim * (radius + 1e-300);
        if (std::abs(x + y * shear) > halfX + rim || std::abs(y) > halfY + rim)
            return;
        path.x.push_back(x);
        path.y.push_back(y * aspect);
    }

    const double halfX;
    const double halfY;
    const double aspect;
    const double shear;
    const double farthest;
};

/// Where the pointer walks: so far in one direction, then a turn, and every second time one farther.
struct SquareWalk
{
    int row;
    int column;
    int rowStep = 0;
    int columnStep = 1;
    int length = 1;
    int left = 1;
    bool secondLeg = false;

    void advance()
    {
        row += rowStep;
        column += columnStep;
        if (--left > 0)
            return;
        rowStep = std::exchange(columnStep, -rowStep);
        length += secondLeg ? 1 : 0;
        secondLeg = !secondLeg;
        left = length;
    }
};

} // namespace

PlanePath ringSpiral(const Plane& plane, double dr, double nth, double aspect, double tilt)
{
    const RoundPlane round(plane, aspect, tilt);
    PlanePath path;
    round.addIfInside(0, 0, path);
    const auto rings = static_cast<int>(std::ceil(round.farthest / dr));
    for (int ring = 1; ring <= rings; ++ring) {
        const double points = ring * nth;
        for (int i = 0; i < static_cast<int>(points); ++i)
            round.addIfInside(ring * dr, 2 * pi * i / points, path);
    }
    return path;
}

PlanePath fermatSpiral(const Plane& plane, double dr, double factor, double aspect, double tilt)
{
    constexpr double goldenAngle = 137.508 * pi / 180;
    const RoundPlane round(plane, aspect, tilt);
    PlanePath path;
    const double farthest = round.farthest * factor / dr;
    const auto points = static_cast<int>(farthest * farthest) + 1;
    for (int i = 0; i <= points; ++i)
        round.addIfInside(std::sqrt(i) * dr / factor, i * goldenAngle, path);
    return path;
}

PlanePath squareSpiral(const Plane& plane, int columns, int rows)
{
    const std::size_t cells = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    PlanePath path;
    SquareWalk walk{(rows - 1) / 2, (columns - 1) / 2};
    while (path.cells.size() < cells) {
        if (walk.row >= 0 && walk.row < rows && walk.column >= 0 && walk.column < columns) {
            // A single row or column is in the middle.
            path.x.push_back(columns > 1 ? evenly(-plane.xRange / 2, plane.xRange / 2, columns, walk.column) : 0);
            path.y.push_back(rows > 1 ? evenly(-plane.yRange / 2, plane.yRange / 2, rows, walk.row) : 0);
            path.cells.push_back({walk.row, walk.column});
        }
        walk.advance();
    }
    return path;
}

double ringSpiralSize(const Plane& plane, double dr, double nth, double aspect)
{
    const double rings = std::ceil(RoundPlane(plane, aspect, 0).farthest / dr);
    return 1 + nth * rings * (rings + 1) / 2;
}

double fermatSpiralSize(const Plane& plane, double dr, double factor, double aspect)
{
    const double farthest = RoundPlane(plane, aspect, 0).farthest * factor / dr;
    return farthest * farthest + 2;
}

} // namespace scans
