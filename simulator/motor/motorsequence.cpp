#include "simulator/motor/motorsequence.h"

#include <cmath>

namespace simulator {

namespace {

// Bits of MIP.
enum MotionInProgress {
    JogForwardBit = 0x1,
    JogReverseBit = 0x2,
    JogBacklash1Bit = 0x4,
    HomeForwardBit = 0x8,
    HomeReverseBit = 0x10,
    MoveBit = 0x20,
    RetryBit = 0x40,
    BacklashBit = 0x100,
    StopBit = 0x200,
    DelayBit = 0x400,
    JogStopBit = 0x2000,
    JogBacklash2Bit = 0x4000,
};

enum Mode { StopMode, PauseMode, MoveMode, GoMode };

constexpr int InPosition = 3; // of RMOD
constexpr double ShortestDelay = 0.1; // s

} // namespace

const MotorSequence::Step MotorSequence::Idle{0, &MotorSequence::nothing};
const MotorSequence::Step MotorSequence::Approach{MoveBit, &MotorSequence::approached};
const MotorSequence::Step MotorSequence::Backlash{BacklashBit, &MotorSequence::arrived};
const MotorSequence::Step MotorSequence::Jog{0, &MotorSequence::jogStopped};
const MotorSequence::Step MotorSequence::JogStop{JogStopBit, &MotorSequence::jogStopped};
const MotorSequence::Step MotorSequence::JogApproach{JogBacklash1Bit, &MotorSequence::jogApproached};
const MotorSequence::Step MotorSequence::JogBacklash{JogBacklash2Bit, &MotorSequence::arrived};
const MotorSequence::Step MotorSequence::Home{0, &MotorSequence::homed};
const MotorSequence::Step MotorSequence::Turn{StopBit, &MotorSequence::turned};
const MotorSequence::Step MotorSequence::Stop{StopBit, &MotorSequence::stopped};
const MotorSequence::Step MotorSequence::Paused{StopBit, &MotorSequence::paused};
const MotorSequence::Step MotorSequence::Settle{DelayBit, &MotorSequence::settled};

MotorSequence::MotorSequence(const MotorParts& parts, MotorStatus& status, Events events)
    : m_host(parts.host)
    , m_record(parts.record)
    , m_parts(parts)
    , m_status(status)
    , m_events(std::move(events))
    , m_routes(parts)
    , m_drive(parts.host, parts.axis, {[this] { update(); }, [this] { stands(); }})
{
    addFields();
}

void MotorSequence::addFields()
{
    m_record.add({
        integerField("DMOV", 1, "Done moving"),
        integerField("MIP", 0, "Motion in progress, bits"),
        kept(numberField("DLY", 0, "Settling time", "s", m_record.store("DLY"))),
        kept(textField("PREM", {}, "Sent to the controller before a motion", m_record.store("PREM"))),
        kept(textField("POST", {}, "Sent to the controller after a motion", m_record.store("POST"))),
    });
}

void MotorSequence::enter(const Step& step, int more)
{
    m_step = &step;
    m_record.set("MIP", step.mip | more);
}

void MotorSequence::run(const MotorRoutes::Leg& leg, bool forward)
{
    m_moved = true;
    m_status.setDirection(forward);
    m_events.send(m_record.text("PREM"));
    m_drive.run(leg.reading, leg.profile);
}

void MotorSequence::moveToTarget()
{
    if (!m_drive.running() && !m_settling)
        startMove(false);
    else if (m_drive.running() && (jogs() || turns()))
        turnTo(&MotorSequence::startFreshMove, MoveBit);
    else if (m_drive.running() && m_step == &Approach && m_routes.turnsBack(m_status.forward()))
        turnTo(&MotorSequence::startFreshMove, MoveBit);
    // Otherwise it follows when the axis stands.
}

bool MotorSequence::turns() const
{
    return m_step == &Turn || m_step == &Stop || m_step == &Paused;
}

void MotorSequence::turnTo(Action next, int mip)
{
    if (jogs())
        clearButtons();
    m_afterTurn = next;
    enter(Turn, mip);
    m_drive.brake(m_parts.speeds.slew());
}

void MotorSequence::startMove(bool retry)
{
    m_settling.reset();
    if (!retry)
        m_record.set("RCNT", 0);
    const MotorRoutes::Route route = m_routes.toTarget(retry);
    m_parts.positions.accept();
    m_backlashFollows = route.backlashFollows;
    m_mayRetry = true;
    enter(Approach, retry ? RetryBit : 0);
    run(route.first, m_parts.positions.difference() >= 0);
}

MotorRoutes::Leg MotorSequence::jogLeg() const
{
    const bool forward = m_record.flag("JOGF") == (m_parts.calibration.direction() > 0);
    const Range travel = m_parts.axis.travelReadings();
    return {forward ? travel.high : travel.low, m_parts.speeds.jog()};
}

void MotorSequence::jog()
{
    begin();
    m_mayRetry = false;
    const bool forward = m_record.flag("JOGF");
    enter(Jog, forward ? JogForwardBit : JogReverseBit);
    run(jogLeg(), forward == (m_parts.calibration.direction() > 0));
}

void MotorSequence::changeJogSpeed()
{
    if (jogs() && m_drive.running())
        m_drive.run(jogLeg().reading, jogLeg().profile);
}

void MotorSequence::releaseJog()
{
    if (!jogs())
        return;
    enter(JogStop);
    m_drive.brake(m_parts.speeds.jog());
}

void MotorSequence::home()
{
    begin();
    if (m_drive.running())
        turnTo(&MotorSequence::startHome, m_record.flag("HOMF") ? HomeForwardBit : HomeReverseBit);
    else
        startHome();
}

void MotorSequence::startHome()
{
    m_settling.reset();
    m_mayRetry = false;
    m_record.set("RCNT", 0);
    const bool forward = m_record.flag("HOMF") == (m_parts.calibration.step() > 0);
    enter(Home, m_record.flag("HOMF") ? HomeForwardBit : HomeReverseBit);
    const double home = m_parts.axis.homeReading();
    const bool ahead = (home >= m_parts.axis.counted(m_host.now())) == forward;
    const Range travel = m_parts.axis.travelReadings();
    const double end = forward ? travel.high : travel.low;
    run({ahead ? home : end, m_parts.speeds.home()}, forward);
}

void MotorSequence::stop()
{
    clearButtons();
    if (m_drive.running()) {
        m_mayRetry = false;
        enter(Stop);
        m_drive.brake(m_parts.speeds.slew());
    } else if (!done()) {
        m_mayRetry = false;
        m_parts.positions.targetReadback();
        if (!m_settling)
            finish();
    }
}

void MotorSequence::pause()
{
    if (homing()) {
        stop();
    } else if (m_drive.running()) {
        enter(Paused);
        m_drive.brake(m_parts.speeds.slew());
    } else if (m_settling) {
        m_settling.reset();
        enter(Paused);
        paused();
    }
}

void MotorSequence::resume()
{
    if (done() || m_settling)
        return;
    const bool jogging = m_record.flag("JOGF") || m_record.flag("JOGR");
    if (m_drive.running()) {
        if (m_step == &Paused)
            turnTo(jogging ? &MotorSequence::jog : &MotorSequence::startFreshMove, MoveBit);
    } else if (jogging) {
        jog();
    } else if (m_parts.positions.isHere(m_parts.positions.target())) {
        m_parts.positions.accept();
        finish();
    } else {
        startMove(false);
    }
}

void MotorSequence::breakDown()
{
    if (m_drive.running())
        m_drive.halt();
    update();
}

void MotorSequence::stands()
{
    const bool searching = homing() || turns();
    if (m_status.atSwitchAhead(m_host.now()) && !searching && !m_parts.positions.hasNewTarget()) {
        clearButtons();
        m_parts.positions.targetReadback();
        m_mayRetry = false;
        settle();
        return;
    }
    (this->*m_step->next)();
}

void MotorSequence::approached()
{
    if (!m_backlashFollows || m_parts.positions.hasNewTarget()) {
        arrived();
        return;
    }
    m_backlashFollows = false;
    enter(Backlash);
    run(m_routes.throughBacklash(), m_parts.positions.difference() >= 0);
}

void MotorSequence::arrived()
{
    if (m_parts.positions.hasNewTarget())
        startMove(false);
    else
        settle();
}

void MotorSequence::jogStopped()
{
    clearButtons();
    m_parts.positions.targetReadback();
    if (!m_routes.takesBacklash()) {
        settle();
        return;
    }
    enter(JogApproach);
    run(m_routes.beforeBacklash(), m_record.number("BDST") < 0);
}

void MotorSequence::jogApproached()
{
    if (m_parts.positions.hasNewTarget()) {
        startMove(false);
        return;
    }
    m_mayRetry = true;
    enter(JogBacklash);
    run(m_routes.throughBacklash(), m_record.number("BDST") > 0);
}

void MotorSequence::homed()
{
    const double home = m_parts.axis.homeReading();
    const bool there = m_parts.axis.atHome(m_host.now(), m_parts.calibration.stepSize() / 2);
    if (!there && m_parts.axis.fault() == AxisFault::None) { // from the end of the travel back
        run({home, m_parts.speeds.home()}, home > m_parts.axis.counted(m_host.now()));
        return;
    }
    m_status.setHomed(there);
    update();
    clearButtons();
    if (m_parts.positions.hasNewTarget()) {
        startMove(false);
        return;
    }
    m_parts.positions.targetReadback();
    settle();
}

void MotorSequence::stopped()
{
    m_parts.positions.targetReadback();
    settle();
}

void MotorSequence::paused()
{
    if (m_record.flag("JOGF") || m_record.flag("JOGR"))
        m_parts.positions.targetReadback();
    m_record.set("MIP", int(RetryBit));
}

void MotorSequence::turned()
{
    (this->*m_afterTurn)();
}

void MotorSequence::settle()
{
    const double delay = m_record.number("DLY");
    if (!(delay > 0)) {
        decide();
        return;
    }
    enter(Settle, static_cast<int>(m_record.integer("MIP")));
    m_settling = m_host.after(inSeconds(delay), [this] { settled(); });
}

void MotorSequence::settled()
{
    m_settling.reset();
    update();
    decide();
}

void MotorSequence::decide()
{
    if (m_parts.positions.hasNewTarget()) {
        startMove(false);
    } else if (!m_routes.countRetry(m_mayRetry && !m_status.atSwitchAhead(m_host.now()))) {
        finish();
    } else if (m_record.integer("RMOD") == InPosition) {
        enter(Settle, RetryBit);
        const double delay = std::max(ShortestDelay, m_record.number("DLY"));
        m_settling = m_host.after(inSeconds(delay), [this] { settled(); });
    } else {
        startMove(true);
    }
}

void MotorSequence::finish()
{
    m_settling.reset();
    const bool jogWaits = m_record.flag("JOGF") || m_record.flag("JOGR");
    if (jogWaits && m_record.integer("SPMG") >= MoveMode && !m_status.atSwitchAhead(m_host.now())) {
        jog();
        return;
    }
    if (std::exchange(m_moved, false))
        m_events.send(m_record.text("POST"));
    enter(Idle);
    if (m_record.integer("SPMG") == MoveMode)
        m_record.set("SPMG", int(PauseMode));
    m_record.set("MOVN", 0);
    m_record.set("DMOV", 1);
    clearButtons();
    m_events.posted();
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    for (const PutCompletion& done : waiting)
        done({});
}

void MotorSequence::update()
{
    const double now = m_host.now();
    const bool heard = m_parts.axis.fault() != AxisFault::Communication;
    if (heard)
        m_parts.positions.post(m_parts.axis.counted(now), m_parts.axis.hasEncoder() ? m_parts.axis.encoded(now) : 0);
    m_status.post(now);
    m_record.set("MOVN", m_drive.running() && m_parts.axis.fault() == AxisFault::None);
    m_events.posted();
    if (jogs() && m_drive.running() && m_parts.limits.forbidJog(m_record.number("RBV"), m_record.flag("JOGF"))) {
        m_parts.limits.setViolated(true);
        stop();
    }
}

void MotorSequence::clearButtons()
{
    for (const char* field : {"JOGF", "JOGR", "HOMF", "HOMR"})
        m_record.set(field, 0);
}

} // namespace simulator
