#pragma once

#include "scans/engine/msg.h"

#include <vector>

namespace scans {

/// The messages since the last checkpoint, to be done again after an interruption; before them what brings the beamline back to
/// where it was.
class ReplayCache
{
public:
    /// False once the plan has cleared its checkpoint.
    bool rewindable() const { return m_rewindable; }
    /// False while the plan wants nothing to be done again.
    bool enabled() const { return m_enabled; }
    bool keeping() const { return m_rewindable && m_enabled; }
    void enable(bool on)
    {
        forget();
        m_enabled = on;
    }
    /// Counts checkpoints, so that progress can be told from standing still.
    quint64 checkpoints() const { return m_checkpoints; }
    const std::vector<Msg>& messages() const { return m_messages; }
    const std::vector<Msg>& recovery() const { return m_recovery; }
    bool replaying() const { return m_recovered < m_recovery.size() || m_position < m_messages.size(); }

    void checkpoint()
    {
        forget();
        ++m_checkpoints;
    }
    /// Until the end of the plan.
    void disable()
    {
        forget();
        m_rewindable = false;
    }
    /// The reference holds until the next call.
    const Msg& add(Msg&& message)
    {
        m_messages.push_back(std::move(message));
        m_position = m_messages.size();
        return m_messages.back();
    }
    /// What was done since the checkpoint is not to be done again.
    void forget()
    {
        m_messages.clear();
        m_recovery.clear();
        m_position = 0;
        m_recovered = 0;
    }
    void rewind()
    {
        m_recovered = 0;
        m_position = 0;
    }
    /// Until the next checkpoint.
    void setRecovery(std::vector<Msg> messages)
    {
        m_recovery = std::move(messages);
        m_recovered = 0;
    }
    void skipReplay()
    {
        m_recovered = m_recovery.size();
        m_position = m_messages.size();
    }
    const Msg& next() { return m_recovered < m_recovery.size() ? m_recovery[m_recovered++] : m_messages[m_position++]; }

private:
    std::vector<Msg> m_messages;
    std::vector<Msg> m_recovery;
    std::size_t m_position = 0;
    std::size_t m_recovered = 0;
    quint64 m_checkpoints = 0;
    bool m_rewindable = true;
    bool m_enabled = true;
};

} // namespace scans
