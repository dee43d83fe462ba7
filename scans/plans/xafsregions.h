#pragma once

#include "devices/channel/result.h"

#include <QJsonArray>
#include <QString>

#include <vector>

namespace scans {

/// Even steps from one energy to another, seen from the edge.
/// Units:   eV, or Å⁻¹ where inK says so; seconds.
struct XafsRegion
{
    double from = 0; ///< eV, also of steps in k
    double to = 0;
    double step = 0; ///< at most
    bool inK = false;
    double seconds = 0; ///< at its begin
    double lastSeconds = 0; ///< at its end
    double weight = 1; ///< in between time grows with this power of the way
};

/// Regions apart by semicolons, each "from to step [seconds [last [weight]]]" in eV from the edge; with a k behind it a number is in
/// Å⁻¹. A step in k makes even steps in k: "-150 -20 10; -20 30 0.5; 30 12k 0.05k 1 5 2".
/// Errors:  BadValue with the character; regions must ascend and not overlap.
devices::Result<std::vector<XafsRegion>> parseXafsRegions(const QString& text, double seconds);

struct XafsPoint
{
    double energy = 0; ///< eV
    double seconds = 0;
};

/// Strictly ascending; where regions meet there is one point, with the time of the region that begins there.
devices::Result<std::vector<XafsPoint>> xafsPoints(const std::vector<XafsRegion>& regions, double edge);

/// As documents record them.
QJsonArray toJson(const std::vector<XafsRegion>& regions);

/// Photoelectron wavenumber in Å⁻¹ and energy above the edge in eV: E = ħ²k²/2m.
/// Source:  ħ²/2m = 3.80998 eV Å², from CODATA 2018.
double energyOfK(double k);
double kOfEnergy(double energy);

} // namespace scans
