#include "scans/engine/suspender.h"

#include <QCoreApplication>

namespace scans {

using std::chrono::steady_clock;

Suspender::Suspender(SuspenderSpec spec)
    : m_spec(std::move(spec))
{
    lost();
}

void Suspender::watch(const devices::ChannelPtr& channel, devices::Mailbox& mailbox)
{
    devices::ChannelEvents events;
    events.value = [this](const devices::Reading& reading) { update(reading); };
    events.connection = [this](devices::ConnectionState state) {
        if (state != devices::ConnectionState::Connected)
            lost();
    };
    m_subscription = channel->subscribe(mailbox, devices::Delivery::Every, std::move(events));
}

void Suspender::update(const devices::Reading& reading)
{
    judge(m_spec.condition.complaint(reading, m_byValue));
    m_known = true;
    m_byValue = m_tripped;
}

void Suspender::lost()
{
    judge(QCoreApplication::translate("scans", "%1 is disconnected").arg(m_spec.pv));
}

void Suspender::judge(std::optional<QString> complaint)
{
    const bool was = std::exchange(m_tripped, complaint.has_value());
    m_unseen = m_unseen || (m_tripped && !was);
    if (complaint)
        m_reason = QStringLiteral("%1: %2").arg(m_spec.name, m_spec.message.isEmpty() ? *complaint : m_spec.message);
    else if (was && m_known)
        m_wellSince = steady_clock::now();
}

std::optional<std::chrono::milliseconds> Suspender::remaining(SteadyTime now) const
{
    if (m_tripped)
        return std::nullopt;
    if (m_wellSince == SteadyTime::min() || now >= m_wellSince + m_spec.settle)
        return std::chrono::milliseconds(0);
    return std::chrono::ceil<std::chrono::milliseconds>(m_wellSince + m_spec.settle - now);
}

} // namespace scans
