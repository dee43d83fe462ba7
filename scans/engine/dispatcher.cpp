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

qint64 Dispatcher::subscribe(DocumentQueuePtr queue, Subscription subscription, qint64 token)
{
    unsubscribe(queue);
    queue->setRoomWaker([this] {
        m_troubled = true;
        m_wake();
    });
    Consumer consumer;
    consumer.queue = std::move(queue);
    consumer.subscription = subscription;
    consumer.token = token != 0 ? token : newToken();
    m_consumers.push_back(std::move(consumer));
    m_troubled = true;
    return m_consumers.back().token;
}

template <typename Condition>
void Dispatcher::remove(const Condition& condition)
{
    for (const Consumer& consumer : m_consumers) {
        if (condition(consumer))
            consumer.queue->setRoomWaker({});
    }
    std::erase_if(m_consumers, condition);
    findBlocked();
}

void Dispatcher::unsubscribe(const DocumentQueuePtr& queue)
{
    remove([&queue](const Consumer& consumer) { return consumer.queue == queue; });
}

void Dispatcher::unsubscribe(qint64 token)
{
    remove([token](const Consumer& consumer) { return consumer.token == token; });
}

void Dispatcher::endPlan()
{
    for (Consumer& consumer : m_consumers)
        consumer.ended = consumer.ended || consumer.subscription.lifetime == Lifetime::Plan;
    removeEnded();
}

void Dispatcher::removeEnded()
{
    remove([](const Consumer& consumer) { return consumer.ended && consumer.backlog.empty(); });
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
    const auto* start = std::get_if<RunStartPtr>(&document);
    if (start && !m_factories.empty())
        askFactories(**start);
    bool ended = false;
    for (Consumer& consumer : m_consumers) {
        if (wants(consumer, document))
            give(consumer, document);
        ended = ended || consumer.ended;
        if (!consumer.backlog.empty()) {
            m_blocked = true;
            m_troubled = true;
        }
    }
    if (ended)
        removeEnded();
}

bool Dispatcher::wants(Consumer& consumer, const Document& document)
{
    if (consumer.failureTold || consumer.ended)
        return false;
    if (consumer.subscription.lifetime == Lifetime::Run) {
        const QString run = runUid(document);
        if (consumer.run.isEmpty())
            consumer.run = run;
        if (consumer.run != run)
            return false;
        consumer.ended = std::holds_alternative<RunStopPtr>(document);
    }
    return (consumer.subscription.kinds >> document.index()) & 1U;
}

void Dispatcher::give(Consumer& consumer, const Document& document)
{
    if (consumer.backlog.empty() && consumer.queue->push(document))
        return;
    if (consumer.queue->service() == Service::Lossless)
        consumer.backlog.push_back(document);
}

void Dispatcher::askFactories(const RunStart& start)
{
    for (const ConsumerFactory& factory : m_factories) {
        try {
            for (DocumentQueuePtr& queue : factory(start)) {
                if (!queue)
                    continue;
                subscribe(std::move(queue), {EveryDocument, Lifetime::Run});
                m_consumers.back().run = start.uid;
            }
        } catch (const std::exception& exception) {
            // Who only wants to look must not harm the run.
            qWarning("A consumer of scan %lld could not be made: %s", qlonglong(start.scanId), exception.what());
        }
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
    removeEnded();
}

void Dispatcher::awaitDisplays(std::chrono::milliseconds patience)
{
    for (Consumer& consumer : m_consumers) {
        if (consumer.queue->service() != Service::Lossy)
            continue;
        const auto now = std::chrono::steady_clock::now();
        consumer.late = !consumer.queue->waitForRoom(consumer.late ? now : now + patience);
    }
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
        if (consumer.backlog.empty())
            continue;
        const QString held = consumer.queue->held();
        names << (held.isEmpty() ? consumer.queue->name()
                                 : QCoreApplication::translate("scans", "%1: %2").arg(consumer.queue->name(), held));
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

QString Dispatcher::lossyTrouble() const
{
    QStringList troubles;
    for (const Consumer& consumer : m_consumers) {
        if (consumer.queue->service() != Service::Lossy)
            continue;
        if (const std::optional<devices::Error> failure = consumer.queue->failure())
            troubles
                << QCoreApplication::translate("scans", "%1 failed: %2").arg(consumer.queue->name(), failure->message);
    }
    return troubles.join(QStringLiteral("; "));
}

quint64 Dispatcher::dropped() const
{
    quint64 sum = 0;
    for (const Consumer& consumer : m_consumers)
        sum += consumer.queue->counters().dropped;
    return sum;
}

} // namespace scans
