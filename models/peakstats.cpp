#include "models/peakstats.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

namespace models {

namespace {

using Points = std::vector<std::pair<double, double>>;

std::vector<double> crossings(const Points& points, double level)
{
    std::vector<double> found;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto [x0, y0] = points[i - 1];
        const auto [x1, y1] = points[i];
        if ((y0 > level) != (y1 > level))
            found.push_back(x0 + (x1 - x0) * (level - y0) / (y1 - y0));
    }
    return found;
}

std::optional<double> centroid(const Points& points, double base)
{
    double weight = 0;
    double moment = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto [x0, y0] = points[i - 1];
        const auto [x1, y1] = points[i];
        const double width = x1 - x0;
        const double a = y0 - base;
        const double b = y1 - base;
        weight += width * (a + b) / 2;
        // The exact first moment of a linear piece.
        moment += width * (x0 * (2 * a + b) + x1 * (a + 2 * b)) / 6;
    }
    if (!(weight > 0))
        return std::nullopt;
    return moment / weight;
}

} // namespace

std::optional<PeakStats> peakStats(std::span<const double> x, std::span<const double> y)
{
    Points points;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
            points.emplace_back(x[i], y[i]);
    }
    if (points.size() < 2)
        return std::nullopt;
    std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

    const auto byHeight = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto highest = std::max_element(points.cbegin(), points.cend(), byHeight);
    const auto lowest = std::min_element(points.cbegin(), points.cend(), byHeight);
    PeakStats stats;
    std::tie(stats.xMax, stats.yMax) = *highest;
    std::tie(stats.xMin, stats.yMin) = *lowest;
    stats.centreOfMass = centroid(points, stats.yMin);
    if (stats.yMax > stats.yMin) {
        const std::vector<double> at = crossings(points, (stats.yMax + stats.yMin) / 2);
        if (at.size() == 1) {
            stats.centre = at.front();
        } else if (at.size() > 1) {
            stats.centre = (at.front() + at.back()) / 2;
            stats.fwhm = at.back() - at.front();
        }
    }
    return stats;
}

} // namespace models
