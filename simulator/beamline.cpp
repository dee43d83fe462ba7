#include "simulator/beamline.h"

#include <utility>

namespace simulator {

namespace {

constexpr double StartEnergy = 7112;

std::vector<MotorSetup> motorSetups()
{
    const auto mm = QStringLiteral("mm");
    return {
        {{}, QStringLiteral("energy"), QStringLiteral("eV"), 2, StartEnergy, {4000, 20000}, 200, 0.1, 0.01, 0.5, 7000},
        {{}, QStringLiteral("theta"), QStringLiteral("deg"), 4, braggAngle(StartEnergy), {5, 60}, 2, 0.1, 1e-5, 0.001,
            20},
        {{}, QStringLiteral("sx"), mm, 3, 0, {-10, 10}, 2, 0.1, 1e-4, 0.05, 0},
        {{}, QStringLiteral("sy"), mm, 3, 0, {-10, 10}, 2, 0.1, 1e-4, 0.05, 0},
        {{}, QStringLiteral("sz"), mm, 3, 5, {-25, 25}, 5, 0.2, 1e-3, 0.5, 0},
        {{}, QStringLiteral("slit_gap"), mm, 3, 0.2, {0, 5}, 1, 0.1, 1e-3, 0.01, 0},
        {{}, QStringLiteral("slit_center"), mm, 3, 0, {-5, 5}, 1, 0.1, 1e-3, 0.01, 0},
        {{}, QStringLiteral("filter"), {}, 0, 0, {0, 5}, 5, 0.1, 1, 1, 0},
    };
}

const QStringList ScalerChannelNames{QStringLiteral("clock"), QStringLiteral("I0"), QStringLiteral("I1"),
    QStringLiteral("If"), QStringLiteral("Iref"), QStringLiteral("knife"), QStringLiteral("beam"),
    QStringLiteral("dark")};

} // namespace

Beamline::Beamline(Host& host, const QString& prefix, quint64 seed)
{
    addMotors(host, prefix);
    m_environment = std::make_unique<Environment>(
        host, prefix, [this] { return incidentRate(state()); }, seed);
    const auto rates = [this] {
        const auto now = scalerRates(state());
        return std::vector<double>(now.begin(), now.end());
    };
    m_scaler = std::make_unique<ScalerRecord>(
        host, prefix + QStringLiteral("scaler1"), QStringLiteral("Scaler"), ScalerChannelNames, rates, seed);
    m_detectors = std::make_unique<Detectors>(
        host, prefix, [this] { return state(); }, seed);
}

void Beamline::addMotors(Host& host, const QString& prefix)
{
    const QStringList enableDisable{QStringLiteral("Enable"), QStringLiteral("Disable")};
    m_motorSwitches = std::make_unique<RecordTable>(host, prefix);
    std::vector<MotorSetup> setups = motorSetups();
    for (std::size_t i = 0; i < setups.size(); ++i) {
        const std::string name = "m" + std::to_string(i + 1);
        setups[i].name = prefix + QString::fromStdString(name);
        m_motors[i] = std::make_unique<MotorRecord>(host, setups[i]);
        const std::string able = name + "_able";
        m_motorSwitches->add({{able, "bo", EnumIndex{0}, "Lets the motor move", "", 0, enableDisable,
            m_motorSwitches->store(able, [this, i, able] { m_motors[i]->setEnabled(!m_motorSwitches->flag(able)); }),
            {}, {}}});
    }
    m_carriedEnergy = m_motors[Energy]->position();
    m_motors[Energy]->setObserver([this] { carryTheta(); });
    m_motors[Theta]->setObserver([this] { carryTheta(); });
}

void Beamline::carryTheta()
{
    if (m_carrying) // theta reports what it is being told here
        return;
    m_carrying = true;
    MotorRecord& theta = *m_motors[Theta];
    const double energy = m_motors[Energy]->position();
    const bool moving = m_motors[Energy]->busy();
    const double distance = braggAngle(energy) - braggAngle(m_carriedEnergy);
    if (distance != 0 || moving == theta.record().flag("DMOV"))
        theta.carry(distance, moving);
    m_carriedEnergy = energy; // also when theta has a target of its own
    m_carrying = false;
}

void Beamline::start()
{
    m_environment->start();
    m_detectors->camera().acquire();
}

void Beamline::stop()
{
    m_environment->stop();
}

BeamlineState Beamline::state() const
{
    const auto at = [this](MotorName name) { return m_motors[name]->position(); };
    BeamlineState state;
    state.energy = at(Energy);
    state.theta = at(Theta);
    if (state.energy != m_carriedEnergy) // theta is on its way, but its steps are coarser than the energy's
        state.theta += braggAngle(state.energy) - braggAngle(m_carriedEnergy);
    state.sx = at(SampleX);
    state.sy = at(SampleY);
    state.sz = at(SampleZ);
    state.slitGap = at(SlitGap);
    state.slitCenter = at(SlitCenter);
    state.filter = at(Filter);
    state.shutterOpen = m_environment->shutterOpen();
    state.storedCurrent = m_environment->storedCurrent();
    return state;
}

std::vector<Record::Listed> Beamline::list() const
{
    std::vector<Record::Listed> rows;
    for (const auto& motor : m_motors) {
        const std::vector<Record::Listed> own = motor->record().list();
        rows.insert(rows.end(), own.begin(), own.end());
    }
    m_motorSwitches->list(rows);
    const std::vector<Record::Listed> scaler = std::as_const(*m_scaler).record().list();
    rows.insert(rows.end(), scaler.begin(), scaler.end());
    m_detectors->list(rows);
    m_environment->records().list(rows);
    return rows;
}

} // namespace simulator
