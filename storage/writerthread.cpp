#include "storage/writerthread.h"

#include <QCoreApplication>

#include <future>
#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr std::chrono::milliseconds flushPeriod{100};

} // namespace

WriterThread::WriterThread(MakeConsumers makeConsumers, std::size_t capacity)
    : m_queue(std::make_shared<scans::DocumentQueue>(
        QStringLiteral("writer"), scans::Service::Lossless, capacity, [mailbox = m_mailbox] { mailbox->post([] {}); }))
    , m_makeConsumers(std::move(makeConsumers))
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
    post([this, promise] {
        writeBatch(m_queue->pop());
        flush();
        promise->set_value(m_failure ? Result<void>(*m_failure) : Result<void>());
    });
    if (written.wait_for(timeout) == std::future_status::ready)
        return written.get();
    return Error{ErrorCode::Timeout,
        QCoreApplication::translate("storage", "The writer did not finish within %1 ms.").arg(timeout.count()), {}};
}

void WriterThread::run()
{
    pthread_setname_np(pthread_self(), "writer");
    while (!m_quit) {
        m_mailbox->waitFor(Clock::now() + std::chrono::hours(1));
        m_mailbox->drain();
        auto documents = m_queue->pop();
        while (!documents.empty()) {
            writeBatch(std::move(documents));
            documents = m_queue->pop();
        }
        flush();
    }
    m_listener = {};
    m_queue->fail({ErrorCode::Stopped, QCoreApplication::translate("storage", "The writer has ended."), {}});
    for (const auto& consumer : m_consumers) {
        consumer->abandon({ErrorCode::Stopped,
            QCoreApplication::translate("storage", "The program was closed before the run ended."), {}});
    }
    m_consumers.clear();
}

void WriterThread::writeBatch(std::deque<scans::Document> documents)
{
    while (!documents.empty()) {
        m_status.waiting = documents.size() + m_queue->counters().waiting;
        const scans::Document document = std::move(documents.front());
        documents.pop_front(); // its memory is free as soon as it is written
        if (!accepts(document))
            continue;
        for (const auto& consumer : m_consumers) {
            if (auto done = consumer->consume(document); !done) {
                fail(consumer->name(), done.error());
                break;
            }
        }
        ++m_consumed;
        if (Clock::now() - m_lastFlush >= flushPeriod)
            flush();
    }
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
    m_consumers = std::move(made).value();
    return true;
}

void WriterThread::flush()
{
    m_lastFlush = Clock::now();
    if (!m_skipping && m_status.written != m_consumed) {
        for (const auto& consumer : m_consumers) {
            if (auto done = consumer->flush(); !done) {
                fail(consumer->name(), done.error());
                break;
            }
        }
        if (!m_failure)
            m_status.written = m_consumed;
    }
    m_status.waiting = m_queue->counters().waiting;
    report();
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
    report();
}

void WriterThread::report()
{
    if (m_listener && m_status != m_reported)
        m_listener(m_status);
    m_reported = m_status;
}

} // namespace storage
