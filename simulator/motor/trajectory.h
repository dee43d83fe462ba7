#pragma once

#include <vector>

namespace simulator {

/// How an axis moves: it starts and ends at `baseSpeed`, travels at `speed`, and takes `accelerationTime` between the two.
/// Units:   EGU/s, EGU/s, s. All magnitudes.
struct MotionProfile
{
    double baseSpeed = 0;
    double speed = 1;
    double accelerationTime = 0;
};

/// One motion of one axis, from start to standstill: pieces of constant acceleration.
/// Units:   EGU and seconds since the start; both before 0 and after the end it stands still.
class Trajectory
{
public:
    /// Stands at `position`.
    explicit Trajectory(double position = 0);
    /// From `from` with `velocity` (signed) to `to`; brakes first when it goes the wrong way or too fast to stop in time.
    static Trajectory move(double from, double velocity, double to, const MotionProfile& profile);
    /// Slows down to standstill.
    static Trajectory brake(double from, double velocity, const MotionProfile& profile);

    double position(double seconds) const;
    double velocity(double seconds) const;
    double duration() const { return m_duration; }
    double end() const { return m_end; }

private:
    struct Piece
    {
        double start = 0;
        double position = 0;
        double velocity = 0;
        double acceleration = 0;
    };

    void append(double velocity, double acceleration, double seconds);
    void appendBrake(double velocity, const MotionProfile& profile);
    void appendRun(double velocity, double to, const MotionProfile& profile);
    const Piece* pieceAt(double seconds) const;

    std::vector<Piece> m_pieces;
    double m_duration = 0;
    double m_begin = 0;
    double m_end = 0;
};

} // namespace simulator
