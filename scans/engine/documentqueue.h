#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace scans {

enum class Service : quint8 {
    Lossless, ///< every document in order; a full queue makes the engine wait, a failure stops the run
    Lossy, ///< displays: when full the oldest events are dropped and counted; never anything else than events
};

/// The bounded way of documents from the engine to one consumer on another thread.
/// Thread:  push from the engine; pop, fail and close from the consumer; counters from any.
class DocumentQueue
{
public:
    /// `capacityBytes`: of memory; one document always fits.
    DocumentQueue(QString name, Service service, std::size_t capacity, std::function<void()> waker = {},
        std::size_t capacityBytes = defaultCapacityBytes);
    static constexpr std::size_t defaultCapacityBytes = std::size_t{512} * 1024 * 1024;

    const QString& name() const { return m_name; }
    Service service() const { return m_service; }

    /// Lossless: false when full or failed (see failure()); the engine keeps the document and tries again.
    bool push(const Document& document);
    /// Engine: sleeps until there is room, or the deadline; true if there is.
    bool waitForRoom(std::chrono::steady_clock::time_point deadline);
    /// Everything that waits, oldest first; sleeps for it until the deadline.
    std::deque<Document> pop(std::chrono::steady_clock::time_point deadline = {});
    /// The consumer gives up: the engine stops the run with this reason, or refuses the next one. Until clearFailure()
    /// nothing is taken any more.
    void fail(devices::Error error);
    std::optional<devices::Error> failure() const;
    /// Engine: a new run tries again with a consumer whose failure has been told.
    void clearFailure();
    /// The consumer cannot go on for now and says why ("the disk is full"): the engine waits from its next document on. An empty
    /// reason lets it go on.
    void hold(const QString& reason);
    QString held() const;
    /// Engine: called when there is room after a refused document, and on failure. Must only wake; called with a lock held.
    void setRoomWaker(std::function<void()> waker);

    struct Counters
    {
        quint64 passed = 0;
        quint64 dropped = 0;
        std::size_t waiting = 0;
        std::size_t waitingBytes = 0;
        std::size_t highWater = 0;
    };
    Counters counters() const;

private:
    bool dropOldestEvent();
    bool full() const;

    const QString m_name;
    const Service m_service;
    const std::size_t m_capacity;
    const std::size_t m_capacityBytes;
    const std::function<void()> m_waker;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Document> m_documents;
    std::size_t m_bytes = 0; ///< of m_documents
    std::optional<devices::Error> m_failure;
    QString m_held;
    std::function<void()> m_roomWaker;
    bool m_refused = false;
    Counters m_counters;
};

using DocumentQueuePtr = std::shared_ptr<DocumentQueue>;

} // namespace scans
