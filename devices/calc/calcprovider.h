#pragma once

#include "devices/channel/channelhub.h"

#include <thread>

namespace devices {

/// calc:// expressions over the PVs of a hub; see CalcDefinition.
/// Thread:  owns the calculation thread, on which all of them are computed.
class CalcProvider : public ChannelProvider
{
public:
    /// The hub to which it is added.
    explicit CalcProvider(ChannelHub& hub);
    ~CalcProvider() override;
    Q_DISABLE_COPY_MOVE(CalcProvider)

    /// BadValue also when one of the PVs cannot be had.
    Result<ChannelPtr> create(const QString& name, std::shared_ptr<ChannelPolicy> policy) override;

private:
    ChannelHub& m_hub;
    const std::shared_ptr<Mailbox> m_mailbox;
    bool m_running = true; // the calculation thread's
    std::thread m_thread;
};

} // namespace devices
