#pragma once

#include "simulator/motor/motordrive.h"
#include "simulator/motor/motorroutes.h"
#include "simulator/motor/motorstatus.h"

namespace simulator {

/// What a motor does one after the other from a command to DMOV = 1: approach, backlash, settling, retries; jogging and what
/// comes after; homing; stopping.
/// Thread:  its host's.
/// Source:  motorRecord R7, fields DMOV MIP DLY PREM POST, and the order in which it posts them.
class MotorSequence
{
public:
    struct Events
    {
        std::function<void()> posted; ///< a position
        std::function<void(const QString&)> send; ///< a text to the controller
    };

    MotorSequence(const MotorParts& parts, MotorStatus& status, Events events);

    bool done() const { return m_record.flag("DMOV"); }
    bool idle() const { return m_step == &Idle; }
    bool homing() const { return m_step == &Home; }
    /// Is called when all is done, as every command sees to by finish().
    void wait(PutCompletion done) { m_waiting.push_back(std::move(done)); }
    void begin() { m_record.set("DMOV", 0); }
    void finish();

    /// To the target, which is another and within the limits.
    void moveToTarget();
    /// Whether the way there leads past the soft limits.
    bool forbidden(double dial) const { return m_routes.forbidden(dial); }
    // As the buttons JOGF, JOGR, HOMF, HOMR say.
    void jog();
    void changeJogSpeed();
    void releaseJog();
    void home();
    /// Also forgets the target.
    void stop();
    void pause();
    void resume();
    /// The axis has a fault.
    void breakDown();
    /// Reads the axis and posts what it says.
    void update();

private:
    using Action = void (MotorSequence::*)();
    /// What goes on until the axis stands or has settled, and what is done then.
    struct Step
    {
        int mip = 0;
        Action next = nullptr;
    };
    static const Step Idle, Approach, Backlash, Jog, JogStop, JogApproach, JogBacklash, Home, Turn, Stop, Paused,
        Settle;

    void addFields();
    void enter(const Step& step, int more = 0);
    void run(const MotorRoutes::Leg& leg, bool forward);
    void startMove(bool retry);
    void startFreshMove() { startMove(false); }
    void turnTo(Action next, int mip);
    bool turns() const;
    void startHome();
    MotorRoutes::Leg jogLeg() const;
    bool jogs() const { return m_step == &Jog; }

    void stands();
    void approached();
    void arrived();
    void jogStopped();
    void jogApproached();
    void homed();
    void stopped();
    void turned();
    void paused();
    void nothing() { }
    void settle();
    void settled();
    void decide();

    void clearButtons();

    Host& m_host;
    Record& m_record;
    MotorParts m_parts;
    MotorStatus& m_status;
    const Events m_events;
    MotorRoutes m_routes;
    MotorDrive m_drive;

    const Step* m_step = &Idle;
    Action m_afterTurn = nullptr;
    bool m_backlashFollows = false;
    bool m_mayRetry = false;
    bool m_moved = false; // since DMOV = 0
    Handle m_settling;
    std::vector<PutCompletion> m_waiting;
};

} // namespace simulator
