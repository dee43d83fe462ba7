#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"
#include "devices/channel/result.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace devices {

/// The fields of a motor record from which the end of a move is judged. All positions in user units (EGU).
struct MotorState
{
    /// Order of the readings that fromReadings() takes.
    static constexpr const char* Fields[] = {"RBV", "VAL", "DMOV", "MISS", "HLS", "LLS", "LVIO", "SPMG"};
    static constexpr int Go = 3; ///< SPMG: 0 Stop, 1 Pause, 2 Move, 3 Go

    double readback = 0;
    double setpoint = 0;
    bool done = false;
    bool missed = false;
    bool onHighSwitch = false;
    bool onLowSwitch = false;
    bool limitViolation = false;
    int mode = Go;
    Severity severity = Severity::None;
    quint16 status = 0;

    /// Nothing when a reading is missing.
    static std::optional<MotorState> fromReadings(const std::vector<Reading>& readings);
};

/// What a move is after.
struct MotorGoal
{
    QString name; ///< of the device
    QString record; ///< PV without field
    double target = 0;
    double tolerance = 0;
    bool stopAsked = false; ///< by our own stop()
    bool stopSeen = false; ///< STOP was written by anybody
    bool targetSeen = false; ///< VAL was the target
    bool targetLost = false; ///< … and then something else
    std::optional<double> sentTo; ///< where VAL went without the axis being there
    ChannelInfo info; ///< units and precision for texts
    Range limits;

    QString position(double value) const; ///< "0.700 mm"
};

/// What can be said of a move once the server has answered the put.
struct MotorVerdict
{
    enum class Kind : quint8 { Arrived, Moving, Failed };

    Kind kind = Kind::Moving;
    /// Failed: the record itself says why; otherwise it is only not where it should be (monitors may be late).
    bool explained = false;
    Error error;
};

/// Arrived needs DMOV, |RBV − target| within the tolerance (not VAL: a stopped record sets VAL to RBV), no MISS, no LVIO and a valid
/// RBV.
/// Source:  motorRecord R7-2, fields RBV VAL DMOV MISS HLS LLS LVIO SPMG STOP.
MotorVerdict judge(const MotorState& state, const MotorGoal& goal);

/// "Stop", "Pause", "Move", "Go".
QString motorModeName(int mode);

/// Time for a trapezoidal move: from `base` to `speed` within `acceleration` seconds, and back. Nothing if speed ≤ 0.
std::optional<std::chrono::duration<double>> trapezoidTime(
    double distance, double speed, double base, double acceleration);

} // namespace devices
