#include "scans/engine/dispatcher.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace scans {

Dispatcher::Dispatcher(std::function<void()> wake)
    : m_wake(std::move(wake))
{
}

Dispatcher::~Dispatcher()
{
    for (const Consumer& consumer : m_consumers)
        consumer.queue->setRoomWaker({});
}

void Dispatcher::subscribe(DocumentQueuePtr queue)
{
    unsubscribe(queue);
    queue->setRoomWaker([this] {
        m_troubled = true;
        m_wake();
    });
    m_consumers.push_back({std::move(queue), {}, false});
    m_troubled = true;
}

void Dispatcher::unsubscribe(const DocumentQueuePtr& queue)
{
    queue->setRoomWaker({});
    std::erase_if(m_consumers, [&queue](const Consumer& consumer) { return consumer.queue == queue; });
    findBlocked();
}

devices::Result<void> Dispatcher::beginPlan()
{
    for (Consumer& consumer : m_consumers) {
        if (std::exchange(consumer.failureTold, false) || consumer.queue->service() == Service::Lossy)
            consumer.queue->clearFailure();
    }
    if (const std::optional<devices::Error> failure = takeFailure())
        return *failure;
    return {};
}

void Dispatcher::publish(const Document& document)
{
    for (Consumer& consumer : m_consumers) {
        if (consumer.failureTold)
            continue;
        if (consumer.backlog.empty() && consumer.queue->push(document))
            continue;
        if (consumer.queue->service() == Service::Lossy)
            continue;
        consumer.backlog.push_back(document);
        m_blocked = true;
        m_troubled = true;
    }
}

void Dispatcher::flush()
{
    if (!m_blocked)
        return;
    for (Consumer& consumer : m_consumers) {
        while (!consumer.backlog.empty() && consumer.queue->push(consumer.backlog.front()))
            consumer.backlog.pop_front();
    }
    findBlocked();
}

void Dispatcher::findBlocked()
{
    m_blocked = std::any_of(
        m_consumers.begin(), m_consumers.end(), [](const Consumer& consumer) { return !consumer.backlog.empty(); });
}

QString Dispatcher::blockedBy() const
{
    QStringList names;
    for (const Consumer& consumer : m_consumers) {
        if (!consumer.backlog.empty())
            names << consumer.queue->name();
    }
    return names.join(QStringLiteral(", "));
}

std::optional<devices::Error> Dispatcher::takeFailure()
{
    m_troubled = false;
    for (Consumer& consumer : m_consumers) {
        if (consumer.failureTold || consumer.queue->service() == Service::Lossy)
            continue;
        const std::optional<devices::Error> failure = consumer.queue->failure();
        if (!failure)
            continue;
        consumer.failureTold = true;
        consumer.backlog.clear();
        findBlocked();
        return devices::Error{failure->code,
            QCoreApplication::translate("scans", "%1 failed: %2").arg(consumer.queue->name(), failure->message),
            failure->source.isEmpty() ? consumer.queue->name() : failure->source};
    }
    return std::nullopt;
}

quint64 Dispatcher::dropped() const
{
    quint64 sum = 0;
    for (const Consumer& consumer : m_consumers)
        sum += consumer.queue->counters().dropped;
    return sum;
}

} // namespace scans
