#include "models/runselection.h"

#include <cmath>
#include <limits>

namespace models {

namespace {

constexpr double Nothing = std::numeric_limits<double>::quiet_NaN();

double at(const ShownRun& run, int column, int row)
{
    return run.columns()[static_cast<std::size_t>(column)].values[static_cast<std::size_t>(row)];
}

} // namespace

void RunSelection::select(std::optional<int> y, std::optional<int> over)
{
    m_y = y;
    m_over = over;
}

double RunSelection::abscissa(int row) const
{
    if (const std::optional<int> x = m_run.defaultX())
        return at(m_run, *x, row);
    const auto& times = m_run.times();
    return std::chrono::duration<double>(times[static_cast<std::size_t>(row)] - times.front()).count();
}

double RunSelection::ordinate(int row) const
{
    if (!m_y)
        return Nothing;
    const double value = at(m_run, *m_y, row);
    if (!m_over)
        return value;
    const double divisor = at(m_run, *m_over, row);
    return divisor != 0 ? value / divisor : Nothing;
}

std::pair<std::vector<double>, std::vector<double>> RunSelection::curve() const
{
    std::pair<std::vector<double>, std::vector<double>> xy;
    for (int row = 0; row < m_run.rows(); ++row) {
        xy.first.push_back(abscissa(row));
        xy.second.push_back(ordinate(row));
    }
    return xy;
}

std::optional<PeakStats> RunSelection::stats() const
{
    const auto [x, y] = curve();
    return peakStats(x, y);
}

QPointF RunSelection::cellPosition(int row) const
{
    const RunGrid& grid = m_run.grid();
    const auto target = [](double low, double high, int index, int count) {
        return count > 1 ? low + (high - low) * index / (count - 1) : low;
    };
    const auto [slow, fast] = m_run.gridIndex(row);
    return {target(grid.extents[2], grid.extents[3], fast, grid.fast),
        target(grid.extents[0], grid.extents[1], slow, grid.slow)};
}

RunSelection::Target RunSelection::meshTarget(double fast, double slow) const
{
    const QStringList motors = m_run.motors();
    return {{motors.value(1), fast}, {motors.value(0), slow}};
}

RunSelection::Target RunSelection::lineTarget(std::optional<double> x) const
{
    if (!x || m_run.motors().isEmpty())
        return {};
    return {{m_run.motors().first(), *x}};
}

RunSelection::Target RunSelection::maximum() const
{
    if (!m_run.grid().valid()) {
        const std::optional<PeakStats> found = stats();
        return lineTarget(found ? std::optional(found->xMax) : std::nullopt);
    }
    int best = -1;
    for (int row = 0; row < m_run.rows(); ++row) {
        const bool usable = m_run.gridIndex(row).first >= 0 && std::isfinite(ordinate(row));
        if (usable && (best < 0 || ordinate(row) > ordinate(best)))
            best = row;
    }
    if (best < 0)
        return {};
    const QPointF cell = cellPosition(best);
    return meshTarget(cell.x(), cell.y());
}

RunSelection::Target RunSelection::centreOfMass() const
{
    if (!m_run.grid().valid()) {
        const std::optional<PeakStats> found = stats();
        return lineTarget(found ? found->centreOfMass : std::nullopt);
    }
    double base = std::numeric_limits<double>::infinity();
    for (int row = 0; row < m_run.rows(); ++row)
        base = std::fmin(base, ordinate(row));
    double weight = 0;
    QPointF moment;
    for (int row = 0; row < m_run.rows(); ++row) {
        const double height = ordinate(row) - base;
        if (m_run.gridIndex(row).first < 0 || !std::isfinite(height))
            continue;
        weight += height;
        moment += height * cellPosition(row);
    }
    if (!(weight > 0))
        return {};
    return meshTarget(moment.x() / weight, moment.y() / weight);
}

RunSelection::Target RunSelection::centre() const
{
    if (m_run.grid().valid())
        return {};
    const std::optional<PeakStats> found = stats();
    return lineTarget(found ? found->centre : std::nullopt);
}

} // namespace models
