#pragma once

#include "simulator/records.h"

#include <deque>

namespace simulator {

/// A veil that can be taken away again.
class ChaosVeil : public devices::PvVeil
{
public:
    /// Lets go what it has held back.
    virtual void lift() { }

    const Reading& shown(const Reading& own) override { return own; }
    bool passes(quint8) override { return true; }
    void put(std::function<void(PutCompletion)> write, PutCompletion done) override { write(std::move(done)); }
};

/// Nothing changes any more, as seen from outside.
class FreezeVeil : public ChaosVeil
{
public:
    explicit FreezeVeil(Reading seen)
        : m_seen(std::move(seen))
    {
    }

    const Reading& shown(const Reading&) override { return m_seen; }
    bool passes(quint8) override { return false; }

private:
    const Reading m_seen;
};

/// Changes are seen late, and writing takes as long before it begins.
class SlowVeil : public ChaosVeil
{
public:
    SlowVeil(Host& host, ServerPvPtr pv, double delay);

    void lift() override;
    const Reading& shown(const Reading&) override { return m_seen; }
    bool passes(quint8 events) override;
    void put(std::function<void(PutCompletion)> write, PutCompletion done) override;

private:
    struct Held
    {
        double due = 0;
        std::function<void()> release;
    };

    void hold(std::function<void()> release);
    void releaseDue();

    Host& m_host;
    const std::weak_ptr<devices::ServerPv> m_pv; // which holds this
    const double m_delay;
    Reading m_seen;
    std::deque<Held> m_held;
    Handle m_releasing;
};

/// All is seen with an alarm.
class AlarmVeil : public ChaosVeil
{
public:
    explicit AlarmVeil(Severity severity)
        : m_severity(severity)
    {
    }

    const Reading& shown(const Reading& own) override;

private:
    const Severity m_severity;
    Reading m_seen;
};

/// Nothing can be written.
class RefusalVeil : public ChaosVeil
{
public:
    explicit RefusalVeil(QString pv)
        : m_pv(std::move(pv))
    {
    }

    void put(std::function<void(PutCompletion)> write, PutCompletion done) override;

private:
    const QString m_pv;
};

} // namespace simulator
