#pragma once

#include "devices/channel/mailbox.h"
#include "scans/engine/documentqueue.h"
#include "storage/documentconsumer.h"

#include <QString>

#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace storage {

/// What the writer is doing, for displays.
struct WriterStatus
{
    std::size_t waiting = 0; ///< documents not yet written
    quint64 written = 0; ///< documents written and flushed
    QString file; ///< the run file begun last
    QString error; ///< why it gave up; empty when all is well
    QString warning; ///< what is not written of the run begun last, though it goes on
    QString held; ///< why it waits, for room or for a folder to come back; empty when it does not
    std::size_t waitingBytes = 0; ///< of memory that waits with the documents, about

    friend bool operator==(const WriterStatus&, const WriterStatus&) = default;
};

/// When to write and when to wait.
struct WriterOptions
{
    std::size_t capacity = 4096; ///< documents that may wait
    std::size_t capacityBytes = scans::DocumentQueue::defaultCapacityBytes;
    /// Under load, everything is handed to the operating system this often …
    std::chrono::milliseconds flushPeriod{100};
    int flushDocuments = 0; ///< … and after so many documents; 0 = does not matter
    /// Can anything be written now? Asked on the writer's thread before it writes; `thoroughly` after something went wrong.
    std::function<devices::Result<void>(bool thoroughly)> ready;
    std::chrono::milliseconds retryPeriod{500}; ///< how often that is asked while it cannot
};

/// The thread ("writer") which hands documents to the consumers, in order, and lets them flush: at once when nothing
/// waits, else as the options say. While nothing can be written it keeps what it has, holds the queue with the reason, so that
/// the engine waits, and goes on by itself.
///
/// Thread:  queue, post, drain, setListener: any. Consumers, tasks and the listener run on the writer's thread.
/// Owns:    its thread and consumers; the destructor writes what waits, then joins.
/// Errors:  an essential consumer's error fails the queue, so that the engine stops the run, and every consumer is told to abandon
///          its open runs; their documents are dropped. The next run is tried again.
class WriterThread
{
public:
    using Consumers = std::vector<std::unique_ptr<DocumentConsumer>>;
    using MakeConsumers = std::function<devices::Result<Consumers>(WriterThread&)>;

    /// `makeConsumers` runs on the writer's thread, so that connections and handles are born where they are used.
    explicit WriterThread(MakeConsumers makeConsumers, WriterOptions options = {});
    ~WriterThread();
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    scans::DocumentQueuePtr queue() const { return m_queue; }
    void post(std::function<void()> task);
    /// Waits until every document pushed so far is flushed; the error that stopped the writer, or Timeout.
    devices::Result<void> drain(std::chrono::milliseconds timeout);
    void setListener(std::function<void(const WriterStatus&)> listener);
    /// On the writer's thread: names the file for displays.
    void setFile(const QString& path);

private:
    using Clock = std::chrono::steady_clock;

    void run();
    void work();
    bool writePending();
    bool handOver(const scans::Document& document);
    bool accepts(const scans::Document& document);
    bool flushDue() const;
    void flush();
    bool ready();
    devices::Result<void> askAll(bool thoroughly);
    bool mayRetry(const devices::Error& error);
    void hold(const devices::Error& reason);
    void release();
    void fail(const QString& consumer, const devices::Error& error);
    void writeLast();
    bool goesOnWithout(DocumentConsumer& consumer, const devices::Error& error);
    void answerDrains();
    void report();

    // any thread
    const std::shared_ptr<devices::Mailbox> m_mailbox = std::make_shared<devices::Mailbox>(); ///< shared with the queue
    std::atomic<bool> m_woken{false};
    const scans::DocumentQueuePtr m_queue;
    // writer thread
    const MakeConsumers m_makeConsumers;
    const WriterOptions m_options;
    std::deque<scans::Document> m_pending; ///< taken from the queue
    std::size_t m_pendingBytes = 0;
    std::size_t m_nextConsumer = 0; ///< of the first one pending: those before it have it already
    std::vector<std::shared_ptr<std::promise<devices::Result<void>>>> m_drains;
    Clock::time_point m_askedReady{};
    std::size_t m_bytesSinceReady = 0;
    int m_retries = 0; ///< of what went wrong although everything seems ready
    Consumers m_consumers;
    WriterStatus m_status;
    WriterStatus m_reported;
    std::optional<devices::Error> m_failure;
    std::function<void(const WriterStatus&)> m_listener;
    quint64 m_consumed = 0;
    Clock::time_point m_lastFlush{};
    bool m_skipping = false; ///< after a failure: until the next start document
    bool m_quit = false;
    // last: starts when everything else is there
    std::thread m_thread;
};

} // namespace storage
