#include "scans/plans/edges.h"
#include "scans/plans/stepplan.h"
#include "scans/plans/xafsregions.h"

#include <QCoreApplication>

namespace scans {

PlanSpec xafsSpec();

namespace {

using devices::Error;
using devices::Result;

Result<double> edgeOf(const Parameters& parameters)
{
    if (const double given = parameters.number("e0"); given > 0)
        return given;
    return edgeEnergy(parameters.text("element"), parameters.text("edge"));
}

Error ofRegions(const Error& error)
{
    return {error.code, QStringLiteral("regions: ") + error.message, QStringLiteral("regions")};
}

/// How many of the motor's units an eV is.
double unitsPerEv(const devices::Device& motor)
{
    const std::vector<devices::DataKey> keys = motor.describe();
    return !keys.empty() && keys.front().units.compare(QLatin1String("keV"), Qt::CaseInsensitive) == 0 ? 1e-3 : 1;
}

Result<StepScan> xafsOf(const Parameters& parameters)
{
    const Result<double> edge = edgeOf(parameters);
    if (!edge)
        return edge.error();
    const auto regions = parseXafsRegions(parameters.text("regions"), parameters.number("dwell"));
    if (!regions)
        return ofRegions(regions.error());
    const Result<std::vector<XafsPoint>> points = xafsPoints(regions.value(), edge.value());
    if (!points)
        return ofRegions(points.error());

    const devices::DevicePtr& motor = parameters.axes().front().motor;
    const double scale = unitsPerEv(*motor);
    std::vector<double> energies;
    std::vector<double> seconds;
    for (const XafsPoint& point : points.value()) {
        energies.push_back(point.energy * scale);
        seconds.push_back(point.seconds);
    }
    StepScan scan = stepsOf(
        Trajectory::line({{motor, Positions::list(std::move(energies))}}), parameters, QStringLiteral("xafs"));
    scan.dwellAt = [seconds = std::move(seconds)](
                       int index) { return std::chrono::duration<double>(seconds[static_cast<std::size_t>(index)]); };
    scan.metadata.insert(QStringLiteral("xafs"),
        QJsonObject{{QStringLiteral("element"), parameters.text("element")},
            {QStringLiteral("edge"), parameters.text("edge")}, {QStringLiteral("e0"), edge.value()},
            {QStringLiteral("regions"), toJson(regions.value())}});
    return scan;
}

PlanParameter textParameter(const char* id, const QString& title, const QString& initial, const QString& help)
{
    return {.id = QLatin1String(id),
        .title = title,
        .type = PlanParameter::Type::Text,
        .unitOf = {},
        .initial = initial,
        .help = help};
}

} // namespace

PlanSpec xafsSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("xafs");
    spec.title = QCoreApplication::translate("scans", "XAFS");
    spec.help = QCoreApplication::translate(
        "scans", "Energies around an absorption edge, in eV and in wavenumbers of the photoelectron");
    PlanParameter energy = motorParameter();
    energy.title = QCoreApplication::translate("scans", "Energy");
    energy.suggestion = QStringLiteral("energy");
    energy.help = QCoreApplication::translate("scans", "What sets the energy, in eV or keV");
    spec.axis = {energy};
    spec.minAxes = 1;
    spec.maxAxes = 1;
    spec.parameters = {
        textParameter("element", QCoreApplication::translate("scans", "Element"), QStringLiteral("Fe"),
            QCoreApplication::translate("scans", "Symbol of the element")),
        textParameter("edge", QCoreApplication::translate("scans", "Edge"), QStringLiteral("K"),
            QCoreApplication::translate("scans", "K or L3")),
        numberParameter("e0", QCoreApplication::translate("scans", "E0 in eV"),
            QCoreApplication::translate("scans", "Where the edge is, if not where the table says; 0 is the table"), 0,
            0, 1e6),
        textParameter("regions", QCoreApplication::translate("scans", "Regions"),
            QStringLiteral("-150 -20 10; -20 30 0.5; 30 12k 0.05k"),
            QCoreApplication::translate("scans",
                "From, to, step, and if you like seconds, seconds at the end, power of k; in eV from the edge, or with "
                "k in "
                "1/Å")),
        dwellParameter(),
        detectorsParameter(),
    };
    defineStepScan(spec, xafsOf);
    return spec;
}

} // namespace scans
