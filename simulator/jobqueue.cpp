#include "simulator/jobqueue.h"

#include <utility>

namespace simulator {

JobQueue::JobQueue(Worker& worker, std::function<void()> changed)
    : m_worker(worker)
    , m_changed(std::move(changed))
{
}

void JobQueue::submit(Worker::Work work)
{
    ++*m_pending;
    m_changed();
    m_worker.submit([this, alive = std::weak_ptr<int>(m_pending), work = std::move(work)]() -> Worker::Done {
        return [this, alive, done = work()] {
            const std::shared_ptr<int> pending = alive.lock();
            if (!pending)
                return;
            done(); // first: what it hands on must be counted before this job is no longer
            --*pending;
            m_changed();
        };
    });
}

} // namespace simulator
