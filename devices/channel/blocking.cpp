#include "devices/channel/blocking.h"

#include <QCoreApplication>

#include <optional>

namespace devices {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Drains the mailbox until the outcome is there, or up to the deadline.
template <typename T>
bool await(Mailbox& mailbox, const std::optional<T>& outcome, SteadyClock::time_point deadline)
{
    while (!outcome && mailbox.waitFor(deadline))
        mailbox.drain();
    return outcome.has_value();
}

constexpr SteadyClock::time_point Never = SteadyClock::time_point::max();

} // namespace

Result<Reading> getBlocking(Channel& channel, std::chrono::milliseconds timeout)
{
    Mailbox mailbox;
    std::optional<Result<Reading>> outcome;
    const Handle handle = channel.get(
        mailbox, [&outcome](const Result<Reading>& result) { outcome = result; }, timeout);
    await(mailbox, outcome, Never); // the channel itself sees to the time-out
    return *outcome;
}

Result<void> putBlocking(
    Channel& channel, Value value, PutMode mode, std::chrono::milliseconds timeout, const QString& who)
{
    Mailbox mailbox;
    std::optional<Result<void>> outcome;
    const auto done = [&outcome](const Result<void>& result) { outcome = result; };
    const Handle handle = channel.put(mailbox, std::move(value), mode, done, timeout, who);
    await(mailbox, outcome, Never);
    return *outcome;
}

Result<ChannelInfoPtr> connectBlocking(Channel& channel, std::chrono::milliseconds timeout)
{
    Mailbox mailbox;
    std::optional<ConnectionState> connected;
    ChannelEvents events;
    events.connection = [&connected](ConnectionState state) {
        if (state == ConnectionState::Connected)
            connected = state;
    };
    const Handle handle = channel.subscribe(mailbox, Delivery::Every, std::move(events));
    if (await(mailbox, connected, SteadyClock::now() + timeout))
        return channel.info();
    const QString text = QCoreApplication::translate("devices", "%1 is not connected (waited %2 s)");
    const double seconds = std::chrono::duration<double>(timeout).count();
    return Error{ErrorCode::Disconnected, text.arg(channel.name()).arg(seconds), channel.name()};
}

} // namespace devices
