#pragma once

#include "devices/channel/result.h"

#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace scans {

/// Positions of one motor, one after the other: computed, or listed.
/// Units:   those of the motor.
class Positions
{
public:
    Positions() = default;
    /// Evenly spaced; both ends are exact. One position is the start.
    static Positions even(double start, double stop, int count);
    /// Evenly spaced by their logarithms; both ends are exact and have the same sign.
    static Positions logarithmic(double start, double stop, int count);
    static Positions list(std::vector<double> values);

    int count() const { return m_count; }
    double at(int index) const { return m_at(index) + m_offset; }
    /// The direction, the order and the distances stay.
    Positions shifted(double by) const;
    /// Between neighbours the distance is always the same.
    bool isEven() const { return m_even; }
    /// Lowest and highest.
    std::pair<double, double> range() const;

private:
    std::function<double(int)> m_at;
    double m_offset = 0;
    int m_count = 0;
    bool m_even = false;
};

/// Point `index` of `points` evenly spaced ones; both ends are exact.
double evenly(double start, double stop, int points, int index);

/// "0, 0.5, 1:2:0.1 5": numbers, and ranges from:to:step that include both ends where the step allows it, and run backwards when
/// to is below from. Errors: BadValue with the character, counted from 1.
devices::Result<std::vector<double>> parsePositions(const QString& text);

} // namespace scans
