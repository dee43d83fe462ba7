#pragma once

#include "devices/kinds/devicespec.h"
#include "devices/kinds/motorstate.h"
#include "devices/kinds/signaldevice.h"

namespace devices {

/// Moves one EPICS motor record and reports when it is there.
///
/// Columns: <name> (RBV, hinted) and <name>_setpoint (VAL).
/// Units:   EGU of the record; time in seconds.
/// Owns:    its channels. Destruction drops a pending move (it does not stop the axis).
/// Errors:  LimitViolation, Refused (SPMG, SET), Stopped, Disconnected, Timeout, Io (MISS, not in place); never throws.
/// Source:  motorRecord R7-2.
class Motor : public SignalDevice
{
public:
    struct Tuning
    {
        std::optional<double> tolerance; ///< EGU; default max(RDBD, MRES)
        std::chrono::milliseconds settle{2000}; ///< how long the readback may lag behind the answer to the put
        std::optional<std::chrono::milliseconds> timeout; ///< default twice the expected time and 10 s
    };

    Motor(QString name, const QString& record, const QString& label, DeviceContext context, Tuning tuning);

    Result<void> check(double target) const override;
    /// A move under way is given up (Cancelled) and stopped. The new target is sent once the record has answered for the old one: servers
    /// queue a second put behind the first, and what else goes to them behind that, a STOP too.
    StatusPtr set(double target) override;
    void stop() override;
    std::optional<std::chrono::duration<double>> moveTime(double from, double to) const override;
    std::optional<double> position() const override;
    std::optional<double> setpoint() const override;
    bool movable() const override { return true; }
    Handle locate(LocateDone done) override;

protected:
    void signalChanged(Index index) override;
    void signalLost(Index index) override;

private:
    // The first eight stand in the order of MotorState::Fields.
    enum Field : Index {
        Rbv,
        Val,
        Dmov,
        Miss,
        Hls,
        Lls,
        Lvio,
        Spmg,
        Stop,
        Hlm,
        Llm,
        Mres,
        Rdbd,
        Velo,
        Accl,
        Vbas,
        Set
    };

    struct Move
    {
        MotorGoal goal;
        double from = 0;
        bool foreign = false; ///< VAL is not ours since the last RBV
        StatusPtr status;
        bool sent = false; ///< not while an earlier target is unanswered
        bool answered = false; ///< the put-callback has come
        bool settled = false; ///< … and the readback had its time
        bool asking = false; ///< a fresh round of gets is under way
        Handle round;
    };

    Result<void> checkMode() const;
    static std::vector<SignalSpec> table(const QString& record, const QString& label);
    double tolerance() const;
    Range softLimits() const;
    std::chrono::milliseconds timeLimit(double from, double to) const;
    MotorGoal goalFor(double target) const;
    void start();
    void sendTarget();
    void answered(const Result<void>& result);
    void watchTarget(Index changed);
    void armSettle();
    void weigh();
    void askAgain();
    void decide(const std::vector<Reading>& fresh);
    Error stoppedBeforeSent() const;
    void expire(std::chrono::milliseconds limit);
    void finish(const Result<void>& result);

    const QString m_record;
    const Tuning m_tuning;
    std::shared_ptr<Move> m_move;
    Handle m_put;
    bool m_unanswered = false; ///< m_put has not been answered, perhaps that of a move given up
    Handle m_stopPut;
};

} // namespace devices
