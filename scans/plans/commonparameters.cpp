#include "scans/plans/parameters.h"

#include <QCoreApplication>

namespace scans {

using Type = PlanParameter::Type;

namespace {

constexpr double MostIntervals = 10'000'000;
constexpr double LongestDwell = 86'400;

} // namespace

PlanParameter motorParameter()
{
    return {.id = QStringLiteral("motor"),
        .title = QCoreApplication::translate("scans", "Motor"),
        .type = Type::Motor,
        .unitOf = {},
        .initial = {},
        .help = QCoreApplication::translate("scans", "What is moved"),
        .words = QCoreApplication::translate("scans", "the name of a motor")};
}

PlanParameter startParameter()
{
    return {.id = QStringLiteral("start"),
        .title = QCoreApplication::translate("scans", "From"),
        .type = Type::Number,
        .unitOf = QStringLiteral("motor"),
        .initial = {},
        .help = QCoreApplication::translate("scans", "Position of the first point"),
        .suggestion = -1,
        .words = QCoreApplication::translate("scans", "the start position")};
}

PlanParameter stopParameter()
{
    return {.id = QStringLiteral("stop"),
        .title = QCoreApplication::translate("scans", "To"),
        .type = Type::Number,
        .unitOf = QStringLiteral("motor"),
        .initial = {},
        .help = QCoreApplication::translate("scans", "Position of the last point"),
        .suggestion = 1,
        .words = QCoreApplication::translate("scans", "the end position")};
}

PlanParameter positionParameter()
{
    return {.id = QStringLiteral("position"),
        .title = QCoreApplication::translate("scans", "To"),
        .type = Type::Number,
        .unitOf = QStringLiteral("motor"),
        .initial = {},
        .help = QCoreApplication::translate("scans", "Where it goes"),
        .words = QCoreApplication::translate("scans", "the position to go to")};
}

PlanParameter intervalsParameter()
{
    return {.id = QStringLiteral("intervals"),
        .title = QCoreApplication::translate("scans", "Intervals"),
        .type = Type::Intervals,
        .unitOf = {},
        .initial = 20,
        .minimum = 0,
        .maximum = MostIntervals,
        .help = QCoreApplication::translate("scans", "Steps between the ends; there is one point more"),
        .words = QCoreApplication::translate("scans", "the number of intervals")};
}

PlanParameter positionsParameter()
{
    return {.id = QStringLiteral("positions"),
        .title = QCoreApplication::translate("scans", "Positions"),
        .type = Type::Positions,
        .unitOf = QStringLiteral("motor"),
        .initial = {},
        .help = QCoreApplication::translate("scans", "Numbers, and from:to:step, as in 0, 0.5, 1:2:0.1"),
        .suggestion = QStringLiteral("0, 0.5, 1:2:0.1"),
        .words = QCoreApplication::translate("scans", "positions such as 0,0.5,1:2:0.1")};
}

PlanParameter numberParameter(const char* id, const QString& title, const QString& help, const QJsonValue& initial,
    double minimum, double maximum)
{
    return {.id = QLatin1String(id),
        .title = title,
        .type = Type::Number,
        .unitOf = {},
        .initial = initial,
        .minimum = minimum,
        .maximum = maximum,
        .help = help,
        .suggestion = initial};
}

PlanParameter snakeParameter()
{
    return {.id = QStringLiteral("snake"),
        .title = QCoreApplication::translate("scans", "Snake"),
        .type = Type::Boolean,
        .unitOf = {},
        .initial = false,
        .help = QCoreApplication::translate("scans", "Fast axes run back instead of returning")};
}

PlanParameter dwellParameter()
{
    return {.id = QStringLiteral("dwell"),
        .title = QCoreApplication::translate("scans", "Dwell"),
        .type = Type::Seconds,
        .unitOf = {},
        .initial = 0.1,
        .minimum = 0,
        .maximum = LongestDwell,
        .help = QCoreApplication::translate("scans", "How long each point is measured, in seconds"),
        .words = QCoreApplication::translate("scans", "the time per point in seconds")};
}

PlanParameter detectorsParameter()
{
    return {.id = QStringLiteral("detectors"),
        .title = QCoreApplication::translate("scans", "Detectors"),
        .type = Type::Detectors,
        .unitOf = {},
        .initial = {},
        .help = QCoreApplication::translate("scans", "What is measured at each point"),
        .words = QCoreApplication::translate("scans", "names of detectors")};
}

} // namespace scans
