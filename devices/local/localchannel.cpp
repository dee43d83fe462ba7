#include "devices/local/localchannel.h"

namespace devices {

LocalChannel::LocalChannel(std::shared_ptr<LocalVariable> variable, std::shared_ptr<ChannelPolicy> policy)
    : Channel(variable->info()->name, std::move(policy))
    , m_variable(std::move(variable))
{
    setConnected(m_variable->info());
}

LocalChannel::~LocalChannel()
{
    m_variable->unlisten(this);
}

void LocalChannel::doGet(RawGetDone done)
{
    done(m_variable->reading());
}

void LocalChannel::doPut(const Value& value, PutMode, RawPutDone done)
{
    done(m_variable->write(value));
}

void LocalChannel::doRefreshInfo(std::function<void()> done)
{
    done();
}

void LocalChannel::startMonitor()
{
    m_variable->listen(this, [this](const Reading& reading) { publish(reading); });
}

void LocalChannel::stopMonitor()
{
    m_variable->unlisten(this);
}

} // namespace devices
