#pragma once

#include "scans/engine/documentqueue.h"

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

    void subscribe(DocumentQueuePtr queue);
    void unsubscribe(const DocumentQueuePtr& queue);

    /// Failures which a run has ended with are forgiven; one that came since is the error.
    devices::Result<void> beginPlan();
    void publish(const Document& document);
    bool blocked() const { return m_blocked; }
    /// The consumers that everybody waits for.
    QString blockedBy() const;
    /// Tries again to hand over what is kept.
    void flush();
    /// The failure of a lossless consumer, told once; it gets nothing more.
    std::optional<devices::Error> takeFailure();
    /// A consumer has refused something, made room or failed since the last takeFailure().
    bool troubled() const { return m_troubled.load(std::memory_order_relaxed); }
    quint64 dropped() const;

private:
    struct Consumer
    {
        DocumentQueuePtr queue;
        std::deque<Document> backlog;
        bool failureTold = false;
    };

    void findBlocked();

    const std::function<void()> m_wake;
    std::vector<Consumer> m_consumers;
    bool m_blocked = false;
    std::atomic<bool> m_troubled = false; // any thread
};

} // namespace scans
