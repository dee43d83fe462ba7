#pragma once

#include "devices/kinds/device.h"
#include "scans/plans/positions.h"

#include <QString>

#include <memory>
#include <vector>

namespace scans {

/// Where step `index` of a grid stands, slow to fast, by target. `snaked[k]` axes run back on every second pass.
std::vector<int> gridIndexOf(int index, const std::vector<int>& shape, const std::vector<bool>& snaked);

struct TrajectoryAxis
{
    devices::DevicePtr motor;
    Positions positions;
    bool snake = false;
};

/// The points of a step scan, made one by one: loops within loops, each of axes that move together.
class Trajectory
{
public:
    struct Point
    {
        std::vector<double> targets; ///< one for each axis
        std::vector<int> grid; ///< slow to fast
    };
    using Cells = std::vector<std::vector<int>>;

    /// So many points at which nothing moves.
    static Trajectory still(int points);
    /// All axes together, each with as many positions.
    static Trajectory line(std::vector<TrajectoryAxis> axes);
    /// Every combination, first axis slowest.
    static Trajectory grid(std::vector<TrajectoryAxis> axes);
    /// A path over an area: every axis is a dimension of its own.
    static Trajectory path(std::vector<TrajectoryAxis> axes);
    /// A path through every cell of a grid of this shape, in the order of `cells`.
    static Trajectory path(std::vector<TrajectoryAxis> axes, std::vector<int> shape, Cells cells);
    /// The whole of `inner` at every point of this one. With snake, its loops run back on every second pass.
    Trajectory over(const Trajectory& inner, bool snake) const;
    /// The same path elsewhere: one distance for each axis.
    Trajectory shifted(const std::vector<double>& by) const;

    const std::vector<TrajectoryAxis>& axes() const { return m_axes; }
    const std::vector<int>& shape() const { return m_shape; }
    int count() const { return m_count; }
    void point(int index, Point& point) const;

    /// Axes, by index, that are one dimension of the data, slow to fast.
    std::vector<std::vector<std::size_t>> dimensions() const;
    /// A point's place tells the positions: that of axis k is number grid[k], or grid[0] where all move together.
    bool placeTellsPositions() const;
    /// How the points lie on a grid, as documents say it; empty when they do not.
    QString gridding() const;

private:
    struct Loop
    {
        std::vector<std::size_t> axes = {};
        int points = 0;
        bool snake = false;
        bool eachIsDimension = false;
        std::vector<int> shape = {};
        std::shared_ptr<const Cells> cells = {}; ///< null = the step is the place
    };

    void add(Loop loop, std::vector<TrajectoryAxis> axes);

    std::vector<TrajectoryAxis> m_axes;
    std::vector<Loop> m_loops; // slow to fast
    std::vector<int> m_steps; // of each loop
    std::vector<bool> m_snaked;
    std::vector<int> m_shape;
    int m_count = 1;
};

/// The limit violations of all targets, the outermost first; at most two for each axis.
std::vector<devices::Error> limitProblems(const Trajectory& trajectory);

} // namespace scans
