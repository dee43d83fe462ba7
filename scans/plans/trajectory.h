#pragma once

#include "devices/kinds/device.h"

#include <memory>
#include <vector>

namespace scans {

/// Where step `index` of a grid stands, slow to fast, by target. `snaked[k]` axes run back on every second pass.
std::vector<int> gridIndexOf(int index, const std::vector<int>& shape, const std::vector<bool>& snaked);
/// Point `index` of `points` evenly spaced ones; both ends are exact.
double evenly(double start, double stop, int points, int index);

struct TrajectoryAxis
{
    devices::DevicePtr motor;
    double start = 0;
    double stop = 0;
    int points = 1;
    bool snake = false;
};

/// The points of a step scan, made one by one. The plan and its estimate use the same.
class Trajectory
{
public:
    struct Point
    {
        std::vector<double> targets; ///< one for each axis
        std::vector<int> grid; ///< slow to fast
    };

    /// All axes together, in `points` steps; those of the axes do not count.
    static Trajectory line(std::vector<TrajectoryAxis> axes, int points);
    /// Every combination, first axis slowest.
    static Trajectory grid(std::vector<TrajectoryAxis> axes);

    const std::vector<TrajectoryAxis>& axes() const { return m_axes; }
    const std::vector<int>& shape() const { return m_shape; }
    int count() const { return m_count; }
    void point(int index, Point& point) const;
    /// All targets that one axis has, in ascending index.
    std::vector<double> targetsOf(std::size_t axis) const;

private:
    std::vector<TrajectoryAxis> m_axes;
    std::vector<int> m_shape;
    std::vector<bool> m_snaked;
    int m_count = 0;
};

/// The limit violations of all targets, the outermost first; at most two for each axis.
std::vector<devices::Error> limitProblems(const Trajectory& trajectory);

} // namespace scans
