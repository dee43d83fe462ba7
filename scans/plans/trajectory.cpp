#include "scans/plans/trajectory.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace scans {

std::vector<int> gridIndexOf(int index, const std::vector<int>& shape, const std::vector<bool>& snaked)
{
    std::vector<int> grid(shape.size());
    int rest = index;
    for (std::size_t k = shape.size(); k-- > 0;) {
        const int pass = rest / shape[k];
        const int step = rest % shape[k];
        grid[k] = snaked[k] && pass % 2 == 1 ? shape[k] - 1 - step : step;
        rest = pass;
    }
    return grid;
}

double evenly(double start, double stop, int points, int index)
{
    if (index <= 0 || points < 2)
        return start;
    if (index >= points - 1)
        return stop;
    return start + (stop - start) * index / (points - 1);
}

Trajectory Trajectory::line(std::vector<TrajectoryAxis> axes, int points)
{
    Trajectory made;
    made.m_axes = std::move(axes);
    for (TrajectoryAxis& axis : made.m_axes)
        axis.points = points;
    made.m_shape = {points};
    made.m_snaked = {false};
    made.m_count = points;
    return made;
}

Trajectory Trajectory::grid(std::vector<TrajectoryAxis> axes)
{
    Trajectory made;
    made.m_axes = std::move(axes);
    for (const TrajectoryAxis& axis : made.m_axes) {
        made.m_shape.push_back(axis.points);
        made.m_snaked.push_back(axis.snake);
    }
    made.m_count = std::accumulate(made.m_shape.begin(), made.m_shape.end(), 1, std::multiplies<>());
    return made;
}

void Trajectory::point(int index, Point& point) const
{
    point.grid = gridIndexOf(index, m_shape, m_snaked);
    point.targets.resize(m_axes.size());
    for (std::size_t k = 0; k < m_axes.size(); ++k) {
        const TrajectoryAxis& axis = m_axes[k];
        point.targets[k] = evenly(axis.start, axis.stop, axis.points, point.grid[m_shape.size() == 1 ? 0 : k]);
    }
}

std::vector<double> Trajectory::targetsOf(std::size_t axis) const
{
    const TrajectoryAxis& wanted = m_axes[axis];
    std::vector<double> targets;
    targets.reserve(static_cast<std::size_t>(wanted.points));
    for (int i = 0; i < wanted.points; ++i)
        targets.push_back(evenly(wanted.start, wanted.stop, wanted.points, i));
    return targets;
}

std::vector<devices::Error> limitProblems(const Trajectory& trajectory)
{
    std::vector<devices::Error> problems;
    for (std::size_t k = 0; k < trajectory.axes().size(); ++k) {
        const devices::Device& motor = *trajectory.axes()[k].motor;
        const std::vector<double> targets = trajectory.targetsOf(k);
        const auto [lowest, highest] = std::minmax_element(targets.begin(), targets.end());
        const std::size_t before = problems.size();
        for (const double end : {*lowest, *highest}) {
            if (const devices::Result<void> allowed = motor.check(end);
                !allowed && (problems.size() == before || *lowest != *highest))
                problems.push_back(allowed.error());
        }
        for (auto target = targets.begin(); target != targets.end() && problems.size() == before; ++target) {
            if (const devices::Result<void> allowed = motor.check(*target); !allowed)
                problems.push_back(allowed.error());
        }
    }
    return problems;
}

} // namespace scans
