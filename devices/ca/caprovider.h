#pragma once

#include "devices/ca/cacontext.h"
#include "devices/channel/channelhub.h"

namespace devices {

/// Channels over EPICS Channel Access, by libca. The EPICS_CA_… environment counts as it stands at construction.
class CaProvider : public ChannelProvider
{
public:
    CaProvider();
    std::vector<ServerFigures> servers() const override;
    Result<ChannelPtr> create(const QString& name, std::shared_ptr<ChannelPolicy> policy) override;

private:
    const CaContextPtr m_context;
};

} // namespace devices
