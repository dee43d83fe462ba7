#include "devices/records/serverhost.h"

#include "devices/caserver/caserver.h"

namespace devices {

namespace {

const QLatin1String ValueField(".VAL");

} // namespace

ServerHost::ServerHost(CaServer& server)
    : m_server(server)
{
}

void ServerHost::publish(const ServerPvPtr& pv)
{
    Result<void> outcome = m_server.add(pv);
    if (outcome && pv->name().endsWith(ValueField))
        outcome = m_server.addAlias(pv->name().chopped(ValueField.size()), pv);
    if (!outcome && m_problem)
        m_problem = outcome;
}

void ServerHost::withdraw(const ServerPvPtr& pv)
{
    m_server.remove(pv->name());
}

ServerPvPtr ServerHost::find(const QString& name) const
{
    return m_server.find(name);
}

Handle ServerHost::every(std::chrono::nanoseconds period, Task task)
{
    return m_server.every(period, std::move(task));
}

Handle ServerHost::after(std::chrono::nanoseconds delay, Task task)
{
    return m_server.after(delay, std::move(task));
}

void ServerHost::post(Task task)
{
    m_server.post(std::move(task));
}

double ServerHost::now() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
}

} // namespace devices
