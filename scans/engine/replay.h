#pragma once

#include "devices/channel/mailbox.h"
#include "scans/engine/dispatcher.h"

#include <stop_token>

namespace scans {

/// Feeds stored documents to consumers by the rules of a live run: kinds, lifetimes and factories, in order, nothing lost to
/// those that must have everything. Displays are waited for, too, unless they take nothing for a while.
///
/// Thread:  run() sleeps while consumers are behind: call it from a thread that none of them needs. Queues that an engine
///          serves at the same time are not for it.
/// Errors:  that of a lossless consumer which failed; Cancelled when stopped.
class Replay
{
public:
    Replay();

    qint64 subscribe(DocumentQueuePtr queue, Subscription subscription = {});
    void addConsumers(ConsumerFactory factory);

    /// Any range of Document, of as many runs as there are. Returns when everybody has got what waited for him.
    template <typename Range>
    devices::Result<void> run(const Range& documents, const std::stop_token& stop = {})
    {
        for (const Document& document : documents) {
            if (devices::Result<void> fed = feed(document, stop); !fed)
                return fed;
        }
        m_dispatcher.endPlan();
        return {};
    }

private:
    devices::Result<void> feed(const Document& document, const std::stop_token& stop);

    devices::Mailbox m_mailbox;
    Dispatcher m_dispatcher;
};

} // namespace scans
