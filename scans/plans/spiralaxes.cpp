#include "scans/plans/spiralaxes.h"

#include <QCoreApplication>

#include <numbers>

namespace scans {

namespace {

constexpr double MostListed = 1'000'000;

} // namespace

SpiralAxes::SpiralAxes(const Parameters& parameters)
    : m_parameters(parameters)
{
    const double inY = parameters.number("dr_y");
    if (inY > 0)
        m_aspect = inY / parameters.number("dr");
}

Plane SpiralAxes::plane() const
{
    return {m_parameters.axes()[0].number("range"), m_parameters.axes()[1].number("range")};
}

double SpiralAxes::tilt() const
{
    return m_parameters.number("tilt") * std::numbers::pi / 180;
}

std::vector<TrajectoryAxis> SpiralAxes::axesFor(PlanePath& path) const
{
    const Parameters::Axis& x = m_parameters.axes()[0];
    const Parameters::Axis& y = m_parameters.axes()[1];
    return {{x.motor, Positions::list(std::move(path.x)).shifted(x.number("centre"))},
        {y.motor, Positions::list(std::move(path.y)).shifted(y.number("centre"))}};
}

StepScan SpiralAxes::scan(PlanePath path, const QString& pattern) const
{
    return stepsOf(Trajectory::path(axesFor(path)), m_parameters, pattern);
}

StepScan SpiralAxes::gridScan(PlanePath path, std::vector<int> shape, const QString& pattern) const
{
    std::vector<TrajectoryAxis> axes = axesFor(path);
    std::swap(axes[0], axes[1]);
    return stepsOf(Trajectory::path(std::move(axes), std::move(shape), std::move(path.cells)), m_parameters, pattern);
}

std::vector<PlanParameter> spiralAxis()
{
    PlanParameter centre = startParameter();
    centre.id = QStringLiteral("centre");
    centre.title = QCoreApplication::translate("scans", "Centre");
    centre.help = QCoreApplication::translate("scans", "Position in the middle of the rectangle");
    centre.words = QCoreApplication::translate("scans", "the position of the centre");
    centre.suggestion = 0;
    PlanParameter range = startParameter();
    range.id = QStringLiteral("range");
    range.title = QCoreApplication::translate("scans", "Range");
    range.help = QCoreApplication::translate("scans", "Whole width of the rectangle along this motor");
    range.words = QCoreApplication::translate("scans", "the width along this motor");
    range.minimum = 0;
    range.suggestion = 1;
    return {motorParameter(), centre, range};
}

void addSpiralShape(PlanSpec& spec)
{
    spec.parameters.push_back(numberParameter("dr_y", QCoreApplication::translate("scans", "Distance in y"),
        QCoreApplication::translate("scans", "If it is another in y; 0 is the same"), 0, 0, 1e9));
    spec.parameters.push_back(numberParameter("tilt", QCoreApplication::translate("scans", "Tilt"),
        QCoreApplication::translate("scans", "Degrees by which the sides of the rectangle lean"), 0, -80, 80));
    spec.parameters.push_back(dwellParameter());
    spec.parameters.push_back(detectorsParameter());
}

devices::Result<void> checkListed(double points, const QString& id)
{
    if (points <= MostListed)
        return {};
    return devices::Error{devices::ErrorCode::BadValue,
        QCoreApplication::translate("scans", "%1: %2 points are more than a spiral may have (%3)")
            .arg(id)
            .arg(points, 0, 'g', 6)
            .arg(MostListed, 0, 'f', 0),
        id};
}

} // namespace scans
