#include "simulator/motor/motorstatus.h"

#include <cmath>

namespace simulator {

namespace {

enum StatusBit {
    DirectionPositive = 1 << 0,
    Done = 1 << 1,
    PlusSwitch = 1 << 2,
    HomeSwitch = 1 << 3,
    HoldsPosition = 1 << 5,
    SlipOrStall = 1 << 6,
    EncoderAtHome = 1 << 7,
    EncoderPresent = 1 << 8,
    Problem = 1 << 9,
    InMotion = 1 << 10,
    GainSupport = 1 << 11,
    CommunicationError = 1 << 12,
    MinusSwitch = 1 << 13,
    Homed = 1 << 14,
};

// Of EPICS.
constexpr quint16 HihiStatus = 3;
constexpr quint16 HighStatus = 4;
constexpr quint16 LoloStatus = 5;
constexpr quint16 LowStatus = 6;
constexpr quint16 StateStatus = 7;
constexpr quint16 CommunicationStatus = 9;

const QStringList Severities{
    QStringLiteral("NO_ALARM"), QStringLiteral("MINOR"), QStringLiteral("MAJOR"), QStringLiteral("INVALID")};

/// A severity of a record's field; none where it is not set.
Severity severity(const Record& record, const char* field)
{
    return static_cast<Severity>(record.integer(field));
}

} // namespace

MotorStatus::MotorStatus(Record& record, const MotorCalibration& calibration, MotorAxis& axis)
    : m_record(record)
    , m_calibration(calibration)
    , m_axis(axis)
{
    m_record.add(switchFields());
    m_record.add(alarmFields());
}

std::vector<Field> MotorStatus::switchFields()
{
    return {
        numberField("MSTA", 0, "Motor status, bits"),
        integerField("MOVN", 0, "Moving"),
        integerField("TDIR", 1, "Direction of travel"),
        integerField("CDIR", 1, "Direction of travel, raw"),
        integerField("HLS", 0, "At the high limit switch, user"),
        integerField("LLS", 0, "At the low limit switch, user"),
        integerField("RHLS", 0, "At the high limit switch, raw"),
        integerField("RLLS", 0, "At the low limit switch, raw"),
        integerField("ATHM", 0, "At the home switch"),
        longField("RVEL", 0, "Raw velocity"),
    };
}

std::vector<Field> MotorStatus::alarmFields()
{
    const auto changed = [this] {
        showAlarmLimits();
        m_record.setAlarm(alarm());
    };
    std::vector<Field> fields{
        kept(menuField("HLSV", 2, Severities, "Severity at a limit", m_record.store("HLSV", changed)))};
    for (const char* field : {"HIHI", "HIGH", "LOW", "LOLO"})
        fields.push_back(
            kept(numberField(field, 0, "Alarm limit of the readback", "@", m_record.store(field, changed))));
    for (const char* field : {"HHSV", "HSV", "LSV", "LLSV"})
        fields.push_back(
            kept(menuField(field, 0, Severities, "Severity at the alarm limit", m_record.store(field, changed))));
    return fields;
}

void MotorStatus::showAlarmLimits()
{
    const auto number = [this](const char* field) { return m_record.number(field); };
    const AlarmLimits limits{{number("LOLO"), number("HIHI")}, {number("LOW"), number("HIGH")}};
    for (const char* field : {"VAL", "RBV"})
        m_record.setAlarmLimits(field, limits);
}

void MotorStatus::setDirection(bool forward)
{
    m_forward = forward;
    const bool rawForward = forward == (m_calibration.step() > 0);
    m_record.set("CDIR", rawForward);
}

bool MotorStatus::atSwitchAhead(double now) const
{
    return m_forward ? m_axis.atHighSwitch(now) : m_axis.atLowSwitch(now);
}

int MotorStatus::bits(double now) const
{
    const bool home = m_axis.atHome(now, m_calibration.stepSize() / 2);
    const AxisFault fault = m_axis.fault();
    const std::pair<bool, int> states[] = {
        {m_record.flag("CDIR"), DirectionPositive},
        {!m_axis.moving(now), Done},
        {m_record.flag("RHLS"), PlusSwitch},
        {m_record.flag("RLLS"), MinusSwitch},
        {home, HomeSwitch},
        {m_record.flag("CNEN"), HoldsPosition},
        {fault == AxisFault::Stall, SlipOrStall},
        {home && m_axis.hasEncoder(), EncoderAtHome},
        {m_axis.hasEncoder(), EncoderPresent},
        {fault == AxisFault::Problem, Problem},
        {m_axis.moving(now), InMotion},
        {true, GainSupport},
        {fault == AxisFault::Communication, CommunicationError},
        {m_homed, Homed},
    };
    int status = 0;
    for (const auto& [set, bit] : states)
        status |= set ? bit : 0;
    return status;
}

void MotorStatus::post(double now)
{
    const bool high = m_axis.atHighSwitch(now);
    const bool low = m_axis.atLowSwitch(now);
    const bool userReversed = m_calibration.direction() < 0;
    const bool rawReversed = m_calibration.step() < 0;
    m_record.set("RHLS", rawReversed ? low : high);
    m_record.set("RLLS", rawReversed ? high : low);
    m_record.set("MSTA", bits(now));
    m_record.set("TDIR", m_record.integer("CDIR"));
    m_record.set("RVEL", std::round(m_axis.velocity(now) / m_calibration.step()));
    m_record.set("HLS", userReversed ? low : high);
    m_record.set("LLS", userReversed ? high : low);
    m_record.set("ATHM", m_axis.atHome(now, m_calibration.stepSize() / 2));
    m_record.setAlarm(alarm());
}

Alarm MotorStatus::alarm() const
{
    const Severity atLimit = severity(m_record, "HLSV");
    const double high = m_record.number("DHLM");
    const double low = m_record.number("DLLM");
    const double target = m_record.number("DVAL");
    const bool limited = low != 0 || high != 0;
    if (atLimit != Severity::None && (m_record.flag("HLS") || (limited && target > high)))
        return {atLimit, HighStatus};
    if (atLimit != Severity::None && (m_record.flag("LLS") || (limited && target < low)))
        return {atLimit, LowStatus};
    if (m_axis.fault() == AxisFault::Communication)
        return {Severity::Invalid, CommunicationStatus};
    if (m_axis.fault() != AxisFault::None)
        return {Severity::Major, StateStatus};
    return positionAlarm();
}

Alarm MotorStatus::positionAlarm() const
{
    const double position = m_record.number("RBV");
    const Alarm alarms[] = {
        {position >= m_record.number("HIHI") ? severity(m_record, "HHSV") : Severity::None, HihiStatus},
        {position <= m_record.number("LOLO") ? severity(m_record, "LLSV") : Severity::None, LoloStatus},
        {position >= m_record.number("HIGH") ? severity(m_record, "HSV") : Severity::None, HighStatus},
        {position <= m_record.number("LOW") ? severity(m_record, "LSV") : Severity::None, LowStatus},
    };
    for (const Alarm& alarm : alarms) {
        if (alarm.severity != Severity::None)
            return alarm;
    }
    return {};
}

} // namespace simulator
