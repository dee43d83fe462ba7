#pragma once

#include "scans/engine/msg.h"

#include <vector>

namespace scans {

/// The messages since the last checkpoint, to be done again after an interruption.
class ReplayCache
{
public:
    bool rewindable() const { return m_rewindable; }
    /// Counts checkpoints, so that progress can be told from standing still.
    quint64 checkpoints() const { return m_checkpoints; }
    bool replaying() const { return m_position < m_messages.size(); }

    void checkpoint()
    {
        m_messages.clear();
        m_position = 0;
        ++m_checkpoints;
    }
    /// Until the end of the plan.
    void disable()
    {
        m_messages.clear();
        m_position = 0;
        m_rewindable = false;
    }
    /// The reference holds until the next call.
    const Msg& add(Msg&& message)
    {
        m_messages.push_back(std::move(message));
        m_position = m_messages.size();
        return m_messages.back();
    }
    void rewind() { m_position = 0; }
    void skipReplay() { m_position = m_messages.size(); }
    const Msg& next() { return m_messages[m_position++]; }

private:
    std::vector<Msg> m_messages;
    std::size_t m_position = 0;
    quint64 m_checkpoints = 0;
    bool m_rewindable = true;
};

} // namespace scans
