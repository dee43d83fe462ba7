#include "simulator/scalercalcs.h"

namespace simulator {

namespace {

constexpr int Calcs = 8;
constexpr std::size_t MostInputs = 16;

} // namespace

ScalerCalcs::ScalerCalcs(Host& host, ScalerRecord& scaler, const QStringList& expressions)
    : m_scaler(scaler)
    , m_switches(host, scaler.record().name() + QLatin1Char('_'))
{
    const QStringList states{QStringLiteral("Disable"), QStringLiteral("Enable")};
    m_switches.add({
        devices::kept(RecordRow{"calcEnable", "bo", EnumIndex{1}, "Calculates after each count", "", 0, states,
            m_switches.store("calcEnable", [this] { update(); }), {}, {}}),
    });
    for (int i = 0; i < Calcs; ++i) {
        const QString number = QString::number(i + 1);
        m_calcs.push_back(std::make_unique<CalcRecord>(host,
            CalcRecord::Setup{{scaler.record().name() + QStringLiteral("_calc") + number, QStringLiteral("calc"),
                                  QStringLiteral("Calculation ") + number, {}, 5},
                std::min(MostInputs, scaler.channels()), expressions.value(i), false}));
    }
    m_scaler.setObserver([this] { update(); });
}

void ScalerCalcs::update()
{
    if (!m_switches.flag("calcEnable"))
        return;
    const std::vector<double> counts = m_scaler.counts();
    for (const auto& calc : m_calcs)
        calc->set(counts);
}

void ScalerCalcs::list(std::vector<Record::Listed>& rows) const
{
    m_switches.list(rows);
    for (const auto& calc : m_calcs) {
        const std::vector<Record::Listed> own = std::as_const(*calc).record().list();
        rows.insert(rows.end(), own.begin(), own.end());
    }
}

std::vector<Record::Kept> ScalerCalcs::kept() const
{
    std::vector<Record::Kept> rows = m_switches.kept();
    for (const auto& calc : m_calcs) {
        const std::vector<Record::Kept> own = std::as_const(*calc).record().kept();
        rows.insert(rows.end(), own.begin(), own.end());
    }
    return rows;
}

} // namespace simulator
