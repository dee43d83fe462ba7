#include "devices/caserver/servermonitors.h"

#include "devices/caserver/serverchannel.h"
#include "devices/caserver/servercontext.h"

#include <QCoreApplication>

namespace devices {

ServerMonitors::ServerMonitors(ServerContext& context, ServerCircuit& circuit, ReplyWriter& replies)
    : m_context(context)
    , m_circuit(circuit)
    , m_replies(replies)
{
}

ServerMonitors::~ServerMonitors()
{
    m_context.subscriptions.add(-static_cast<qint64>(m_byId.size()));
}

void ServerMonitors::add(ServerChannel& channel, const ServerSubscription::Request& request)
{
    if (const ServerSubscriptionPtr old = find(request.id))
        cancel(old);
    auto subscription = std::make_shared<ServerSubscription>(channel, request);
    m_byId.emplace(request.id, subscription);
    channel.addSubscription(subscription);
    m_context.subscriptions.add();
    // The first update is sent whatever the filters say, but they take note of it.
    subscription->passes(channel.pv()->shown(), request.mask);
    publish(subscription);
}

ServerSubscriptionPtr ServerMonitors::find(quint32 id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

void ServerMonitors::cancel(const ServerSubscriptionPtr& subscription)
{
    if (ServerChannel* channel = subscription->channel())
        channel->removeSubscription(subscription);
    m_queue.cancel(*subscription);
    if (m_byId.erase(subscription->request().id) > 0)
        m_context.subscriptions.add(-1);
}

void ServerMonitors::publish(const ServerSubscriptionPtr& subscription)
{
    const Reading& reading = subscription->channel()->pv()->shown();
    if (m_queue.idle()) {
        if (!m_circuit.takesUpdates())
            m_circuit.send();
        if (m_circuit.takesUpdates()) {
            write(*subscription, reading);
            return;
        }
    }
    if (!m_queue.push(subscription, reading))
        m_context.updatesReplaced.add();
    m_circuit.requestEndTurn();
}

bool ServerMonitors::pump()
{
    UpdateQueue::Update update;
    while (m_circuit.takesUpdates() && m_queue.next(update))
        write(*update.subscription, update.reading);
    return m_queue.ready();
}

void ServerMonitors::write(const ServerSubscription& subscription, const Reading& reading)
{
    const ServerSubscription::Request& request = subscription.request();
    const ServerChannel& channel = *subscription.channel();
    const WireHeader header = makeHeader(CaCommand::EventAdd, request.layout->code, request.count, 0, request.id);
    m_context.updatesSent.add();
    if (!channel.canRead()) {
        m_replies.sendFailure(header, *request.layout, request.count, CaStatus::NoReadAccess);
        return;
    }
    const PvSnapshot pv = channel.snapshot(reading);
    const std::size_t count = request.count == 0 ? pv.currentCount() : request.count;
    const CaStatus size = m_replies.checkSize(*request.layout, count, pv);
    if (size == CaStatus::Normal) {
        m_replies.sendValue(header, *request.layout, count, pv);
        return;
    }
    // An update without payload would be taken for the confirmation of a cancellation.
    std::array<char, HeaderBytes> asked{};
    encodeHeader(makeHeader(CaCommand::EventAdd, request.layout->code, 0, channel.sid(), request.id), asked.data());
    m_replies.sendError(asked, channel.cid(), size,
        QCoreApplication::translate("devices", "%1: %2 elements do not fit into a message")
            .arg(channel.pv()->name())
            .arg(count));
}

} // namespace devices
