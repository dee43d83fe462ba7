#pragma once

#include "simulator/worker.h"

#include <memory>

namespace simulator {

/// What one owner has at a worker: counted, and forgotten with its owner, whose results then come to nobody.
/// Thread:  its host's.
class JobQueue
{
public:
    /// `changed` is called after the number of pending jobs has.
    JobQueue(Worker& worker, std::function<void()> changed);

    void submit(Worker::Work work);
    int pending() const { return *m_pending; }

private:
    Worker& m_worker;
    const std::function<void()> m_changed;
    const std::shared_ptr<int> m_pending = std::make_shared<int>(0);
};

} // namespace simulator
