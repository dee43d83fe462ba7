#include "simulator/beamline.h"

#include <QCoreApplication>

#include <utility>

namespace simulator {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(simulator)
};

const QStringList ScalerChannelNames{QStringLiteral("clock"), QStringLiteral("I0"), QStringLiteral("I1"),
    QStringLiteral("If"), QStringLiteral("Iref"), QStringLiteral("knife"), QStringLiteral("beam"),
    QStringLiteral("dark")};

} // namespace

Beamline::Beamline(Host& host, const QString& prefix, quint64 seed)
    : m_motors(host, prefix, seed)
{
    m_environment = std::make_unique<Environment>(
        host, prefix, [this] { return incidentRate(state()); }, seed);
    const auto rates = [this] {
        const auto now = scalerRates(state());
        return std::vector<double>(now.begin(), now.end());
    };
    m_scaler = std::make_unique<ScalerRecord>(
        host, prefix + QStringLiteral("scaler1"), QStringLiteral("Scaler"), ScalerChannelNames, rates, seed);
    m_scalerCalcs = std::make_unique<ScalerCalcs>(host, *m_scaler,
        QStringList{
            QStringLiteral("C/B"), QStringLiteral("D/B"), QStringLiteral("LOGE(B/C)"), QStringLiteral("B/A*1e7")});
    m_detectors = std::make_unique<Detectors>(
        host, prefix, [this] { return state(); }, seed);
    m_examples = std::make_unique<Examples>(host, prefix, seed);
}

void Beamline::start()
{
    m_examples->start();
    m_environment->start();
    m_detectors->camera().acquire();
}

void Beamline::stop()
{
    m_examples->stop();
    m_environment->stop();
}

BeamlineState Beamline::state() const
{
    BeamlineState state;
    state.energy = m_motors.position(Motors::Energy);
    state.theta = m_motors.crystalAngle();
    state.sx = m_motors.position(Motors::SampleX);
    state.sy = m_motors.position(Motors::SampleY);
    state.sz = m_motors.position(Motors::SampleZ);
    state.slitGap = m_motors.position(Motors::SlitGap);
    state.slitCenter = m_motors.position(Motors::SlitCenter);
    state.filter = m_motors.position(Motors::Filter);
    state.shutterOpen = m_environment->shutterOpen();
    state.storedCurrent = m_environment->storedCurrent();
    return state;
}

std::vector<ListedGroup> Beamline::list() const
{
    std::vector<ListedGroup> groups{{Texts::tr("Motors"), {}},
        {Texts::tr("Scaler"), std::as_const(*m_scaler).record().list()}, {Texts::tr("Detectors"), {}},
        {Texts::tr("Surroundings"), {}}, {Texts::tr("Examples for widgets"), {}}};
    m_motors.list(groups[0].rows);
    m_scalerCalcs->list(groups[1].rows);
    m_detectors->list(groups[2].rows);
    m_environment->records().list(groups[3].rows);
    m_examples->list(groups[4].rows);
    return groups;
}

std::vector<Record::Kept> Beamline::kept() const
{
    std::vector<Record::Kept> rows;
    for (const std::vector<Record::Kept>& part : {m_motors.kept(), std::as_const(*m_scaler).record().kept(),
             m_scalerCalcs->kept(), m_environment->records().kept(), m_examples->kept()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

} // namespace simulator
