#include "scans/engine/gather.h"

#include <QCoreApplication>
#include <QStringList>

namespace scans {

using devices::Error;
using devices::ErrorCode;

Gather::Gather(DeviceList devices, What what, Policy policy, std::chrono::milliseconds timeout, Finish finish)
    : m_devices(std::move(devices))
    , m_what(what)
    , m_policy(policy)
    , m_timeout(timeout)
    , m_finish(std::move(finish))
    , m_slots(m_devices->size())
    , m_open(m_devices->size())
{
}

Answer Gather::start(std::unique_ptr<Gather> gather)
{
    gather->begin();
    return toAnswer(PendingPtr(std::move(gather)));
}

void Gather::begin()
{
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        const devices::DevicePtr& device = (*m_devices)[i];
        if (m_policy == Policy::Some) {
            if (auto lost = connectionLoss({device})) {
                m_slots[i].result = std::move(*lost);
                --m_open;
                continue;
            }
        }
        devices::ReadDone done = [this, i](devices::Result<Readings> result) {
            if (!m_slots[i].result)
                --m_open;
            m_slots[i].result = std::move(result);
        };
        m_slots[i].handle
            = m_what == What::Values ? device->read(std::move(done)) : device->readConfiguration(std::move(done));
    }
    if (m_open > 0)
        m_deadline = std::chrono::steady_clock::now() + m_timeout;
}

std::optional<devices::Result<Reply>> Gather::poll(SteadyTime now)
{
    const bool late = m_open > 0 && now >= m_deadline;
    if (m_open > 0 && !late) {
        if (m_policy == Policy::All) {
            for (const Slot& slot : m_slots) {
                if (slot.result && !*slot.result)
                    return slot.result->error();
            }
        }
        return std::nullopt;
    }
    Results results;
    results.reserve(m_slots.size());
    for (Slot& slot : m_slots) {
        if (m_policy == Policy::All && !slot.result)
            return timeoutError();
        if (m_policy == Policy::All && !*slot.result)
            return slot.result->error();
        results.push_back(slot.result ? std::move(*slot.result) : devices::Result<Readings>(timeoutError()));
    }
    return m_finish(std::move(results));
}

devices::Error Gather::timeoutError() const
{
    const std::vector<devices::DevicePtr> silent = devices();
    const QString seconds = QString::number(std::chrono::duration<double>(m_timeout).count(), 'f', 1);
    return {ErrorCode::Timeout, QCoreApplication::translate("scans", "Waited %1 s in vain for %2").arg(seconds, what()),
        silent.empty() ? QString() : silent.front()->name()};
}

QString Gather::what() const
{
    QStringList names;
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (!m_slots[i].result)
            names << (*m_devices)[i]->name();
    }
    return QCoreApplication::translate("scans", "the values of %1").arg(names.join(QStringLiteral(", ")));
}

std::vector<devices::DevicePtr> Gather::devices() const
{
    std::vector<devices::DevicePtr> silent;
    for (std::size_t i = 0; i < m_slots.size() && m_policy == Policy::All; ++i) {
        if (!m_slots[i].result || !*m_slots[i].result)
            silent.push_back((*m_devices)[i]);
    }
    return silent;
}

std::optional<Error> connectionLoss(const std::vector<devices::DevicePtr>& devices)
{
    for (const devices::DevicePtr& device : devices) {
        const QStringList missing = device->missing();
        if (!missing.isEmpty())
            return Error{ErrorCode::Disconnected,
                QCoreApplication::translate("scans", "%1 is disconnected").arg(missing.front()), missing.front()};
    }
    return std::nullopt;
}

} // namespace scans
