#include "devices/calc/calcprovider.h"

#include "devices/calc/calcchannel.h"

namespace devices {

CalcProvider::CalcProvider(ChannelHub& hub)
    : m_hub(hub)
    , m_mailbox(std::make_shared<Mailbox>())
    , m_thread([this, mailbox = m_mailbox] {
        while (m_running) {
            mailbox->waitFor(std::chrono::steady_clock::now() + std::chrono::hours(1));
            mailbox->drain();
        }
    })
{
}

CalcProvider::~CalcProvider()
{
    m_mailbox->post([this] { m_running = false; });
    m_thread.join();
}

Result<ChannelPtr> CalcProvider::create(const QString& name, std::shared_ptr<ChannelPolicy> policy)
{
    Result<CalcDefinition> definition = CalcDefinition::parse(name);
    if (!definition)
        return definition.error();
    std::vector<ChannelPtr> inputs;
    for (const QString& pv : definition.value().pvs) {
        const Result<ChannelPtr> input = m_hub.channel(pv);
        if (!input)
            return input.error();
        inputs.push_back(input.value());
    }
    auto channel = std::make_shared<CalcChannel>(QStringLiteral("calc://") + name, std::move(policy),
        std::move(definition).value(), std::move(inputs), m_mailbox);
    channel->open();
    return ChannelPtr(std::move(channel));
}

} // namespace devices
