#pragma once

#include <optional>
#include <span>

namespace models {

/// What a curve tells about its peak or edge. x in the motor's units.
///
/// centre and fwhm come from the crossings of half height, y = (max + min) / 2, interpolated linearly; an edge has one
/// crossing and no fwhm. com is the centroid over x of y above its minimum, Σx·y·Δx / Σy·Δx (trapezoids).
/// Points with NaN are left out; x may come in any order.
struct PeakStats
{
    double xMax = 0;
    double yMax = 0;
    double xMin = 0;
    double yMin = 0;
    std::optional<double> centreOfMass;
    std::optional<double> centre;
    std::optional<double> fwhm;
};

/// Nothing for fewer than two usable points.
std::optional<PeakStats> peakStats(std::span<const double> x, std::span<const double> y);

} // namespace models
