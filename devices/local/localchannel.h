#pragma once

#include "devices/channel/channel.h"
#include "devices/local/localvariable.h"

namespace devices {

/// A soft PV of this process, loc://name. Always connected; gets and puts are done before they return.
class LocalChannel : public Channel
{
public:
    LocalChannel(std::shared_ptr<LocalVariable> variable, std::shared_ptr<ChannelPolicy> policy);
    ~LocalChannel() override;

protected:
    void doGet(RawGetDone done) override;
    void doPut(const Value& value, PutMode mode, RawPutDone done) override;
    void doRefreshInfo(std::function<void()> done) override;
    void startMonitor() override;
    void stopMonitor() override;

private:
    const std::shared_ptr<LocalVariable> m_variable;
};

} // namespace devices
