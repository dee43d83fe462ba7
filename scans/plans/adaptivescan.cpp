#include "scans/plans/freescan.h"
#include "scans/plans/planerror.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>

namespace scans {

namespace {

constexpr int MostPoints = 1'000'000;

struct Adaptation
{
    double minStep = 0;
    double maxStep = 0;
    double targetDelta = 0;
    double threshold = 0;
    bool backstep = false;

    /// The step at which the signal would have changed by the target.
    double stepFor(double change, double step) const
    {
        const double slope = std::abs(change) / step;
        if (slope == 0)
            return std::min(step * 1.1, maxStep);
        return std::clamp(targetDelta / slope, minStep, maxStep);
    }
};

Plan adapt(const FreeScan* scan, Adaptation adaptation)
{
    const double direction = scan->stop < scan->start ? -1 : 1;
    double next = scan->start;
    double step = std::clamp((adaptation.maxStep - adaptation.minStep) / 2, adaptation.minStep, adaptation.maxStep);
    std::optional<double> past;
    for (int i = 0; (scan->stop - next) * direction >= 0; ++i) {
        if (i == MostPoints)
            throw PlanError({devices::ErrorCode::BadValue,
                QCoreApplication::translate("scans", "%1 points did not lead to the end").arg(MostPoints),
                scan->motor->name()});
        FreePoint point;
        Plan measurement = measureAt(scan, next, &point);
        co_yield std::move(measurement);
        const bool comparable = past && !point.skipped;
        const double wanted = comparable ? adaptation.stepFor(point.signal - *past, step) : step;
        if (comparable && adaptation.backstep && wanted < step * adaptation.threshold) {
            // Too far: again from the point before, with the smaller step.
            next -= direction * step;
            step = wanted;
        } else {
            if (!point.skipped)
                past = point.signal;
            if (comparable)
                step = 0.2 * wanted + 0.8 * step;
        }
        next += direction * step;
    }
}

} // namespace

devices::Result<void> checkAdaptive(const Parameters& parameters)
{
    if (parameters.number("min_step") <= parameters.number("max_step"))
        return {};
    return wrongParameter(QStringLiteral("max_step"),
        QCoreApplication::translate("scans", "at least the smallest step, %1").arg(parameters.number("min_step")),
        parameters.number("max_step"));
}

Plan adaptivePoints(const FreeScan* scan, const Parameters& parameters)
{
    return adapt(scan,
        {parameters.number("min_step"), parameters.number("max_step"), parameters.number("target_delta"),
            parameters.number("threshold"), parameters.flag("backstep")});
}

PlanSpec adaptivescanSpec()
{
    constexpr double smallest = 1e-12;
    PlanSpec spec;
    spec.id = QStringLiteral("adaptive_scan");
    spec.title = QCoreApplication::translate("scans", "Adaptive");
    spec.help = QCoreApplication::translate(
        "scans", "Takes steps such that the signal changes by about the same from one point to the next");
    PlanParameter backstep;
    backstep.id = QStringLiteral("backstep");
    backstep.title = QCoreApplication::translate("scans", "Step back");
    backstep.type = PlanParameter::Type::Boolean;
    backstep.initial = true;
    backstep.help = QCoreApplication::translate("scans", "When a step was too large, it is made again, smaller");
    spec.parameters = {
        fieldParameter(),
        numberParameter("min_step", QCoreApplication::translate("scans", "Smallest step"),
            QCoreApplication::translate("scans", "In units of the motor"), 0.01, smallest),
        numberParameter("max_step", QCoreApplication::translate("scans", "Largest step"),
            QCoreApplication::translate("scans", "In units of the motor"), 0.5, smallest),
        numberParameter("target_delta", QCoreApplication::translate("scans", "Change of the signal"),
            QCoreApplication::translate("scans", "From one point to the next"), 100, smallest),
        backstep,
        numberParameter("threshold", QCoreApplication::translate("scans", "Too large"),
            QCoreApplication::translate("scans", "A step is too large if it should have been this part of it"), 0.8,
            0.01, 1),
        dwellParameter(),
        detectorsParameter(),
    };
    defineFreeScan(spec, false, checkAdaptive, adaptivePoints);
    return spec;
}

} // namespace scans
