#pragma once

#include "scans/dryrun/drydevice.h"
#include "scans/engine/msg.h"

#include <map>

namespace scans {

/// Keeps what the runs of a plan would record: events, their size, and where the motors are at each.
class DryRecord
{
public:
    /// `known` finds the double of a device by its name, or null.
    using Find = std::function<DryDevicePtr(const QString& name)>;

    void open(const msg::OpenRun& message, const Find& known, DryResult& result);
    void create(const msg::Create& message) { m_open[message.run] = {message.stream, 0}; }
    void read(RunKey run, qint64 bytes);
    void drop(RunKey run) { m_open.erase(run); }
    /// True if it was a point.
    bool save(RunKey run, DryResult& result);
    /// Where there is no list of the run's motors, those that have moved are on the path.
    void moved(const DryDevicePtr& motor);
    /// The runs so far have said how many points they have.
    bool declared() const { return m_all && m_declared > 0; }
    /// What is known of the points that nobody has come to.
    void extrapolate(DryResult& result) const;

private:
    struct Event
    {
        QString stream;
        qint64 bytes = 0;
    };

    void addToPath(DryPath& path);

    std::map<RunKey, Event> m_open;
    std::vector<DryDevicePtr> m_motors; ///< on the path
    qint64 m_sinceStored = 0;
    qint64 m_declared = 0; ///< points that the runs have said they would have
    qint64 m_lastBytes = 0;
    bool m_all = true; ///< every run has said it
    bool m_listed = false; ///< the run has said which motors it moves
    bool m_fixed = false; ///< the path has begun
};

} // namespace scans
