#include "scans/engine/reportboard.h"

namespace scans {

void ReportBoard::publish(const EngineReport& report)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_report = report;
        m_state = report.state;
    }
    const std::scoped_lock lock(m_listenerMutex);
    if (m_listener)
        m_listener(report);
}

EngineReport ReportBoard::last() const
{
    const std::scoped_lock lock(m_mutex);
    return m_report;
}

void ReportBoard::setListener(std::function<void(const EngineReport&)> listener)
{
    const std::scoped_lock lock(m_listenerMutex);
    m_listener = std::move(listener);
}

} // namespace scans
