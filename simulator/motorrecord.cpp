#include "simulator/motorrecord.h"

#include <QCoreApplication>

#include <cmath>

namespace simulator {

namespace {

constexpr double UpdatePeriod = 0.05; // s
constexpr double SwitchMargin = 0.5; // of the soft range's tenth: how far the limit switches lie outside it

// Bits of MIP.
enum MotionInProgress {
    JogForward = 0x1,
    JogReverse = 0x2,
    HomeForward = 0x8,
    HomeReverse = 0x10,
    Moving = 0x20,
    BacklashMove = 0x100,
    Stopping = 0x200,
    SettleDelay = 0x800,
};

// Bits of MSTA.
enum MotorStatus {
    DirectionPositive = 1 << 0,
    Done = 1 << 1,
    PlusSwitch = 1 << 2,
    HomeSwitch = 1 << 3,
    AtHome = 1 << 7,
    EncoderPresent = 1 << 8,
    InMotion = 1 << 10,
    MinusSwitch = 1 << 13,
    Homed = 1 << 14,
};

enum StopPauseGo { Stop, Pause, Move, Go };

constexpr quint16 HighStatus = 4;
constexpr quint16 LowStatus = 6;

Range switches(const MotorSetup& setup)
{
    const double margin = SwitchMargin * (setup.softLimits.high - setup.softLimits.low) / 10;
    return {setup.softLimits.low - margin, setup.softLimits.high + margin};
}

} // namespace

MotorRecord::MotorRecord(Host& host, const MotorSetup& setup)
    : m_host(host)
    , m_record(host, {setup.name, QStringLiteral("motor"), setup.description, setup.units, setup.precision})
    , m_axis(setup.position, switches(setup))
    , m_home(setup.home)
{
    m_record.add(driveFields());
    m_record.add(readbackFields());
    m_record.add(calibrationFields(setup));
    m_record.add(speedFields(setup));
    m_record.add(limitFields(setup));
    m_record.add(switchFields());
    setTarget(setup.position);
    publishUserLimits();
    publishSpeeds();
    postPosition();
}

void MotorRecord::putUser(double value, PutCompletion done)
{
    if (m_record.flag("SET")) {
        redefineUser(value);
        done({});
        return;
    }
    drive(toDial(value), std::move(done));
}

void MotorRecord::putDial(double value, PutCompletion done)
{
    if (m_record.flag("SET")) {
        redefineDial(value);
        done({});
        return;
    }
    drive(value, std::move(done));
}

void MotorRecord::putRaw(double value, PutCompletion done)
{
    putDial(value * m_record.number("MRES"), std::move(done));
}

void MotorRecord::putRelative(double value, PutCompletion done)
{
    putUser(m_record.number("VAL") + value, std::move(done));
}

void MotorRecord::tweakForward(double value, PutCompletion done)
{
    putRelative(value != 0 ? m_record.number("TWV") : 0, std::move(done));
}

void MotorRecord::tweakReverse(double value, PutCompletion done)
{
    putRelative(value != 0 ? -m_record.number("TWV") : 0, std::move(done));
}

void MotorRecord::redefineUser(double value)
{
    if (m_record.flag("FOFF")) {
        redefineDial(toDial(value));
        return;
    }
    m_record.set("VAL", value);
    m_record.set("OFF", value - direction() * m_record.number("DVAL"));
    publishUserLimits();
    postPosition();
}

void MotorRecord::redefineDial(double dial)
{
    m_dialZero = position() - dial;
    m_record.set("DVAL", dial);
    m_record.set("RVAL", std::round(dial / m_record.number("MRES")));
    if (m_record.flag("FOFF"))
        m_record.set("VAL", toUser(dial));
    else
        m_record.set("OFF", m_record.number("VAL") - direction() * dial);
    publishUserLimits();
    postPosition();
}

Result<void> MotorRecord::mayMove() const
{
    if (!m_enabled)
        return refusal(m_record.name(), ErrorCode::Refused,
            QCoreApplication::translate("simulator", "the motor is disabled (%1_able)").arg(m_record.name()));
    if (!m_record.flag("CNEN"))
        return refusal(m_record.name(), ErrorCode::Refused,
            QCoreApplication::translate("simulator", "the motor's torque is off (CNEN = 0)"));
    return {};
}

bool MotorRecord::beyondLimits(double dial) const
{
    const Range limits{m_record.number("DLLM"), m_record.number("DHLM")};
    const double rounding = std::abs(m_record.number("MRES")) * 1e-6;
    return limits.valid() && (dial < limits.low - rounding || dial > limits.high + rounding);
}

double MotorRecord::toStep(double dial) const
{
    const double step = m_record.number("MRES");
    return std::round(dial / step) * step;
}

MotionProfile MotorRecord::profile(const char* speedField) const
{
    return {m_record.number("VBAS"), m_record.number(speedField), m_record.number("ACCL")};
}

void MotorRecord::drive(double dial, PutCompletion done)
{
    if (const Result<void> able = mayMove(); !able) {
        done(able);
        return;
    }
    const std::vector<Leg> legs = legsTo(dial);
    bool violation = beyondLimits(dial);
    for (const Leg& leg : legs)
        violation = violation || beyondLimits(leg.dial);
    m_record.set("LVIO", violation);
    if (violation) {
        done({});
        return;
    }
    setTarget(dial);
    const qint64 mode = m_record.integer("SPMG");
    if (mode == Stop || mode == Pause) { // taken note of; Go starts it
        done({});
        return;
    }
    m_waiting.push_back(std::move(done));
    begin(legs);
}

std::vector<MotorRecord::Leg> MotorRecord::legsTo(double dial) const
{
    const double target = toStep(dial);
    const double distance = target - dialPosition();
    if (!m_axis.moving(m_host.now()) && std::abs(distance) < std::abs(m_record.number("MRES")) / 2)
        return {};
    const double backlash = direction() * m_record.number("BDST");
    if (std::abs(backlash) < std::abs(m_record.number("MRES")) || distance * backlash > 0)
        return {{target, profile("VELO"), Moving}};
    MotionProfile slowly = profile("BVEL");
    slowly.accelerationTime = m_record.number("BACC");
    return {{target, slowly, BacklashMove}, {toStep(target - backlash), profile("VELO"), Moving}};
}

void MotorRecord::begin(std::vector<Leg> legs)
{
    m_carried = false;
    m_atStandstill = AtStandstill::Complete;
    m_legs = std::move(legs);
    m_record.set("DMOV", 0);
    if (m_legs.empty()) { // too small a step still pulses DMOV
        m_ending.reset();
        complete();
        return;
    }
    m_record.set("MOVN", 1);
    m_ticking = m_host.every(inSeconds(UpdatePeriod), [this] { postPosition(); });
    startLeg();
}

void MotorRecord::startLeg()
{
    const Leg leg = m_legs.back();
    m_legs.pop_back();
    const double now = m_host.now();
    m_forward = leg.dial + m_dialZero >= m_axis.position(now);
    m_axis.moveTo(leg.dial + m_dialZero, leg.profile, now);
    m_record.set("MIP", leg.mip);
    m_record.set("TDIR", m_forward);
    m_record.set("CDIR", m_forward == (m_record.number("MRES") > 0));
    postStatus();
    m_ending = m_host.after(inSeconds(std::max(0.0, m_axis.endTime() - now)), [this] { legEnded(); });
}

void MotorRecord::legEnded()
{
    // A timer may fire a little early.
    const double left = m_axis.endTime() - m_host.now();
    if (left > 0) {
        m_ending = m_host.after(inSeconds(left) + std::chrono::microseconds(1), [this] { legEnded(); });
        return;
    }
    postPosition();
    if (m_legs.empty())
        standstill();
    else
        startLeg();
}

void MotorRecord::halt(AtStandstill then)
{
    m_atStandstill = then;
    m_legs.clear();
    const double now = m_host.now();
    if (!m_axis.moving(now)) {
        m_ending.reset();
        standstill();
        return;
    }
    m_record.set("MIP", Stopping);
    m_axis.brake(profile("VELO"), now);
    m_ending = m_host.after(inSeconds(std::max(0.0, m_axis.endTime() - now)), [this] { legEnded(); });
}

void MotorRecord::standstill()
{
    m_ticking.reset();
    m_record.set("MOVN", 0);
    if (m_atStandstill == AtStandstill::WaitPaused) {
        m_record.set("MIP", 0);
        postStatus();
        return;
    }
    const double settle = m_record.number("DLY");
    if (settle > 0 && busy()) {
        m_record.set("MIP", SettleDelay);
        m_ending = m_host.after(inSeconds(settle), [this] { complete(); });
        return;
    }
    complete();
}

void MotorRecord::complete()
{
    m_ticking.reset();
    if (m_atStandstill == AtStandstill::SyncTarget)
        setTarget(toStep(dialPosition()));
    for (const char* field : {"JOGF", "JOGR", "HOMF", "HOMR"})
        m_record.set(field, 0);
    m_record.set("MIP", 0);
    m_record.set("MOVN", 0);
    if (m_record.integer("SPMG") == Move)
        m_record.set("SPMG", int(Pause));
    postPosition();
    m_record.set("DMOV", 1);
    postStatus();
    if (m_observer)
        m_observer();
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    for (const PutCompletion& done : waiting)
        done({});
}

void MotorRecord::putStop(double value, PutCompletion done)
{
    if (value != 0)
        halt(AtStandstill::SyncTarget);
    done({});
}

void MotorRecord::putStopPauseGo(double value, PutCompletion done)
{
    const auto mode = static_cast<int>(value);
    m_record.set("SPMG", mode);
    if (mode == Stop)
        halt(AtStandstill::SyncTarget);
    else if (mode == Pause && busy())
        halt(AtStandstill::WaitPaused);
    else if (mode >= Move && !m_axis.moving(m_host.now())) {
        const std::vector<Leg> legs = legsTo(m_record.number("DVAL"));
        if (mayMove() && (busy() || !legs.empty()))
            begin(legs);
    }
    done({});
}

void MotorRecord::jog(const char* field, int direction, double value, PutCompletion done)
{
    if (value == 0) {
        if (m_record.flag(field))
            halt(AtStandstill::SyncTarget);
        done({});
        return;
    }
    if (const Result<void> able = mayMove(); !able) {
        done(able);
        return;
    }
    const int sign = direction * static_cast<int>(this->direction());
    const Range limits{m_record.number("DLLM"), m_record.number("DHLM")};
    const double edge = limits.valid() ? (sign > 0 ? limits.high : limits.low)
                                       : (sign > 0 ? m_axis.travel().high : m_axis.travel().low) - m_dialZero;
    const bool atEdge = (edge - dialPosition()) * sign < std::abs(m_record.number("MRES"));
    m_record.set("LVIO", atEdge && limits.valid());
    if (atEdge || m_record.integer("SPMG") < Move) {
        done({});
        return;
    }
    MotionProfile jogging = profile("JVEL");
    jogging.accelerationTime = std::max(0.0, jogging.speed - jogging.baseSpeed) / m_record.number("JAR");
    m_waiting.push_back(std::move(done));
    m_record.set(field, 1);
    begin({{edge, jogging, direction > 0 ? JogForward : JogReverse}});
    m_atStandstill = AtStandstill::SyncTarget;
}

void MotorRecord::home(const char* field, int direction, double value, PutCompletion done)
{
    const Result<void> able = mayMove();
    if (value == 0 || !able || m_record.integer("SPMG") < Move) {
        done(able);
        return;
    }
    m_waiting.push_back(std::move(done));
    m_record.set(field, 1);
    m_homed = true;
    begin({{m_home - m_dialZero, profile("HVEL"), direction > 0 ? HomeForward : HomeReverse}});
    m_atStandstill = AtStandstill::SyncTarget;
}

void MotorRecord::putSync(double value, PutCompletion done)
{
    if (value != 0 && !busy())
        setTarget(toStep(dialPosition()));
    done({});
}

void MotorRecord::putStatusUpdate(double value, PutCompletion done)
{
    if (value != 0)
        postPosition();
    done({});
}

void MotorRecord::carry(double distance, bool moving)
{
    if (busy() && !m_carried)
        return;
    m_carried = moving;
    m_axis.place(position() + distance);
    m_record.set("DMOV", !moving);
    m_record.set("MOVN", moving);
    setTarget(dialPosition());
    postPosition();
}

void MotorRecord::setTarget(double dial)
{
    m_record.set("VAL", toUser(dial));
    m_record.set("DVAL", dial);
    m_record.set("RVAL", std::round(dial / m_record.number("MRES")));
    m_record.set("RLV", 0);
}

void MotorRecord::postPosition()
{
    const double dial = dialPosition();
    const bool encoder = m_record.flag("UEIP");
    const double resolution = m_record.number(encoder ? "ERES" : "MRES");
    const double steps = std::round(dial / m_record.number("MRES"));
    const double counts = std::round(dial / m_record.number("ERES"));
    const double raw = encoder ? counts : steps;
    m_record.set("RMP", steps);
    m_record.set("REP", counts);
    m_record.set("RRBV", raw);
    m_record.set("DRBV", raw * resolution);
    m_record.set("RBV", toUser(raw * resolution));
    m_record.set("DIFF", m_record.number("DVAL") - raw * resolution);
    m_record.set("RDIF", m_record.number("RVAL") - steps);
    postStatus();
    if (m_observer)
        m_observer();
}

void MotorRecord::postStatus()
{
    const double now = m_host.now();
    const bool high = m_axis.atHighSwitch(now);
    const bool low = m_axis.atLowSwitch(now);
    const bool atHome = std::abs(m_axis.position(now) - m_home) < std::abs(m_record.number("MRES")) / 2;
    const bool reversed = direction() < 0;
    m_record.set("RHLS", high);
    m_record.set("RLLS", low);
    m_record.set("HLS", reversed ? low : high);
    m_record.set("LLS", reversed ? high : low);
    m_record.set("ATHM", atHome);
    int status = (m_forward ? DirectionPositive : 0) | (high ? PlusSwitch : 0) | (low ? MinusSwitch : 0)
        | (atHome ? HomeSwitch | AtHome : 0) | (m_homed ? Homed : 0) | EncoderPresent;
    status |= m_axis.moving(now) ? InMotion : Done;
    m_record.set("MSTA", status);

    const auto severity = static_cast<Severity>(m_record.integer("HLSV"));
    const Range limits{m_record.number("LLM"), m_record.number("HLM")};
    const double target = m_record.number("VAL");
    if (severity != Severity::None && (m_record.flag("HLS") || (limits.valid() && target > limits.high)))
        m_record.setAlarm({severity, HighStatus});
    else if (severity != Severity::None && (m_record.flag("LLS") || (limits.valid() && target < limits.low)))
        m_record.setAlarm({severity, LowStatus});
    else
        m_record.setAlarm({});
}

} // namespace simulator
