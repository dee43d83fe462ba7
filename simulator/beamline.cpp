#include "simulator/beamline.h"

#include <utility>

namespace simulator {

namespace {

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
    m_detectors = std::make_unique<Detectors>(
        host, prefix, [this] { return state(); }, seed);
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

std::vector<Record::Listed> Beamline::list() const
{
    std::vector<Record::Listed> rows;
    m_motors.list(rows);
    const std::vector<Record::Listed> scaler = std::as_const(*m_scaler).record().list();
    rows.insert(rows.end(), scaler.begin(), scaler.end());
    m_detectors->list(rows);
    m_environment->records().list(rows);
    return rows;
}

} // namespace simulator
