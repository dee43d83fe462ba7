#pragma once

#include <QString>

#include <utility>

namespace plotting {

/// The piece of time a strip chart shows: following now with a window, or standing still where it was put.
/// Units: seconds since the epoch. Pure; it asks no clock.
class TimeAxis
{
public:
    explicit TimeAxis(double windowSeconds = 300);

    /// The length shown while following.
    void setWindow(double seconds);
    double window() const { return m_window; }
    bool isFollowing() const { return m_following; }

    /// Moves the right end to now, if following.
    void advance(double now);
    void pause() { m_following = false; }
    void resume(double now);
    /// Both pause. factor < 1 shows less time; the instant stays where it is.
    void zoomAt(double time, double factor);
    void pan(double seconds);

    double from() const { return m_to - m_span; }
    double to() const { return m_to; }
    double span() const { return m_span; }

    static constexpr double shortest = 1;
    static constexpr double longest = 7 * 86400;

private:
    double m_window;
    double m_span;
    double m_to = 0;
    bool m_following = true;
};

/// A round number of seconds, minutes, hours or days giving at most maxTicks of them in span.
double timeTickStep(double span, int maxTicks);
/// Local time, as precise as the step needs.
QString timeLabel(double time, double step);
/// "14:42:07.3", with the date if it is not the day of `today`.
QString instantLabel(double time, double today);
/// "30 min", "2 h".
QString durationLabel(double seconds);

} // namespace plotting
