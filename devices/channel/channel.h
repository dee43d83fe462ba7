#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/mailbox.h"
#include "devices/channel/reading.h"
#include "devices/channel/request.h"
#include "devices/channel/result.h"

#include <chrono>
#include <functional>
#include <memory>

namespace devices {

class ChannelPolicy;

enum class Delivery : quint8 {
    Latest, ///< displays: the newest reading only, skips are counted
    Every, ///< engine, loggers, writers: each reading in order
};

enum class PutMode : quint8 {
    Forget, ///< done when sent
    Complete, ///< done when the server has finished what the put started (a move, a count)
    Verify, ///< the same, then the value is read back and must be the one that was written
};

/// What a subscriber wants to hear; any may be empty. All are called on the mailbox's reader thread.
struct ChannelEvents
{
    std::function<void(const Reading&)> value;
    std::function<void(ConnectionState)> connection;
    std::function<void(const ChannelInfoPtr&)> info;
};

using GetDone = std::function<void(const Result<Reading>&)>;
using PutDone = std::function<void(const Result<void>&)>;

inline constexpr std::chrono::milliseconds DefaultTimeout{5000};

/// One named value somewhere: the seam between the program and every protocol. Shared by all who use the name.
///
/// Thread:  every verb may be called from any thread and returns at once; callbacks run where `mailbox` is drained.
///          The mailbox must outlive the handle.
/// Errors:  as values, with the channel's name; Timeout when nobody answered, Disconnected when the link broke.
/// Source:  subclasses implement the protected verbs for one protocol (CaChannel, LocalChannel).
class Channel : public std::enable_shared_from_this<Channel>
{
public:
    Channel(QString name, std::shared_ptr<ChannelPolicy> policy);
    virtual ~Channel();
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    const QString& name() const { return m_name; }
    ConnectionState state() const;
    /// Null until first connected; afterwards the last known metadata, also while disconnected.
    ChannelInfoPtr info() const;
    /// The last monitored reading, if anybody subscribes; otherwise monostate.
    Reading latest() const;

    /// A new subscriber hears at once what is known: connection, info, latest reading. The reading callback is never
    /// called while the channel is disconnected.
    Handle subscribe(Mailbox& mailbox, Delivery delivery, ChannelEvents events);
    /// Waits for the connection if need be, within the time-out. The handle keeps the channel alive.
    Handle get(Mailbox& mailbox, GetDone done, std::chrono::milliseconds timeout = DefaultTimeout);
    /// Texts are converted as parse() does (one that is too long for the server is cut, with a warning), numbers checked
    /// against the control limits. A time-out of zero waits as long as
    /// the channel stays connected. `who` is for the write journal.
    Handle put(Mailbox& mailbox, Value value, PutMode mode, PutDone done,
        std::chrono::milliseconds timeout = DefaultTimeout, const QString& who = {});

protected:
    using RawGetDone = std::function<void(Result<Reading>)>;
    using RawPutDone = std::function<void(Result<void>)>;

    // For subclasses to implement. Called from any thread, only while connected (start/stopMonitor: any time); never with
    // a lock of this class held. `done` may be called from any thread, at most once, also before returning; a subclass that is destroyed with
    // requests under way fails them in its destructor.
    virtual void doGet(RawGetDone done) = 0;
    /// `mode` is Forget or Complete.
    virtual void doPut(const Value& value, PutMode mode, RawPutDone done) = 0;
    /// Reads the metadata afresh, calls setInfo() with it, then `done`.
    virtual void doRefreshInfo(std::function<void()> done) = 0;
    virtual void startMonitor() = 0;
    virtual void stopMonitor() = 0;

    // For subclasses to call, from any one thread at a time.
    void setConnected(ChannelInfoPtr info);
    void setInfo(ChannelInfoPtr info);
    void setDisconnected();
    void publish(Reading reading);

private:
    class Subscriber;
    class SubscriptionGuard;
    struct Pending;
    class PendingGuard;

    Handle launch(const std::shared_ptr<Pending>& pending, std::chrono::milliseconds timeout);
    void start(const std::shared_ptr<Pending>& pending);
    void startPut(const std::shared_ptr<Pending>& pending);
    void failAfter(const std::shared_ptr<Pending>& pending, std::chrono::milliseconds timeout);
    void refuseReadOnly(const std::shared_ptr<Pending>& pending);
    void announceConnected();
    void send(const std::shared_ptr<Pending>& pending);
    void readBack(const Value& written, RawPutDone done);
    void cutTexts(Pending& pending, const ChannelInfo& info);
    void removeSubscriber(const Subscriber* subscriber);

    const QString m_name;
    const std::shared_ptr<ChannelPolicy> m_policy;

    // Keeps starting and stopping the monitor in order. Never taken by a callback of the protocol.
    std::mutex m_monitorMutex;
    bool m_monitored = false;

    // While it is held only mailboxes are called, which never call back; so a mailbox is not touched after its handle is gone.
    mutable std::mutex m_mutex;
    ConnectionState m_state = ConnectionState::NeverConnected;
    ChannelInfoPtr m_info;
    Reading m_latest;
    std::vector<std::shared_ptr<Subscriber>> m_subscribers;
    std::size_t m_valueSubscribers = 0;
    std::vector<std::weak_ptr<Pending>> m_waiting; // requests made before the connection
    std::size_t m_pruneWaitingAt = 64;
};

using ChannelPtr = std::shared_ptr<Channel>;

} // namespace devices
