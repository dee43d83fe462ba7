#include "simulator/motors.h"

#include "simulator/physics.h"

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
        {{}, QStringLiteral("sx"), mm, 3, 0, {-10, 10}, 2, 0.1, 1e-4, 0.05, 0, {0, 0, 4e-5}},
        {{}, QStringLiteral("sy"), mm, 3, 0, {-10, 10}, 2, 0.1, 1e-4, 0.05, 0, {0, 0, 4e-5}},
        {{}, QStringLiteral("sz"), mm, 3, 5, {-25, 25}, 5, 0.2, 1e-3, 0.5, 0, {0.002, 0.001, 4e-4}},
        {{}, QStringLiteral("slit_gap"), mm, 3, 0.2, {0, 5}, 1, 0.1, 1e-3, 0.01, 0},
        {{}, QStringLiteral("slit_center"), mm, 3, 0, {-5, 5}, 1, 0.1, 1e-3, 0.01, 0},
        {{}, QStringLiteral("filter"), {}, 0, 0, {0, 5}, 5, 0.1, 1, 1, 0},
    };
}

} // namespace

Motors::Motors(Host& host, const QString& prefix, quint64 seed)
{
    std::vector<MotorSetup> setups = motorSetups();
    for (std::size_t i = 0; i < setups.size(); ++i) {
        setups[i].name = prefix + QStringLiteral("m%1").arg(i + 1);
        setups[i].seed = seed + i;
        m_motors[i] = std::make_unique<MotorRecord>(host, setups[i]);
    }
    m_carriedEnergy = position(Energy);
    m_motors[Energy]->setObserver([this] { carryTheta(); });
    m_motors[Theta]->setObserver([this] { carryTheta(); });
}

void Motors::carryTheta()
{
    if (m_carrying) // theta reports what it is being told here
        return;
    m_carrying = true;
    MotorRecord& theta = at(Theta);
    const double energy = position(Energy);
    const bool moving = at(Energy).busy();
    const double distance = braggAngle(energy) - braggAngle(m_carriedEnergy);
    if (distance != 0 || moving == theta.record().flag("DMOV"))
        theta.carry(distance, moving);
    m_carriedEnergy = energy; // also when theta has a target of its own
    m_carrying = false;
}

double Motors::crystalAngle() const
{
    const double energy = position(Energy);
    const double theta = position(Theta);
    // On its way theta stands on its steps, which are coarser than the energy's.
    return energy == m_carriedEnergy ? theta : theta + braggAngle(energy) - braggAngle(m_carriedEnergy);
}

void Motors::list(std::vector<Record::Listed>& rows) const
{
    for (const auto& motor : m_motors) {
        const std::vector<Record::Listed> own = motor->record().list();
        rows.insert(rows.end(), own.begin(), own.end());
        motor->panel().list(rows);
    }
}

std::vector<Record::Kept> Motors::kept() const
{
    std::vector<Record::Kept> rows;
    for (const auto& motor : m_motors) {
        for (const std::vector<Record::Kept>& part : {motor->panel().kept(), motor->record().kept()})
            rows.insert(rows.end(), part.begin(), part.end());
    }
    return rows;
}

} // namespace simulator
