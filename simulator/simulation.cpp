#include "simulator/simulation.h"

#include <QCoreApplication>

namespace simulator {

namespace {

constexpr std::chrono::seconds SavePeriod{1};

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(simulator)
};

template <typename Part>
std::vector<Record::Listed> rowsOf(const Part& part)
{
    std::vector<Record::Listed> rows;
    part.list(rows);
    return rows;
}

} // namespace

Simulation::Simulation(Host& host, Setup setup)
    : m_host(host)
    , m_complain(std::move(setup.complain))
    , m_chaos(host)
    , m_beamline(m_chaos, setup.prefix, setup.seed)
    , m_chaosGroup(host, m_chaos, setup.prefix)
    , m_scale(m_chaos, setup.prefix, setup.scaleCount, setup.scaleRate)
{
    if (!setup.statePath.isEmpty())
        m_state.emplace(setup.statePath, m_beamline.kept());
}

Result<void> Simulation::restore()
{
    if (!m_state)
        return {};
    const Result<QStringList> complaints = m_state->restore();
    if (!complaints)
        return complaints.error();
    for (const QString& complaint : complaints.value())
        m_complain(complaint);
    return {};
}

void Simulation::start()
{
    m_beamline.start();
    m_scale.start();
    if (m_state)
        m_saving = m_host.every(SavePeriod, [this] { save(); });
}

void Simulation::stop()
{
    m_saving.reset();
    m_scale.stop();
    m_beamline.stop();
    if (m_state)
        save();
}

void Simulation::save()
{
    const Result<void> saved = m_state->save();
    const QString complaint = saved ? QString() : saved.error().message;
    if (!complaint.isEmpty() && complaint != m_complaint)
        m_complain(complaint);
    m_complaint = complaint;
}

std::vector<ListedGroup> Simulation::list() const
{
    std::vector<ListedGroup> groups = m_beamline.list();
    groups.push_back({Texts::tr("What makes devices fail"), rowsOf(m_chaosGroup)});
    if (std::vector<Record::Listed> rows = rowsOf(m_scale); !rows.empty())
        groups.push_back({Texts::tr("Load"), std::move(rows)});
    return groups;
}

} // namespace simulator
