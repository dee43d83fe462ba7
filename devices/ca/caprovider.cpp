#include "devices/ca/caprovider.h"

#include "devices/ca/cachannel.h"

namespace devices {

CaProvider::CaProvider()
    : m_context(std::make_shared<CaContext>())
{
}

Result<ChannelPtr> CaProvider::create(const QString& name, std::shared_ptr<ChannelPolicy> policy)
{
    auto channel = std::make_shared<CaChannel>(name, std::move(policy), m_context);
    if (const Result<void> searching = channel->open(); !searching)
        return searching.error();
    return ChannelPtr(std::move(channel));
}

std::vector<ServerFigures> CaProvider::servers() const
{
    return m_context->traffic().figures();
}

} // namespace devices
