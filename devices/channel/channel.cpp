#include "devices/channel/channel.h"

#include "devices/channel/channelpolicy.h"
#include "devices/channel/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <variant>

namespace devices {

/// For Latest it is the slot itself: an update touches as little memory as can be.
class Channel::Subscriber : public Mailbox::Slot
{
public:
    Subscriber(Mailbox& to, Delivery how, ChannelEvents what)
        : valued(static_cast<bool>(what.value))
        , delivery(how)
        , mailbox(to)
        , events(std::move(what))
    {
    }

    std::atomic<bool> alive = true;
    const bool valued;
    const Delivery delivery;
    Mailbox& mailbox;
    const ChannelEvents events;

protected:
    void deliver(const Reading& reading) override
    {
        if (alive)
            events.value(reading);
    }
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

/// A get or a put under way. Whoever ends it owns what stands in it from then on. `mutex` keeps a completing protocol thread and
/// a dropped handle apart, not the reader: it would wait for the thread that wakes it. A pending request does not hold the channel (its
/// handle does), and the reader's callables leave it before a protocol thread could drop it last.
struct Channel::Pending
{
    std::mutex mutex;
    std::atomic<bool> alive = true;
    Mailbox* mailbox = nullptr;
    std::optional<Mailbox::TimerKey> timer; // set under mutex, before anything could be posted
    std::variant<GetDone, PutDone> done;
    bool put = false;
    Value value;
    PutMode mode = PutMode::Forget;
    QString who;

    /// Ends it, in the mailbox's lifetime; the callable is then the caller's to call or to drop. Empty if it had ended before.
    std::optional<std::variant<GetDone, PutDone>> end()
    {
        if (!alive.exchange(false))
            return std::nullopt;
        std::variant<GetDone, PutDone> callable;
        callable.swap(done);
        if (timer)
            mailbox->cancel(*timer);
        return callable;
    }
    /// The handle's: afterwards the mailbox is not touched any more.
    void drop()
    {
        std::unique_lock lock(mutex);
        const auto callable = end();
        lock.unlock(); // what the callable holds goes without it
    }

    template <typename Done, typename T>
    static void finish(const std::shared_ptr<Pending>& self, Result<T> outcome)
    {
        const std::scoped_lock lock(self->mutex);
        if (!self->alive)
            return;
        self->mailbox->post([self, outcome = std::move(outcome)] {
            if (const auto callable = self->end())
                std::get<Done> (*callable)(outcome);
        });
    }
    static void fail(const std::shared_ptr<Pending>& self, Error error)
    {
        if (self->put)
            finish<PutDone>(self, Result<void>(std::move(error)));
        else
            finish<GetDone>(self, Result<Reading>(std::move(error)));
    }
};

class Channel::PendingGuard : public Handle::Guard
{
public:
    PendingGuard(ChannelPtr channel, std::shared_ptr<Pending> pending)
        : m_channel(std::move(channel))
        , m_pending(std::move(pending))
    {
    }
    ~PendingGuard() override { m_pending->drop(); }
    Q_DISABLE_COPY_MOVE(PendingGuard)

private:
    const ChannelPtr m_channel;
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
    auto subscriber = std::make_shared<Subscriber>(mailbox, delivery, std::move(events));
    {
        const std::scoped_lock lock(m_mutex);
        m_subscribers.push_back(subscriber);
        m_valueSubscribers += subscriber->valued ? 1 : 0;
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
    if (subscriber->valued) {
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
        m_valueSubscribers -= subscriber->valued ? 1 : 0;
        wanted = m_valueSubscribers > 0;
        if (!wanted)
            m_latest = {};
    }
    if (!wanted && std::exchange(m_monitored, false))
        stopMonitor();
}

Handle Channel::get(Mailbox& mailbox, GetDone done, std::chrono::milliseconds timeout)
{
    auto pending = std::make_shared<Pending>();
    pending->mailbox = &mailbox;
    pending->done = std::move(done);
    return launch(pending, timeout);
}

Handle Channel::put(
    Mailbox& mailbox, Value value, PutMode mode, PutDone done, std::chrono::milliseconds timeout, const QString& who)
{
    auto pending = std::make_shared<Pending>();
    pending->mailbox = &mailbox;
    pending->done = done ? std::move(done) : [](const Result<void>&) {};
    pending->put = true;
    pending->value = std::move(value);
    pending->mode = mode;
    pending->who = who;
    return launch(pending, timeout);
}

Handle Channel::launch(const std::shared_ptr<Pending>& pending, std::chrono::milliseconds timeout)
{
    Handle handle(std::make_shared<PendingGuard>(shared_from_this(), pending));
    if (pending->put && m_policy->readOnly) {
        refuseReadOnly(pending);
        return handle;
    }
    if (timeout.count() > 0)
        failAfter(pending, timeout);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_state != ConnectionState::Connected) {
            if (m_waiting.size() >= m_pruneWaitingAt) {
                std::erase_if(m_waiting, [](const auto& weak) { return weak.expired(); });
                m_pruneWaitingAt = std::max<std::size_t>(64, 2 * m_waiting.size());
            }
            m_waiting.push_back(pending);
            return handle;
        }
    }
    start(pending);
    return handle;
}

void Channel::failAfter(const std::shared_ptr<Pending>& pending, std::chrono::milliseconds timeout)
{
    const auto late = [weak = std::weak_ptr(pending), channel = weak_from_this(), name = m_name, timeout] {
        const auto self = weak.lock();
        if (!self)
            return;
        const ChannelPtr held = channel.lock();
        const bool connected = held && held->state() == ConnectionState::Connected;
        const QString text = connected ? QCoreApplication::translate("devices", "%1 did not answer within %2 s")
                                       : QCoreApplication::translate("devices", "%1 is not connected (waited %2 s)");
        const double seconds = std::chrono::duration<double>(timeout).count();
        const ErrorCode code = connected ? ErrorCode::Timeout : ErrorCode::Disconnected;
        Pending::fail(self, {code, text.arg(name).arg(seconds), name});
    };
    const std::scoped_lock lock(pending->mutex);
    pending->timer = pending->mailbox->postAt(std::chrono::steady_clock::now() + timeout, late);
}

void Channel::start(const std::shared_ptr<Pending>& pending)
{
    if (!pending->alive)
        return;
    if (pending->put) {
        startPut(pending);
        return;
    }
    doGet([pending](Result<Reading> result) { Pending::finish<GetDone>(pending, std::move(result)); });
}

void Channel::refuseReadOnly(const std::shared_ptr<Pending>& pending)
{
    const QString text = QCoreApplication::translate("devices", "%1 was not written: read-only mode");
    Pending::fail(pending, {ErrorCode::ReadOnly, text.arg(m_name), m_name});
}

void Channel::startPut(const std::shared_ptr<Pending>& pending)
{
    if (m_policy->readOnly) {
        refuseReadOnly(pending);
        return;
    }
    const ChannelInfoPtr known = info();
    Result<Value> suited = suitedTo(pending->value, *known);
    if (!suited) {
        Pending::fail(pending, suited.error());
        return;
    }
    pending->value = std::move(suited).value();
    cutTexts(*pending, *known);
    if (checkControlLimits(pending->value, *known)) {
        send(pending);
        return;
    }
    // Not every server announces changed limits: ask again before refusing.
    doRefreshInfo([this, pending] {
        const ChannelInfoPtr fresh = info();
        if (const Result<void> check = checkControlLimits(pending->value, *fresh); !check)
            Pending::fail(pending, check.error());
        else if (pending->alive)
            send(pending);
    });
}

void Channel::send(const std::shared_ptr<Pending>& pending)
{
    WriteRecord record{m_name, latest().value, pending->value, pending->who, now(), {}};
    auto finish = [this, pending, record = std::move(record)](Result<void> result) mutable {
        if (m_policy->journal) {
            record.outcome = result;
            m_policy->journal(record);
        }
        Pending::finish<PutDone>(pending, std::move(result));
    };
    if (pending->mode != PutMode::Verify) {
        doPut(pending->value, pending->mode, std::move(finish));
        return;
    }
    doPut(pending->value, PutMode::Complete,
        [this, written = pending->value, finish = std::move(finish)](Result<void> result) mutable {
            if (result)
                readBack(written, std::move(finish));
            else
                finish(std::move(result));
        });
}

void Channel::readBack(const Value& written, RawPutDone done)
{
    doGet([this, written, done = std::move(done)](const Result<Reading>& result) {
        if (!result)
            done(result.error());
        else
            done(checkReadBack(written, result.value().value, *info()));
    });
}

void Channel::cutTexts(Pending& pending, const ChannelInfo& info)
{
    const std::optional<Value> cut = withTextsCut(pending.value, info);
    if (!cut)
        return;
    pending.value = *cut;
    const QString text = QCoreApplication::translate("devices", "%1 takes texts of %2 bytes; what was written is cut");
    if (m_policy->warning)
        m_policy->warning({ErrorCode::BadValue, text.arg(m_name).arg(info.maxTextBytes), m_name});
}

void Channel::setConnected(ChannelInfoPtr info)
{
    // What has waited goes out before the state changes, so that a later request of the same caller cannot overtake it.
    for (;;) {
        std::vector<std::weak_ptr<Pending>> waiting;
        {
            const std::scoped_lock lock(m_mutex);
            m_info = info;
            if (m_waiting.empty()) {
                announceConnected();
                return;
            }
            waiting.swap(m_waiting);
        }
        for (const auto& weak : waiting) {
            if (const auto pending = weak.lock())
                start(pending);
        }
    }
}

void Channel::announceConnected()
{
    m_state = ConnectionState::Connected;
    for (const auto& subscriber : m_subscribers) {
        subscriber->mailbox.post([subscriber, current = m_info] {
            if (subscriber->alive && subscriber->events.connection)
                subscriber->events.connection(ConnectionState::Connected);
            if (subscriber->alive && subscriber->events.info)
                subscriber->events.info(current);
        });
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
    if (m_state != ConnectionState::Connected)
        return;
    m_state = ConnectionState::Disconnected;
    m_latest = {};
    for (const auto& subscriber : m_subscribers) {
        if (subscriber->valued && subscriber->delivery == Delivery::Latest)
            subscriber->mailbox.discard(subscriber);
        subscriber->mailbox.post([subscriber] {
            if (subscriber->alive && subscriber->events.connection)
                subscriber->events.connection(ConnectionState::Disconnected);
        });
    }
}

void Channel::publish(Reading reading)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state != ConnectionState::Connected || m_valueSubscribers == 0)
        return;
    m_latest = std::move(reading);
    for (const auto& subscriber : m_subscribers) {
        if (!subscriber->valued)
            continue;
        if (subscriber->delivery == Delivery::Latest) {
            subscriber->mailbox.store(subscriber, m_latest);
        } else {
            subscriber->mailbox.post([subscriber, each = m_latest] {
                if (subscriber->alive)
                    subscriber->events.value(each);
            });
        }
    }
}

} // namespace devices
