#include "storage/writerthread.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr std::chrono::milliseconds readyPeriod{100};
constexpr std::size_t readyBytes = 8 * 1024 * 1024; ///< written without asking whether there is room
constexpr int mostRetries = 3;

} // namespace

WriterThread::WriterThread(MakeConsumers makeConsumers, WriterOptions options)
    : m_queue(std::make_shared<scans::DocumentQueue>(
        QStringLiteral("writer"), scans::Service::Lossless, options.capacity,
        [mailbox = m_mailbox] { mailbox->post([] {}); }, options.capacityBytes))
    , m_makeConsumers(std::move(makeConsumers))
    , m_options(std::move(options))
    , m_thread([this] { run(); })
{
}

WriterThread::~WriterThread()
{
    m_mailbox->post([this] { m_quit = true; });
    m_thread.join();
}

void WriterThread::post(std::function<void()> task)
{
    m_mailbox->post(std::move(task));
}

void WriterThread::setListener(std::function<void(const WriterStatus&)> listener)
{
    post([this, listener = std::move(listener)]() mutable {
        m_listener = std::move(listener);
        if (m_listener)
            m_listener(m_status);
    });
}

void WriterThread::setFile(const QString& path)
{
    m_status.file = path;
    report();
}

Result<void> WriterThread::drain(std::chrono::milliseconds timeout)
{
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto written = promise->get_future();
    post([this, promise] { m_drains.push_back(promise); });
    if (written.wait_for(timeout) == std::future_status::ready)
        return written.get();
    if (const QString held = m_queue->held(); !held.isEmpty())
        return Error{ErrorCode::Timeout, held, m_queue->name()};
    return Error{ErrorCode::Timeout,
        QCoreApplication::translate("storage", "The writer did not finish within %1 ms.").arg(timeout.count()), {}};
}

void WriterThread::run()
{
    pthread_setname_np(pthread_self(), "writer");
    while (!m_quit) {
        const bool held = !m_status.held.isEmpty();
        m_mailbox->waitFor(Clock::now() + (held ? Clock::duration(m_options.retryPeriod) : std::chrono::hours(1)));
        m_mailbox->drain();
        work();
    }
    m_listener = {};
    writeLast();
    m_queue->fail({ErrorCode::Stopped, QCoreApplication::translate("storage", "The writer has ended."), {}});
    for (const auto& consumer : m_consumers) {
        consumer->abandon({ErrorCode::Stopped,
            QCoreApplication::translate("storage", "The program was closed before the run ended."), {}});
    }
    m_consumers.clear();
}

/// The program ends while something waits for its disk: what can be written is, each consumer as far as it gets.
void WriterThread::writeLast()
{
    for (scans::Document& document : m_queue->pop())
        m_pending.push_back(std::move(document));
    std::vector<bool> ended(m_consumers.size(), false);
    const auto end = [&](std::size_t i, const Error& error) {
        qWarning("%s: %s", qPrintable(m_consumers[i]->name()), qPrintable(error.message));
        m_consumers[i]->abandon(error);
        ended[i] = true;
    };
    for (; !m_pending.empty() && !m_skipping; m_pending.pop_front(), m_nextConsumer = 0) {
        for (std::size_t i = m_nextConsumer; i < m_consumers.size(); ++i) {
            if (const auto done = ended[i] ? Result<void>() : m_consumers[i]->consume(m_pending.front()); !done)
                end(i, done.error());
        }
    }
    for (std::size_t i = 0; i < m_consumers.size(); ++i) {
        if (const auto done = ended[i] || m_skipping ? Result<void>() : m_consumers[i]->flush(); !done)
            end(i, done.error());
    }
}

void WriterThread::work()
{
    do {
        if (!m_status.held.isEmpty() && !ready())
            return;
        for (scans::Document& document : m_queue->pop()) {
            m_pendingBytes += scans::memoryOf(document);
            m_pending.push_back(std::move(document));
        }
        if (!writePending())
            return;
    } while (m_queue->counters().waiting > 0);
    flush();
    if (m_status.held.isEmpty())
        answerDrains();
}

/// False when it must wait.
bool WriterThread::writePending()
{
    while (!m_pending.empty()) {
        if (!ready())
            return false;
        const scans::Document& document = m_pending.front();
        if (m_nextConsumer == 0 && std::holds_alternative<scans::RunStartPtr>(document))
            m_status.warning.clear();
        if (accepts(document)) {
            if (!handOver(document))
                return false;
            ++m_consumed;
        }
        const std::size_t bytes = scans::memoryOf(document);
        m_pendingBytes -= std::min(bytes, m_pendingBytes);
        m_bytesSinceReady += bytes;
        m_nextConsumer = 0;
        m_pending.pop_front(); // its memory is free as soon as it is written
        if (flushDue())
            flush();
        if (!m_status.held.isEmpty())
            return false;
    }
    return true;
}

/// False when it must be tried again.
bool WriterThread::handOver(const scans::Document& document)
{
    for (; m_nextConsumer < m_consumers.size(); ++m_nextConsumer) {
        const auto done = m_consumers[m_nextConsumer]->consume(document);
        if (done)
            continue;
        if (mayRetry(done.error()))
            return false;
        if (goesOnWithout(*m_consumers[m_nextConsumer], done.error()))
            continue;
        fail(m_consumers[m_nextConsumer]->name(), done.error());
        return true;
    }
    return true;
}

/// After a failure nothing is written until a new run starts; then everything is tried anew.
bool WriterThread::accepts(const scans::Document& document)
{
    if (m_skipping && !std::holds_alternative<scans::RunStartPtr>(document))
        return false;
    if (!m_consumers.empty() && !m_skipping)
        return true;
    m_skipping = false;
    m_failure.reset();
    m_status.error.clear();
    if (!m_consumers.empty())
        return true;
    auto made = m_makeConsumers(*this);
    if (!made) {
        fail({}, made.error());
        return false;
    }
    m_nextConsumer = 0;
    m_consumers = std::move(made).value();
    return true;
}

bool WriterThread::flushDue() const
{
    const auto since = static_cast<int>(m_consumed - m_status.written);
    return Clock::now() - m_lastFlush >= m_options.flushPeriod
        || (m_options.flushDocuments > 0 && since >= m_options.flushDocuments);
}

void WriterThread::flush()
{
    m_lastFlush = Clock::now();
    if (!m_skipping && m_status.written != m_consumed) {
        for (const auto& consumer : m_consumers) {
            const auto done = consumer->flush();
            if (done)
                continue;
            if (!mayRetry(done.error())) {
                if (goesOnWithout(*consumer, done.error()))
                    continue;
                fail(consumer->name(), done.error());
            }
            break;
        }
        if (!m_failure && m_status.held.isEmpty()) {
            m_status.written = m_consumed;
            m_retries = 0;
        }
    }
    report();
}

/// Asks whether anything can be written, if it is time to.
bool WriterThread::ready()
{
    const bool held = !m_status.held.isEmpty();
    const auto now = Clock::now();
    if (!held && (!m_options.ready || (now - m_askedReady < readyPeriod && m_bytesSinceReady < readyBytes)))
        return true;
    m_askedReady = now;
    m_bytesSinceReady = 0;
    if (const auto able = askAll(held); !able) {
        hold(able.error());
        return false;
    }
    release();
    return true;
}

/// The consumers first: what they miss must not be made anew by looking for it.
Result<void> WriterThread::askAll(bool thoroughly)
{
    for (const auto& consumer : m_consumers) {
        const auto able = consumer->ready();
        if (able || (able.error().code != ErrorCode::Io && goesOnWithout(*consumer, able.error())))
            continue;
        return able;
    }
    return m_options.ready ? m_options.ready(thoroughly) : Result<void>();
}

/// Something went wrong: a reason to wait, rather than to give up, is that nothing can be written at all.
bool WriterThread::mayRetry(const Error& error)
{
    if (error.code == ErrorCode::Timeout) { // somebody has locked the catalogue: that ends
        hold(error);
        return true;
    }
    if (!m_options.ready || error.code != ErrorCode::Io)
        return false;
    if (const auto able = askAll(true); !able) {
        hold(able.error());
        return true;
    }
    if (++m_retries > mostRetries)
        return false;
    hold(error); // it may just have come back
    return true;
}

void WriterThread::hold(const Error& reason)
{
    m_status.held = reason.message;
    m_queue->hold(reason.message);
    report();
}

void WriterThread::release()
{
    if (m_status.held.isEmpty())
        return;
    m_status.held.clear();
    m_queue->hold({});
    report();
}

bool WriterThread::goesOnWithout(DocumentConsumer& consumer, const Error& error)
{
    if (consumer.essential())
        return false;
    m_status.warning
        = QCoreApplication::translate("storage", "The %1 file of this run is not complete, the run file is: %2")
              .arg(consumer.name(), error.message);
    qWarning("%s", qPrintable(m_status.warning));
    consumer.abandon(error);
    m_retries = 0;
    report();
    return true;
}

void WriterThread::fail(const QString& consumer, const Error& error)
{
    Error told = error;
    if (told.source.isEmpty())
        told.source = consumer;
    m_failure = told;
    m_skipping = true;
    m_status.error = told.message;
    for (const auto& each : m_consumers)
        each->abandon(told);
    m_queue->fail(std::move(told));
    m_retries = 0;
    release();
    report();
}

/// Whoever waits for the files hears that everything is in them, or why not.
void WriterThread::answerDrains()
{
    for (const auto& drain : std::exchange(m_drains, {}))
        drain->set_value(m_failure ? Result<void>(*m_failure) : Result<void>());
}

void WriterThread::report()
{
    const scans::DocumentQueue::Counters counters = m_queue->counters();
    m_status.waiting = m_pending.size() + counters.waiting;
    m_status.waitingBytes = m_pendingBytes + counters.waitingBytes;
    if (m_listener && m_status != m_reported)
        m_listener(m_status);
    m_reported = m_status;
}

} // namespace storage
