#pragma once

#include "scans/engine/documentqueue.h"
#include "scans/engine/subscription.h"

#include <atomic>
#include <deque>
#include <functional>
#include <vector>

namespace scans {

/// Hands every document to every consumer. What a lossless one has no room for is kept here; the engine waits then.
/// Thread:  engine's. `wake` is called from any, when a consumer has made room or failed.
class Dispatcher
{
public:
    explicit Dispatcher(std::function<void()> wake);
    ~Dispatcher();
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    /// Any thread.
    qint64 newToken() { return ++m_tokens; }
    /// A queue that was subscribed before is subscribed anew. A token of zero makes one.
    qint64 subscribe(DocumentQueuePtr queue, Subscription subscription = {}, qint64 token = 0);
    void unsubscribe(const DocumentQueuePtr& queue);
    void unsubscribe(qint64 token);
    /// Asked at every start for consumers of that run.
    void addFactory(ConsumerFactory factory) { m_factories.push_back(std::move(factory)); }

    /// Failures which a run has ended with are forgiven; one that came since is the error.
    devices::Result<void> beginPlan();
    /// Those that were subscribed for the plan are not served any more.
    void endPlan();
    void publish(const Document& document);
    bool blocked() const { return m_blocked; }
    /// The consumers that everybody waits for.
    QString blockedBy() const;
    /// Tries again to hand over what is kept.
    void flush();
    /// Sleeps until those that may lose documents have room, too. Who made none in that time is not waited for again before he has.
    void awaitDisplays(std::chrono::milliseconds patience);
    /// The failure of a lossless consumer, told once; it gets nothing more.
    std::optional<devices::Error> takeFailure();
    /// A consumer has refused something, made room or failed since the last takeFailure().
    bool troubled() const { return m_troubled.load(std::memory_order_relaxed); }
    quint64 dropped() const;
    /// What ails consumers that nobody waits for, in words; empty = nothing.
    QString lossyTrouble() const;

private:
    struct Consumer
    {
        DocumentQueuePtr queue;
        Subscription subscription;
        qint64 token = 0;
        QString run; ///< of one that is served for a run
        std::deque<Document> backlog;
        bool failureTold = false;
        bool late = false; ///< was waited for in vain
        bool ended = false; ///< goes once it has got its backlog
    };

    static bool wants(Consumer& consumer, const Document& document);
    static void give(Consumer& consumer, const Document& document);
    template <typename Condition>
    void remove(const Condition& condition);
    void removeEnded();
    void askFactories(const RunStart& start);
    void findBlocked();

    const std::function<void()> m_wake;
    std::vector<Consumer> m_consumers;
    std::vector<ConsumerFactory> m_factories;
    std::atomic<qint64> m_tokens = 0; // any thread
    bool m_blocked = false;
    std::atomic<bool> m_troubled = false; // any thread
};

} // namespace scans
