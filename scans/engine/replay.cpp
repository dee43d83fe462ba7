#include "scans/engine/replay.h"

#include <QCoreApplication>

namespace scans {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto DisplayPatience = 500ms;
constexpr auto LookInterval = 33ms; // whether to stop

} // namespace

Replay::Replay()
    : m_dispatcher([this] { m_mailbox.post([] {}); })
{
}

qint64 Replay::subscribe(DocumentQueuePtr queue, Subscription subscription)
{
    return m_dispatcher.subscribe(std::move(queue), subscription);
}

void Replay::addConsumers(ConsumerFactory factory)
{
    m_dispatcher.addFactory(std::move(factory));
}

devices::Result<void> Replay::feed(const Document& document, const std::stop_token& stop)
{
    m_dispatcher.awaitDisplays(DisplayPatience);
    m_dispatcher.publish(document);
    for (;;) {
        m_mailbox.drain();
        if (m_dispatcher.troubled()) {
            if (std::optional<devices::Error> failure = m_dispatcher.takeFailure())
                return std::move(*failure);
        }
        if (stop.stop_requested())
            return devices::Error{
                devices::ErrorCode::Cancelled, QCoreApplication::translate("scans", "The replay was stopped"), {}};
        m_dispatcher.flush();
        if (!m_dispatcher.blocked())
            return {};
        m_mailbox.waitFor(steady_clock::now() + LookInterval);
    }
}

} // namespace scans
