#include "scans/plans/spiralaxes.h"

#include <QCoreApplication>

namespace scans {

namespace {

// The path around a grid is as long as its longer side squared.
constexpr int LongestSide = 3000;

} // namespace

devices::Result<StepScan> squareSpiralOf(const Parameters& parameters)
{
    const SpiralAxes axes(parameters);
    const int columns = parameters.axes()[0].integer("intervals") + 1;
    const int rows = parameters.axes()[1].integer("intervals") + 1;
    return axes.gridScan(squareSpiral(axes.plane(), columns, rows), {rows, columns}, QStringLiteral("spiral_square"));
}

PlanSpec spiralsquareSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("spiral_square");
    spec.title = QCoreApplication::translate("scans", "Square spiral");
    spec.help
        = QCoreApplication::translate("scans", "Every point of a mesh, from its middle outwards; the first motor is x");
    spec.axis = spiralAxis();
    PlanParameter intervals = intervalsParameter();
    intervals.type = PlanParameter::Type::Integer;
    intervals.maximum = LongestSide;
    intervals.initial = 10;
    spec.axis.push_back(intervals);
    spec.minAxes = 2;
    spec.maxAxes = 2;
    spec.parameters = {dwellParameter(), detectorsParameter()};
    defineStepScan(spec, squareSpiralOf);
    return spec;
}

} // namespace scans
