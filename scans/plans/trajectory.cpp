#include "scans/plans/trajectory.h"

#include <algorithm>
#include <numeric>

namespace scans {

namespace {

int stepOf(int pass, int step, int points, bool snaked)
{
    return snaked && pass % 2 == 1 ? points - 1 - step : step;
}

/// At most two for the axis.
void addProblems(const TrajectoryAxis& axis, std::vector<devices::Error>& problems)
{
    const auto [lowest, highest] = axis.positions.range();
    const std::size_t before = problems.size();
    for (const double end : {lowest, highest}) {
        if (const devices::Result<void> allowed = axis.motor->check(end);
            !allowed && (problems.size() == before || lowest != highest))
            problems.push_back(allowed.error());
    }
    for (int i = 0; i < axis.positions.count() && problems.size() == before; ++i) {
        if (const devices::Result<void> allowed = axis.motor->check(axis.positions.at(i)); !allowed)
            problems.push_back(allowed.error());
    }
}

} // namespace

std::vector<int> gridIndexOf(int index, const std::vector<int>& shape, const std::vector<bool>& snaked)
{
    std::vector<int> grid(shape.size());
    int rest = index;
    for (std::size_t k = shape.size(); k-- > 0;) {
        grid[k] = stepOf(rest / shape[k], rest % shape[k], shape[k], snaked[k]);
        rest /= shape[k];
    }
    return grid;
}

void Trajectory::add(Loop loop, std::vector<TrajectoryAxis> axes)
{
    for (TrajectoryAxis& axis : axes) {
        axis.snake = loop.snake;
        loop.axes.push_back(m_axes.size());
        m_axes.push_back(std::move(axis));
    }
    m_shape.insert(m_shape.end(), loop.shape.begin(), loop.shape.end());
    m_steps.push_back(loop.points);
    m_snaked.push_back(loop.snake);
    m_count *= loop.points;
    m_loops.push_back(std::move(loop));
}

Trajectory Trajectory::still(int points)
{
    Trajectory made;
    made.add({.points = points, .shape = {points}}, {});
    return made;
}

Trajectory Trajectory::line(std::vector<TrajectoryAxis> axes)
{
    const int points = axes.empty() ? 1 : axes.front().positions.count();
    Trajectory made;
    made.add({.points = points, .shape = {points}}, std::move(axes));
    return made;
}

Trajectory Trajectory::grid(std::vector<TrajectoryAxis> axes)
{
    Trajectory made;
    for (TrajectoryAxis& axis : axes) {
        const int points = axis.positions.count();
        Loop loop{.points = points, .snake = axis.snake, .shape = {points}};
        made.add(std::move(loop), {std::move(axis)});
    }
    return made;
}

Trajectory Trajectory::path(std::vector<TrajectoryAxis> axes)
{
    const int points = axes.front().positions.count();
    Trajectory made;
    made.add({.points = points, .eachIsDimension = true, .shape = {points}}, std::move(axes));
    return made;
}

Trajectory Trajectory::path(std::vector<TrajectoryAxis> axes, std::vector<int> shape, Cells cells)
{
    const auto points = static_cast<int>(cells.size());
    Trajectory made;
    Loop loop{.points = points, .eachIsDimension = true, .shape = std::move(shape)};
    loop.cells = std::make_shared<const Cells>(std::move(cells));
    made.add(std::move(loop), std::move(axes));
    return made;
}

Trajectory Trajectory::over(const Trajectory& inner, bool snake) const
{
    Trajectory made = *this;
    for (Loop loop : inner.m_loops) {
        std::vector<TrajectoryAxis> axes;
        for (const std::size_t axis : loop.axes)
            axes.push_back(inner.m_axes[axis]);
        loop.axes.clear();
        loop.snake = loop.snake || snake;
        made.add(std::move(loop), std::move(axes));
    }
    return made;
}

Trajectory Trajectory::shifted(const std::vector<double>& by) const
{
    Trajectory made = *this;
    for (std::size_t k = 0; k < made.m_axes.size(); ++k)
        made.m_axes[k].positions = made.m_axes[k].positions.shifted(by[k]);
    return made;
}

void Trajectory::point(int index, Point& point) const
{
    point.targets.resize(m_axes.size());
    point.grid.resize(m_shape.size());
    int rest = index;
    std::size_t cell = m_shape.size();
    for (std::size_t k = m_loops.size(); k-- > 0;) {
        const Loop& loop = m_loops[k];
        const int step = stepOf(rest / loop.points, rest % loop.points, loop.points, loop.snake);
        rest /= loop.points;
        for (const std::size_t axis : loop.axes)
            point.targets[axis] = m_axes[axis].positions.at(step);
        cell -= loop.shape.size();
        if (loop.cells)
            std::copy_n((*loop.cells)[static_cast<std::size_t>(step)].begin(), loop.shape.size(),
                point.grid.begin() + static_cast<std::ptrdiff_t>(cell));
        else
            point.grid[cell] = step;
    }
}

std::vector<std::vector<std::size_t>> Trajectory::dimensions() const
{
    std::vector<std::vector<std::size_t>> found;
    for (const Loop& loop : m_loops) {
        if (!loop.eachIsDimension) {
            found.push_back(loop.axes);
            continue;
        }
        for (const std::size_t axis : loop.axes)
            found.push_back({axis});
    }
    return found;
}

bool Trajectory::placeTellsPositions() const
{
    return std::all_of(m_loops.begin(), m_loops.end(),
        [this](const Loop& loop) { return !loop.cells && (m_loops.size() == 1 || loop.axes.size() == 1); });
}

QString Trajectory::gridding() const
{
    const bool cells = std::any_of(m_loops.begin(), m_loops.end(), [](const Loop& loop) { return loop.cells; });
    if (cells && m_loops.size() == 1)
        return QStringLiteral("rectilinear_nonsequential");
    const bool even = std::all_of(m_loops.begin(), m_loops.end(),
        [this](const Loop& loop) { return loop.axes.size() == 1 && m_axes[loop.axes.front()].positions.isEven(); });
    return even && m_loops.size() > 1 ? QStringLiteral("rectilinear") : QString();
}

std::vector<devices::Error> limitProblems(const Trajectory& trajectory)
{
    std::vector<devices::Error> problems;
    for (const TrajectoryAxis& axis : trajectory.axes())
        addProblems(axis, problems);
    return problems;
}

} // namespace scans
