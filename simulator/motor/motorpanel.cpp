#include "simulator/motor/motorpanel.h"

namespace simulator {

MotorPanel::MotorPanel(Host& host, const MotorSetup& setup, MotorAxis& axis, Events events)
    : m_host(host)
    , m_axis(axis)
    , m_events(std::move(events))
    , m_records(host, setup.name + QLatin1Char('_'))
{
    const QByteArray units = setup.units.toUtf8();
    m_records.add(axisRows(units.constData(), setup.precision));
    m_records.add(flawRows(setup.flaws, units.constData(), setup.precision));
}

std::vector<RecordRow> MotorPanel::axisRows(const char* units, int precision)
{
    const QStringList offOn{QStringLiteral("Off"), QStringLiteral("On")};
    const QStringList enableDisable{QStringLiteral("Enable"), QStringLiteral("Disable")};
    const auto place = onNumber([this](double position) {
        m_axis.place(position);
        m_events.placed();
    });
    return {
        {"able", "bo", EnumIndex{0}, "Lets the motor move", "", 0, enableDisable,
            m_records.store("able", [this] { m_events.enabled(!m_records.flag("able")); }), {}, {}},
        kept({"axis:position", "ai", m_axis.position(m_host.now()), "True position of the mechanics", units,
                 precision + 2, {}, {}, {}, {}},
            place),
        kept({"axis:encoder", "bo", EnumIndex{1}, "There is an encoder", "", 0, offOn,
            m_records.store("axis:encoder", [this] { m_events.encoder(m_records.flag("axis:encoder")); }), {}, {}}),
        {"axis:sent", "stringin", QString(), "Last text sent to the controller", "", 0, {}, {}, {}, {}},
    };
}

std::vector<RecordRow> MotorPanel::flawRows(const AxisFlaws& flaws, const char* units, int precision)
{
    const QStringList faults{
        QStringLiteral("None"), QStringLiteral("Stall"), QStringLiteral("Problem"), QStringLiteral("Communication")};
    const auto fault = [this] { m_events.broken(static_cast<AxisFault>(m_records.integer("axis:fault"))); };
    const auto flaw = [this](const char* name) {
        return onNumber([this, name](double value) {
            m_records.setNumber(name, std::max(0.0, value));
            m_events.flawed();
        });
    };
    return {
        kept({"axis:lag", "ao", flaws.lag, "By what the load follows the motor", "s", 4, {}, flaw("axis:lag"), {}, {}}),
        kept({"axis:slip", "ao", flaws.slip, "Part of each motion that is lost or gained, rms", "", 6, {},
            flaw("axis:slip"), {}, {}}),
        kept({"axis:noise", "ao", flaws.noise, "Noise of the encoder, rms", units, precision + 2, {},
            flaw("axis:noise"), {}, {}}),
        {"axis:fault", "mbbo", EnumIndex{0}, "What is wrong with the axis", "", 0, faults,
            m_records.store("axis:fault", fault), {}, {}},
    };
}

AxisFlaws MotorPanel::flaws() const
{
    return {m_records.number("axis:lag"), m_records.number("axis:slip"), m_records.number("axis:noise")};
}

} // namespace simulator
