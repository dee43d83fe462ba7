#pragma once

#include "simulator/worker.h"

#include <deque>

/// A worker that does everything at once, or when a test says so.
class FakeWorker : public simulator::Worker
{
public:
    void submit(Work work) override
    {
        if (m_holds)
            m_held.push_back(std::move(work));
        else
            work()();
    }

    void hold() { m_holds = true; }
    std::size_t held() const { return m_held.size(); }
    void release(std::size_t jobs)
    {
        for (; jobs > 0 && !m_held.empty(); --jobs) {
            const Work work = std::move(m_held.front());
            m_held.pop_front();
            work()();
        }
    }

private:
    bool m_holds = false;
    std::deque<Work> m_held;
};
