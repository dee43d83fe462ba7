#include "simulator/motor/motorrecord.h"

namespace simulator {

namespace {

constexpr double SwitchMargin = 0.05; // of the soft range: how far outside the limit switches lie

MotorAxis::Layout layout(const MotorSetup& setup)
{
    const double margin = SwitchMargin * (setup.softLimits.high - setup.softLimits.low);
    return {setup.position, {setup.softLimits.low - margin, setup.softLimits.high + margin}, setup.home};
}

} // namespace

MotorRecord::MotorRecord(Host& host, const MotorSetup& setup)
    : m_host(host)
    , m_record(host, {setup.name, QStringLiteral("motor"), setup.description, setup.units, setup.precision})
    , m_axis(layout(setup), setup.seed)
    , m_calibration(m_record, setup,
          {[this](double user) { m_commands.showUser(user); }, [this] { stepChanged(); },
              [this] { m_sequence.update(); }})
    , m_speeds(m_record, setup, [this] { m_sequence.changeJogSpeed(); })
    , m_limits(m_record, m_calibration, setup.softLimits, [this] { posted(); })
    , m_positions(m_record, m_calibration)
    , m_status(m_record, m_calibration, m_axis)
    , m_gains(m_record, [this] { takeFlaws(); })
    , m_panel(host, setup, m_axis, panelEvents())
    , m_sequence(parts(), m_status, {[this] { posted(); }, [this](const QString& text) { send(text); }})
    , m_commands(parts(), m_sequence)
{
    m_positions.addFields(m_commands.positionPuts());
    m_commands.addFields(setup.tweak);
    m_record.add({
        kept(textField("INIT", {}, "Sent to the controller at start", m_record.store("INIT"))),
        textField("DTYP", QStringLiteral("Simulated axis"), "Device type"),
    });
    takeFlaws();
    m_limits.show();
    m_status.showAlarmLimits();
    m_ready = true;
    m_commands.redefineDial(setup.position);
    m_record.set("OFF", 0);
    m_commands.showUser(setup.position);
}

MotorParts MotorRecord::parts()
{
    return {m_host, m_record, m_axis, m_calibration, m_speeds, m_limits, m_positions};
}

MotorPanel::Events MotorRecord::panelEvents()
{
    return {
        [this] { takeFlaws(); },
        [this](AxisFault fault) {
            m_axis.setFault(fault);
            m_sequence.breakDown();
        },
        [this](bool has) {
            m_axis.setHasEncoder(has);
            m_calibration.setHasEncoder(has);
        },
        [this](bool enabled) { setEnabled(enabled); },
        [this] { m_sequence.update(); },
    };
}

void MotorRecord::takeFlaws()
{
    m_axis.setFlaws(m_gains.tame(m_panel.flaws()), m_host.now());
}

void MotorRecord::posted()
{
    if (!m_ready)
        return;
    m_panel.showPosition();
    if (m_observer)
        m_observer();
}

void MotorRecord::send(const QString& text)
{
    if (!text.isEmpty())
        m_panel.sent(text);
}

void MotorRecord::stepChanged()
{
    m_speeds.rescale();
    m_limits.rescale();
    m_record.set("RDBD", std::max(m_record.number("RDBD"), m_calibration.stepSize()));
    m_positions.setTarget(m_positions.target());
    m_sequence.update();
}

void MotorRecord::carry(double distance, bool moving)
{
    if ((busy() && !m_carried) || !m_sequence.idle()) {
        m_carried = false;
        return;
    }
    m_carried = moving;
    m_axis.shift(distance, m_host.now());
    m_record.set("DMOV", !moving);
    m_positions.setTarget(m_axis.counted(m_host.now()));
    m_positions.accept();
    m_sequence.update();
    m_record.set("MOVN", moving);
}

} // namespace simulator
