#include "devices/channel/channel.h"

#include "devices/channel/channelpolicy.h"
#include "devices/channel/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace devices {

struct Channel::Subscriber
{
    Mailbox& mailbox;
    const Delivery delivery;
    const ChannelEvents events;
    Mailbox::SlotPtr slot;
    std::atomic<bool> alive = true;
};

class Channel::SubscriptionGuard : public Handle::Guard
{
public:
    SubscriptionGuard(ChannelPtr channel, std::shared_ptr<Subscriber> subscriber)
        : m_channel(std::move(channel))
        , m_subscriber(std::move(subscriber))
    {
    }
    ~SubscriptionGuard() override
    {
        m_subscriber->alive = false;
        m_channel->removeSubscriber(m_subscriber.get());
    }
    Q_DISABLE_COPY_MOVE(SubscriptionGuard)

private:
    const ChannelPtr m_channel;
    const std::shared_ptr<Subscriber> m_subscriber;
};

/// A get or a put under way. `mutex` keeps a completing protocol thread and a dropped handle apart.
struct Channel::Pending
{
    std::mutex mutex;
    bool alive = true; // under mutex
    Mailbox* mailbox = nullptr;
    GetDone getDone; // reader thread
    PutDone putDone; // reader thread
    Value value;
    PutMode mode = PutMode::Forget;
    QString who;
    ChannelPtr channel;

    bool isPut() const { return putDone != nullptr; }

    template <typename Outcome, typename Done>
    static void finish(const std::shared_ptr<Pending>& self, Done Pending::*done, Outcome outcome)
    {
        const std::scoped_lock lock(self->mutex);
        if (!self->alive)
            return;
        self->mailbox->post([self, done, outcome = std::move(outcome)] {
            {
                const std::scoped_lock inner(self->mutex);
                if (!self->alive)
                    return;
                self->alive = false;
            }
            ((*self).*done)(outcome);
        });
    }
    static void fail(const std::shared_ptr<Pending>& self, Error error)
    {
        if (self->isPut())
            finish(self, &Pending::putDone, Result<void>(std::move(error)));
        else
            finish(self, &Pending::getDone, Result<Reading>(std::move(error)));
    }
};

class Channel::PendingGuard : public Handle::Guard
{
public:
    explicit PendingGuard(std::shared_ptr<Pending> pending)
        : m_pending(std::move(pending))
    {
    }
    ~PendingGuard() override
    {
        const std::scoped_lock lock(m_pending->mutex);
        m_pending->alive = false;
    }
    Q_DISABLE_COPY_MOVE(PendingGuard)

private:
    const std::shared_ptr<Pending> m_pending;
};

Channel::Channel(QString name, std::shared_ptr<ChannelPolicy> policy)
    : m_name(std::move(name))
    , m_policy(std::move(policy))
{
}

Channel::~Channel() = default;

ConnectionState Channel::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

ChannelInfoPtr Channel::info() const
{
    const std::scoped_lock lock(m_mutex);
    return m_info;
}

Reading Channel::latest() const
{
    const std::scoped_lock lock(m_mutex);
    return m_latest;
}

Handle Channel::subscribe(Mailbox& mailbox, Delivery delivery, ChannelEvents events)
{
    const bool wantsValues = static_cast<bool>(events.value);
    auto subscriber = std::make_shared<Subscriber>(mailbox, delivery, std::move(events));
    if (wantsValues && delivery == Delivery::Latest) {
        subscriber->slot = std::make_shared<Mailbox::Slot>([weak = std::weak_ptr(subscriber)](const Reading& reading) {
            if (const auto self = weak.lock(); self && self->alive)
                self->events.value(reading);
        });
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_subscribers.push_back(subscriber);
        mailbox.post([subscriber, state = m_state, info = m_info, latest = m_latest] {
            if (subscriber->alive && subscriber->events.connection)
                subscriber->events.connection(state);
            if (subscriber->alive && subscriber->events.info && info)
                subscriber->events.info(info);
            const bool known = state == ConnectionState::Connected && !isNull(latest.value);
            if (subscriber->alive && subscriber->events.value && known)
                subscriber->events.value(latest);
        });
    }
    if (wantsValues) {
        const std::scoped_lock lock(m_monitorMutex);
        if (!std::exchange(m_monitored, true))
            startMonitor();
    }
    return Handle(std::make_shared<SubscriptionGuard>(shared_from_this(), std::move(subscriber)));
}

void Channel::removeSubscriber(const Subscriber* subscriber)
{
    const std::scoped_lock monitorLock(m_monitorMutex);
    bool wanted = false;
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_subscribers, [subscriber](const auto& each) { return each.get() == subscriber; });
        wanted = std::any_of(m_subscribers.cbegin(), m_subscribers.cend(),
            [](const auto& each) { return static_cast<bool>(each->events.value); });
    }
    if (!wanted && std::exchange(m_monitored, false)) {
        stopMonitor();
        const std::scoped_lock lock(m_mutex);
        m_latest = {};
    }
}

Handle Channel::get(Mailbox& mailbox, GetDone done, std::chrono::milliseconds timeout)
{
    auto pending = std::make_shared<Pending>();
    pending->mailbox = &mailbox;
    pending->getDone = std::move(done);
    return launch(pending, timeout);
}

Handle Channel::put(
    Mailbox& mailbox, Value value, PutMode mode, PutDone done, std::chrono::milliseconds timeout, const QString& who)
{
    auto pending = std::make_shared<Pending>();
    pending->mailbox = &mailbox;
    pending->putDone = done ? std::move(done) : [](const Result<void>&) {};
    pending->value = std::move(value);
    pending->mode = mode;
    pending->who = who;
    return launch(pending, timeout);
}

Handle Channel::launch(const std::shared_ptr<Pending>& pending, std::chrono::milliseconds timeout)
{
    pending->channel = shared_from_this();
    if (timeout.count() > 0) {
        pending->mailbox->postAt(std::chrono::steady_clock::now() + timeout, [weak = std::weak_ptr(pending), timeout] {
            if (const auto self = weak.lock()) {
                const bool connected = self->channel->state() == ConnectionState::Connected;
                const QString text = connected
                    ? QCoreApplication::translate("devices", "%1 did not answer within %2 s")
                    : QCoreApplication::translate("devices", "%1 is not connected (waited %2 s)");
                const double seconds = std::chrono::duration<double>(timeout).count();
                Pending::fail(self,
                    {connected ? ErrorCode::Timeout : ErrorCode::Disconnected,
                        text.arg(self->channel->name()).arg(seconds), self->channel->name()});
            }
        });
    }
    bool connected = false;
    {
        const std::scoped_lock lock(m_mutex);
        connected = m_state == ConnectionState::Connected;
        if (!connected)
            m_waiting.push_back(pending);
    }
    if (connected)
        start(pending);
    return Handle(std::make_shared<PendingGuard>(pending));
}

void Channel::start(const std::shared_ptr<Pending>& pending)
{
    if (pending->isPut()) {
        startPut(pending);
        return;
    }
    doGet([pending](Result<Reading> result) { Pending::finish(pending, &Pending::getDone, std::move(result)); });
}

void Channel::startPut(const std::shared_ptr<Pending>& pending)
{
    if (m_policy->readOnly) {
        const QString text = QCoreApplication::translate("devices", "%1 was not written: read-only mode");
        Pending::fail(pending, {ErrorCode::ReadOnly, text.arg(m_name), m_name});
        return;
    }
    const ChannelInfoPtr known = info();
    if (checkControlLimits(pending->value, *known)) {
        send(pending);
        return;
    }
    // Not every server announces changed limits: ask again before refusing.
    doRefreshInfo([this, pending] {
        const ChannelInfoPtr fresh = info();
        if (const Result<void> check = checkControlLimits(pending->value, *fresh); !check)
            Pending::fail(pending, check.error());
        else
            send(pending);
    });
}

void Channel::send(const std::shared_ptr<Pending>& pending)
{
    WriteRecord record {m_name, latest().value, pending->value, pending->who, now(), {}};
    doPut(pending->value, pending->mode, [this, pending, record = std::move(record)](Result<void> result) mutable {
        if (m_policy->journal) {
            record.outcome = result;
            m_policy->journal(record);
        }
        Pending::finish(pending, &Pending::putDone, std::move(result));
    });
}

void Channel::setConnected(ChannelInfoPtr info)
{
    std::vector<std::weak_ptr<Pending>> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        m_state = ConnectionState::Connected;
        m_info = std::move(info);
        for (const auto& subscriber : m_subscribers) {
            subscriber->mailbox.post([subscriber, current = m_info] {
                if (subscriber->alive && subscriber->events.connection)
                    subscriber->events.connection(ConnectionState::Connected);
                if (subscriber->alive && subscriber->events.info)
                    subscriber->events.info(current);
            });
        }
        waiting.swap(m_waiting);
    }
    for (const auto& weak : waiting) {
        if (const auto pending = weak.lock())
            start(pending);
    }
}

void Channel::setInfo(ChannelInfoPtr info)
{
    const std::scoped_lock lock(m_mutex);
    m_info = std::move(info);
    for (const auto& subscriber : m_subscribers) {
        if (!subscriber->events.info)
            continue;
        subscriber->mailbox.post([subscriber, current = m_info] {
            if (subscriber->alive)
                subscriber->events.info(current);
        });
    }
}

void Channel::setDisconnected()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == ConnectionState::Disconnected)
        return;
    m_state = ConnectionState::Disconnected;
    m_latest = {};
    for (const auto& subscriber : m_subscribers) {
        if (subscriber->slot)
            subscriber->mailbox.discard(subscriber->slot);
        subscriber->mailbox.post([subscriber] {
            if (subscriber->alive && subscriber->events.connection)
                subscriber->events.connection(ConnectionState::Disconnected);
        });
    }
}

void Channel::publish(Reading reading)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state != ConnectionState::Connected)
        return;
    m_latest = std::move(reading);
    for (const auto& subscriber : m_subscribers) {
        if (subscriber->slot) {
            subscriber->mailbox.store(subscriber->slot, m_latest);
        } else if (subscriber->events.value) {
            subscriber->mailbox.post([subscriber, each = m_latest] {
                if (subscriber->alive)
                    subscriber->events.value(each);
            });
        }
    }
}

} // namespace devices
