#include "scans/plans/freescan.h"
#include "scans/plans/planerror.h"
#include "scans/plans/positions.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>

namespace scans {

PlanSpec tunecentroidSpec();

namespace {

struct Tuning
{
    double minStep = 0;
    int intervals = 0;
    double factor = 0;
    bool snake = false;
};

/// One pass over a range, and where the signal's centre of mass is in it.
Plan pass(const FreeScan* scan, double from, double to, int intervals, std::optional<double>* centre)
{
    double weight = 0;
    double moments = 0;
    for (int i = 0; i <= intervals; ++i) {
        FreePoint point;
        Plan measurement = measureAt(scan, evenly(from, to, intervals + 1, i), &point);
        co_yield std::move(measurement);
        weight += point.signal;
        moments += point.position * point.signal;
    }
    *centre = weight == 0 ? std::nullopt : std::optional(moments / weight);
}

/// Narrows the range around the centre until the steps are small enough, then goes there.
Plan tune(const FreeScan* scan, Tuning tuning)
{
    const auto [lowest, highest] = std::minmax(scan->start, scan->stop);
    double from = scan->start;
    double to = scan->stop;
    std::optional<double> centre;
    do {
        Plan once = pass(scan, from, to, tuning.intervals, &centre);
        co_yield std::move(once);
        if (!centre)
            throw PlanError({devices::ErrorCode::BadValue,
                QCoreApplication::translate("scans", "%1 adds up to 0, so that it has no centre").arg(scan->field),
                scan->field});
        const double half = (to - from) / tuning.factor / 2;
        from = std::clamp(*centre - half, lowest, highest);
        to = std::clamp(*centre + half, lowest, highest);
        if (tuning.snake)
            std::swap(from, to);
    } while (std::abs(to - from) / tuning.intervals >= tuning.minStep);
    Plan there = mv({{scan->motor, std::clamp(*centre, lowest, highest)}});
    co_yield std::move(there);
}

Plan tuningPoints(const FreeScan* scan, const Parameters& parameters)
{
    return tune(scan,
        {parameters.number("min_step"), std::max(1, parameters.integer("intervals")), parameters.number("step_factor"),
            parameters.flag("snake")});
}

} // namespace

PlanSpec tunecentroidSpec()
{
    PlanSpec spec;
    spec.id = QStringLiteral("tune_centroid");
    spec.title = QCoreApplication::translate("scans", "Centre");
    spec.help = QCoreApplication::translate(
        "scans", "Scans smaller and smaller ranges around the signal's centre of mass, and goes there");
    PlanParameter intervals = intervalsParameter();
    intervals.type = PlanParameter::Type::Integer;
    intervals.minimum = 1;
    intervals.initial = 10;
    PlanParameter snake = snakeParameter();
    snake.help = QCoreApplication::translate("scans", "Every second pass runs back");
    spec.parameters = {
        fieldParameter(),
        numberParameter("min_step", QCoreApplication::translate("scans", "Smallest step"),
            QCoreApplication::translate("scans", "It ends when steps would be smaller"), 0.01, 1e-12),
        intervals,
        numberParameter("step_factor", QCoreApplication::translate("scans", "Narrower by"),
            QCoreApplication::translate("scans", "By which factor each range is narrower than the one before"), 3, 1.01,
            1000),
        snake,
        dwellParameter(),
        detectorsParameter(),
    };
    defineFreeScan(
        spec, false, [](const Parameters&) { return devices::Result<void>(); }, tuningPoints);
    return spec;
}

} // namespace scans
