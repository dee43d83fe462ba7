#include "simulator/motor/trajectory.h"

#include <algorithm>
#include <cmath>

namespace simulator {

namespace {

/// Zero stands for "at once".
double acceleration(const MotionProfile& profile)
{
    const double gain = profile.speed - profile.baseSpeed;
    return gain > 0 && profile.accelerationTime > 0 ? gain / profile.accelerationTime : 0;
}

double brakingDistance(double speed, const MotionProfile& profile)
{
    const double a = acceleration(profile);
    if (a <= 0 || speed <= profile.baseSpeed)
        return 0;
    return (speed * speed - profile.baseSpeed * profile.baseSpeed) / (2 * a);
}

} // namespace

Trajectory::Trajectory(double position)
    : m_begin(position)
    , m_end(position)
{
}

Trajectory Trajectory::move(double from, double velocity, double to, const MotionProfile& profile)
{
    Trajectory path(from);
    const double speed = std::abs(velocity);
    const bool rightWay = velocity * (to - from) > 0;
    const bool canGoOn = rightWay && speed <= profile.speed && brakingDistance(speed, profile) <= std::abs(to - from);
    if (!canGoOn)
        path.appendBrake(velocity, profile);
    path.appendRun(canGoOn ? velocity : 0, to, profile);
    path.m_end = to;
    return path;
}

Trajectory Trajectory::brake(double from, double velocity, const MotionProfile& profile)
{
    Trajectory path(from);
    path.appendBrake(velocity, profile);
    return path;
}

void Trajectory::append(double velocity, double acceleration, double seconds)
{
    if (!(seconds > 0))
        return;
    m_pieces.push_back({m_duration, m_end, velocity, acceleration});
    m_end += velocity * seconds + acceleration * seconds * seconds / 2;
    m_duration += seconds;
}

void Trajectory::appendBrake(double velocity, const MotionProfile& profile)
{
    const double a = acceleration(profile);
    const double excess = std::abs(velocity) - profile.baseSpeed;
    if (a > 0 && excess > 0)
        append(velocity, std::copysign(a, -velocity), excess / a);
}

void Trajectory::appendRun(double velocity, double to, const MotionProfile& profile)
{
    const double distance = std::abs(to - m_end);
    const double sign = to < m_end ? -1 : 1;
    if (!(distance > 0) || !(profile.speed > 0))
        return;
    const double a = acceleration(profile);
    if (a <= 0) {
        append(sign * profile.speed, 0, distance / profile.speed);
        return;
    }
    const double base = profile.baseSpeed;
    const double first = std::max(std::abs(velocity), base);
    // v² = v0² + 2as on both flanks; the peak is where they meet, unless the speed is reached before.
    const double meeting = std::sqrt((2 * a * distance + first * first + base * base) / 2);
    const double peak = std::min(profile.speed, meeting);
    const double flanks = (2 * peak * peak - first * first - base * base) / (2 * a);
    append(sign * first, sign * a, (peak - first) / a);
    append(sign * peak, 0, (distance - flanks) / peak);
    append(sign * peak, -sign * a, (peak - base) / a);
}

const Trajectory::Piece* Trajectory::pieceAt(double seconds) const
{
    if (seconds < 0 || seconds >= m_duration)
        return nullptr;
    const auto next = std::upper_bound(
        m_pieces.begin(), m_pieces.end(), seconds, [](double t, const Piece& piece) { return t < piece.start; });
    return &*std::prev(next);
}

double Trajectory::position(double seconds) const
{
    const Piece* piece = pieceAt(seconds);
    if (!piece)
        return seconds < 0 ? m_begin : m_end;
    const double t = seconds - piece->start;
    return piece->position + piece->velocity * t + piece->acceleration * t * t / 2;
}

double Trajectory::velocity(double seconds) const
{
    const Piece* piece = pieceAt(seconds);
    return piece ? piece->velocity + piece->acceleration * (seconds - piece->start) : 0;
}

} // namespace simulator
