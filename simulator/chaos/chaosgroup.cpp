#include "simulator/chaos/chaosgroup.h"

namespace simulator {

namespace {

const std::array<std::string, 4> Slots{"", "2:", "3:", "4:"};
constexpr double LongestDelay = 600; // s

} // namespace

ChaosGroup::ChaosGroup(Host& host, ChaosHost& chaos, const QString& prefix)
    : m_chaos(chaos)
    , m_records(host, prefix + QStringLiteral("chaos:"))
{
    for (const std::string& slot : Slots)
        m_records.add(rows(slot));
}

std::vector<RecordRow> ChaosGroup::rows(const std::string& slot)
{
    const QStringList actions{QStringLiteral("disconnect"), QStringLiteral("slow"), QStringLiteral("freeze"),
        QStringLiteral("alarm"), QStringLiteral("refuse")};
    const QStringList severities{
        QStringLiteral("NO_ALARM"), QStringLiteral("MINOR"), QStringLiteral("MAJOR"), QStringLiteral("INVALID")};
    const auto put = [this](const std::string& name) { return m_records.store(name, [this] { update(); }); };
    const auto delay = onNumber([this, name = slot + "delay"](double seconds) {
        m_records.setNumber(name, std::clamp(seconds, 0.0, LongestDelay));
        update();
    });
    return {
        {slot + "target", "stringout", QString(), "Device, or prefix that ends with a colon", "", 0, {},
            put(slot + "target"), {}, {}},
        {slot + "action", "mbbo", EnumIndex{0}, "What goes wrong with it", "", 0, actions, put(slot + "action"), {},
            {}},
        {slot + "delay", "ao", 1.0, "By what it is slow", "s", 2, {}, delay, {0, LongestDelay}, {}},
        {slot + "severity", "mbbo", EnumIndex{2}, "Of the alarm that it raises", "", 0, severities,
            put(slot + "severity"), {}, {}},
        {slot + "on", "bo", EnumIndex{0}, "Whether it goes wrong now", "", 0,
            {QStringLiteral("Off"), QStringLiteral("On")}, put(slot + "on"), {}, {}},
        {slot + "count", "longin", qint64(0), "PVs of devices that go wrong", "", 0, {}, {}, {}, {}},
    };
}

void ChaosGroup::update()
{
    std::vector<Disturbance> disturbances;
    for (const std::string& slot : Slots) {
        if (!m_records.flag(slot + "on"))
            continue;
        disturbances.push_back({m_records.at(slot + "target").text("VAL"),
            static_cast<Disturbance::Action>(m_records.integer(slot + "action")), m_records.number(slot + "delay"),
            static_cast<Severity>(m_records.integer(slot + "severity"))});
    }
    m_chaos.disturb(std::move(disturbances));
    for (const std::string& slot : Slots)
        m_records.setNumber(slot + "count", static_cast<double>(m_chaos.disturbed()));
}

} // namespace simulator
