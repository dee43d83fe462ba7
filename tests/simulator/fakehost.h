#pragma once

#include "simulator/records.h"

#include "devices/caserver/serverpvaccess.h"
#include "devices/caserver/timerqueue.h"

#include <QHash>

#include <mutex>
#include <optional>

/// A host whose time passes when a test says so.
class FakeHost : public simulator::Host
{
public:
    using Task = simulator::Host::Task;

    void publish(const simulator::ServerPvPtr& pv) override
    {
        Q_ASSERT(!m_pvs.contains(pv->name()));
        m_pvs.insert(pv->name(), pv);
    }
    void withdraw(const simulator::ServerPvPtr& pv) override { m_pvs.remove(pv->name()); }
    simulator::ServerPvPtr find(const QString& name) const override
    {
        return m_pvs.value(name.contains(QLatin1Char('.')) ? name : name + QStringLiteral(".VAL"));
    }
    simulator::Handle every(std::chrono::nanoseconds period, Task task) override
    {
        return m_timers->add(m_now + period, period, std::move(task));
    }
    simulator::Handle after(std::chrono::nanoseconds delay, Task task) override
    {
        return m_timers->add(m_now + delay, {}, std::move(task));
    }
    void post(Task task) override
    {
        const std::lock_guard lock(m_postedMutex);
        m_posted.push_back(std::move(task));
    }
    double now() const override { return std::chrono::duration<double>(m_now.time_since_epoch()).count(); }

    /// What other threads or the records themselves have posted.
    void runPosted()
    {
        for (;;) {
            std::vector<Task> tasks;
            {
                const std::lock_guard lock(m_postedMutex);
                tasks.swap(m_posted);
            }
            if (tasks.empty())
                return;
            for (const Task& task : tasks)
                task();
        }
    }

    void advance(double seconds)
    {
        runPosted();
        const auto end = m_now + std::chrono::round<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
        while (m_timers->nextDue() && *m_timers->nextDue() <= end) {
            m_now = std::max(m_now, *m_timers->nextDue());
            m_timers->runDue(m_now);
            runPosted();
        }
        m_now = end;
    }

    devices::ServerPv& pv(const QString& name) const
    {
        const auto found = m_pvs.value(name.contains(QLatin1Char('.')) ? name : name + QStringLiteral(".VAL"));
        if (!found)
            qFatal("no PV %s", qPrintable(name));
        return *found;
    }
    bool has(const QString& name) const { return m_pvs.contains(name); }
    double number(const QString& name) const { return devices::toDouble(pv(name).value()).value_or(-999); }
    QString text(const QString& name) const { return devices::toText(pv(name).value()); }

    /// What became of a put.
    struct Put
    {
        std::shared_ptr<std::optional<devices::Result<void>>> outcome
            = std::make_shared<std::optional<devices::Result<void>>>();
        bool done() const { return outcome->has_value(); }
        bool ok() const { return done() && outcome->value().ok(); }
    };
    Put put(const QString& name, simulator::Value value)
    {
        Put result;
        devices::ServerPv& target = pv(name);
        if (!devices::ServerPvAccess::canWrite(target))
            qFatal("%s is read only", qPrintable(name));
        devices::ServerPvAccess::put(target, convert(target, std::move(value)), {},
            [outcome = result.outcome](devices::Result<void> r) { *outcome = std::move(r); });
        return result;
    }

    /// Events of these PVs are logged as "name=value", in order.
    void watch(const QStringList& names)
    {
        for (const QString& name : names) {
            m_watchers.push_back(std::make_unique<Watcher>(pv(name), name, m_log));
            devices::ServerPvAccess::addObserver(pv(name), m_watchers.back().get());
        }
    }
    QStringList log() const { return m_log; }

private:
    class Watcher : public devices::PvObserver
    {
    public:
        Watcher(devices::ServerPv& pv, QString name, QStringList& log)
            : m_pv(pv)
            , m_name(std::move(name))
            , m_log(log)
        {
        }
        void posted(quint8) override { m_log << m_name + QLatin1Char('=') + devices::toText(m_pv.value()); }
        void accessChanged() override { }
        void removed() override { }

    private:
        devices::ServerPv& m_pv;
        const QString m_name;
        QStringList& m_log;
    };

    // As the server does with what comes over the wire.
    static simulator::Value convert(const devices::ServerPv& pv, simulator::Value value)
    {
        const std::optional<double> number = devices::toDouble(value);
        if (!number || devices::isArray(value))
            return value;
        switch (pv.type()) {
        case devices::NativeType::Double:
        case devices::NativeType::Float:
            return *number;
        case devices::NativeType::Enum:
            return devices::EnumIndex{static_cast<quint16>(*number)};
        default:
            return static_cast<qint64>(*number);
        }
    }

    std::shared_ptr<devices::TimerQueue> m_timers = std::make_shared<devices::TimerQueue>();
    devices::TimerQueue::Clock::time_point m_now{std::chrono::seconds(1000)};
    QHash<QString, simulator::ServerPvPtr> m_pvs;
    std::vector<std::unique_ptr<Watcher>> m_watchers;
    QStringList m_log;
    std::mutex m_postedMutex;
    std::vector<Task> m_posted;
};
