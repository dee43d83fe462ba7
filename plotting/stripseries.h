#pragma once

#include "plotting/autorange.h"
#include "plotting/stripdata.h"

#include <QString>

#include <optional>

namespace plotting {

/// One series of a StripChart.
struct StripSeries
{
    QString id;
    QString label;
    QString unit;
    int decimals = -1;
    int color = 0;
    bool visible = true;
    StripData data;
    AutoRange scale;
    std::optional<std::pair<double, double>> zoomed; ///< scale chosen with Ctrl + wheel

    std::pair<double, double> range() const { return zoomed ? *zoomed : scale.range(); }
    QString valueText(double value) const;
};

} // namespace plotting
