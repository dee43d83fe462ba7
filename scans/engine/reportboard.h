#pragma once

#include "scans/engine/runengine.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace scans {

/// Shows the engine's last report to other threads.
/// Thread:  publish from the engine's; the rest from any. Its two mutexes are held for a copy, and while the listener runs.
class ReportBoard
{
public:
    void publish(const EngineReport& report);
    EngineReport last() const;
    EngineState state() const { return m_state; }
    void setListener(std::function<void(const EngineReport&)> listener);

private:
    std::atomic<EngineState> m_state = EngineState::Idle;
    mutable std::mutex m_mutex;
    EngineReport m_report;
    std::mutex m_listenerMutex;
    std::function<void(const EngineReport&)> m_listener;
};

} // namespace scans
