#pragma once

#include "scans/engine/msgtypes.h"
#include "scans/engine/runbundler.h"

#include <memory>
#include <vector>

namespace scans {

/// The runs that a plan has open at the same time, by key.
/// Thread:  engine's.
class OpenRuns
{
public:
    struct Entry
    {
        RunKey key = DefaultRun;
        std::unique_ptr<RunBundler> run;
    };

    bool empty() const { return m_entries.empty(); }
    /// In the order of opening.
    const std::vector<Entry>& entries() const { return m_entries; }
    /// The one that was opened last, or null.
    RunBundler* last() const { return m_entries.empty() ? nullptr : m_entries.back().run.get(); }
    RunBundler* find(RunKey key) const
    {
        for (const Entry& entry : m_entries) {
            if (entry.key == key)
                return entry.run.get();
        }
        return nullptr;
    }

    RunBundler& add(RunKey key, std::unique_ptr<RunBundler> run)
    {
        m_entries.push_back({key, std::move(run)});
        return *m_entries.back().run;
    }
    void remove(RunKey key)
    {
        std::erase_if(m_entries, [key](const Entry& entry) { return entry.key == key; });
    }

    bool bundling() const
    {
        for (const Entry& entry : m_entries) {
            if (entry.run->bundling())
                return true;
        }
        return false;
    }
    void checkpoint() const
    {
        for (const Entry& entry : m_entries)
            entry.run->checkpoint();
    }
    void rewind() const
    {
        for (const Entry& entry : m_entries)
            entry.run->rewind();
    }
    void drop() const
    {
        for (const Entry& entry : m_entries)
            entry.run->drop();
    }
    void interruption(const QString& text) const
    {
        for (const Entry& entry : m_entries)
            entry.run->interruption(text);
    }

private:
    std::vector<Entry> m_entries;
};

} // namespace scans
