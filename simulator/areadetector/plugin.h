#pragma once

#include "simulator/jobqueue.h"
#include "simulator/areadetector/ports.h"
#include "simulator/ratemeter.h"
#include "simulator/settings.h"

namespace simulator {

/// What all plugins have in common: where their images come from, how many wait, what the last one was like.
/// Thread:  its host's; what `job` returns runs at the worker, unless BlockingCallbacks says otherwise.
/// Images that come while QueueSize are waiting are dropped and counted; images within MinCallbackTime of the last one are
/// passed over.
/// Source:  NDPluginBase.template, NDPluginDriver of areaDetector ADCore R3.
class Plugin : public FrameTaker
{
public:
    struct Identity
    {
        QString prefix; ///< of its records, "BD:Stats1:"
        QString port; ///< under which others find it
        QString source; ///< NDArrayPort
        QString type; ///< PluginType_RBV
        bool enabled = true;
        bool mayBlock = true; ///< whether BlockingCallbacks may be Yes
    };
    /// What plugins live in.
    struct Place
    {
        Host& host;
        Ports& ports;
        Worker& worker;
    };

    Plugin(const Place& place, const Identity& identity);
    ~Plugin() override = default;
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;

    bool wants() const override { return m_records.flag("EnableCallbacks"); }
    void take(const Frame& frame) override;
    int queued() const override { return m_jobs.pending(); }

    RecordTable& records() { return m_records; }
    const RecordTable& records() const { return m_records; }
    virtual void list(std::vector<Record::Listed>& rows) const { m_records.list(rows); }

protected:
    /// What to do with a frame. Called on the host's thread, to take the settings along; the work must not touch records,
    /// what it returns may.
    virtual Worker::Work job(const Frame& frame) = 0;

    Host& host() { return m_place.host; }
    Settings& settings() { return m_settings; }
    JobQueue& jobs() { return m_jobs; }
    void show(const std::string& name, double number, Timestamp when = {}) { m_records.setNumber(name, number, when); }
    /// Hands a frame on under the plugin's own port.
    void handOn(const Frame& frame) { m_place.ports.deliver(m_port, frame); }
    bool wantedByOthers() const { return m_place.ports.wanted(m_port); }

private:
    void addQueue(const Identity& identity);
    void addArray(const Identity& identity);
    Result<QString> connectTo(const QString& source);
    void showQueue();
    void showArray(const Frame& frame);

    const Place m_place;
    const QString m_port;
    RecordTable m_records;
    Settings m_settings;
    JobQueue m_jobs;
    RateMeter m_rate;
    double m_last;
};

} // namespace simulator
