#include "scans/engine/documentqueue.h"

#include <algorithm>

namespace scans {

DocumentQueue::DocumentQueue(
    QString name, Service service, std::size_t capacity, std::function<void()> waker, std::size_t capacityBytes)
    : m_name(std::move(name))
    , m_service(service)
    , m_capacity(std::max<std::size_t>(capacity, 1))
    , m_capacityBytes(capacityBytes)
    , m_waker(std::move(waker))
{
}

bool DocumentQueue::push(const Document& document)
{
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failure)
            return false;
        if (m_service == Service::Lossless && (full() || !m_held.isEmpty())) {
            m_refused = true;
            return false;
        }
        while (full() && dropOldestEvent()) { }
        wasEmpty = m_documents.empty();
        m_documents.push_back(document);
        m_bytes += memoryOf(document);
        ++m_counters.passed;
        m_counters.highWater = std::max(m_counters.highWater, m_documents.size());
    }
    m_changed.notify_all();
    if (wasEmpty && m_waker)
        m_waker();
    return true;
}

bool DocumentQueue::full() const
{
    return m_documents.size() >= m_capacity || (m_bytes >= m_capacityBytes && !m_documents.empty());
}

bool DocumentQueue::dropOldestEvent()
{
    const auto event = std::find_if(m_documents.begin(), m_documents.end(),
        [](const Document& document) { return std::holds_alternative<EventPtr>(document); });
    if (event == m_documents.end())
        return false;
    m_bytes -= memoryOf(*event);
    m_documents.erase(event);
    ++m_counters.dropped;
    return true;
}

bool DocumentQueue::waitForRoom(std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    const auto room = [this] { return !full() && m_held.isEmpty(); };
    m_changed.wait_until(lock, deadline, [this, room] { return m_failure || room(); });
    return !m_failure && room();
}

std::deque<Document> DocumentQueue::pop(std::chrono::steady_clock::time_point deadline)
{
    std::deque<Document> documents;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, deadline, [this] { return !m_documents.empty(); });
        documents.swap(m_documents);
        m_bytes = 0;
        if (m_held.isEmpty() && std::exchange(m_refused, false) && m_roomWaker)
            m_roomWaker();
    }
    m_changed.notify_all();
    return documents;
}

void DocumentQueue::fail(devices::Error error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failure)
            return;
        m_failure = std::move(error);
        if (m_roomWaker)
            m_roomWaker();
    }
    m_changed.notify_all();
}

std::optional<devices::Error> DocumentQueue::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

void DocumentQueue::clearFailure()
{
    const std::scoped_lock lock(m_mutex);
    m_failure.reset();
}

void DocumentQueue::hold(const QString& reason)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_held = reason;
        if (reason.isEmpty() && std::exchange(m_refused, false) && m_roomWaker)
            m_roomWaker();
    }
    m_changed.notify_all();
}

QString DocumentQueue::held() const
{
    const std::scoped_lock lock(m_mutex);
    return m_held;
}

void DocumentQueue::setRoomWaker(std::function<void()> waker)
{
    const std::scoped_lock lock(m_mutex);
    m_roomWaker = std::move(waker);
}

DocumentQueue::Counters DocumentQueue::counters() const
{
    const std::scoped_lock lock(m_mutex);
    Counters counters = m_counters;
    counters.waiting = m_documents.size();
    counters.waitingBytes = m_bytes;
    return counters;
}

} // namespace scans
