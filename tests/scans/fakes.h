#pragma once

#include "devices/kinds/device.h"
#include "devices/kinds/soft.h"
#include "scans/engine/runengine.h"
#include "scans/plans/plan.h"
#include "scans/plans/planspec.h"

#include <QJsonArray>
#include <QStringList>

#include <atomic>
#include <chrono>
#include <cmath>
#include <future>
#include <memory>

/// Devices that do what a test tells them. They live on the engine's thread; atomics may be looked at from the test.
namespace fakes {

class Motor : public devices::Device
{
public:
    Motor(QString name, devices::Mailbox& mailbox)
        : Device(std::move(name), QStringLiteral("fake motor"))
        , m_mailbox(mailbox)
    {
    }

    std::vector<devices::DataKey> describe() const override
    {
        devices::DataKey readback;
        readback.name = name();
        readback.source = QStringLiteral("fake://") + name();
        readback.units = QStringLiteral("mm");
        readback.precision = 3;
        readback.limits = {-100, 100};
        readback.objectName = name();
        readback.hinted = true;
        devices::DataKey setpoint = readback;
        setpoint.name += QStringLiteral("_setpoint");
        setpoint.hinted = false;
        return {readback, setpoint};
    }
    devices::Handle read(devices::ReadDone done) override
    {
        done(std::vector<devices::Reading>{
            {devices::Value(m_position), devices::now()}, {devices::Value(m_setpoint), devices::now()}});
        return {};
    }
    std::vector<devices::DataKey> describeConfiguration() const override
    {
        devices::DataKey speed;
        speed.name = name() + QStringLiteral("_velocity");
        speed.source = QStringLiteral("fake://speed");
        speed.objectName = name();
        return {speed};
    }
    devices::Handle readConfiguration(devices::ReadDone done) override
    {
        done(std::vector<devices::Reading>{{devices::Value(2.0), devices::now()}});
        return {};
    }
    devices::Result<void> check(double target) const override
    {
        if (std::abs(target) <= 100)
            return {};
        return devices::Error{devices::ErrorCode::LimitViolation,
            QStringLiteral("%1 = %2 is beyond 100").arg(name()).arg(target), name()};
    }
    std::optional<std::chrono::duration<double>> moveTime(double from, double to) const override
    {
        return std::chrono::duration<double>(std::abs(to - from));
    }
    std::optional<double> position() const override { return m_position; }
    bool movable() const override { return true; }
    devices::Handle locate(devices::LocateDone done) override
    {
        done(devices::Location{m_setpoint, m_position});
        return {};
    }
    QStringList missing() const override { return m_missing; }

    devices::StatusPtr set(double target) override
    {
        if (!m_missing.isEmpty())
            return devices::Status::failed(
                {devices::ErrorCode::Disconnected, m_missing.front() + QStringLiteral(" is disconnected"), name()});
        if (const auto allowed = check(target); !allowed)
            return devices::Status::failed(allowed.error());
        m_setpoint = target;
        ++sets;
        stopped = false;
        m_moving = devices::Status::pending(QStringLiteral("%1 to reach %2 mm").arg(name()).arg(target));
        m_moving->setTimeout(timeout);
        held = hold || target == holdAt;
        if (!held)
            m_mailbox.postAt(
                std::chrono::steady_clock::now() + duration, [this, status = m_moving] { arrive(status); });
        moving = true;
        return m_moving;
    }
    void stop() override
    {
        ++stops;
        stopped = true;
        moving = false;
        if (const auto status = std::exchange(m_moving, nullptr))
            status->finish(
                devices::Error{devices::ErrorCode::Stopped, name() + QStringLiteral(" was stopped"), name()});
    }
    devices::StatusPtr stage() override
    {
        ++staged;
        return devices::Status::done();
    }
    devices::StatusPtr unstage() override
    {
        --staged;
        return devices::Status::done();
    }

    /// Engine's thread.
    void release() { arrive(m_moving); }
    void setMissing(QStringList pvs) { m_missing = std::move(pvs); }
    void moveByHand(double position) { m_position = m_setpoint = position; }

    std::atomic<bool> hold = false; ///< moves last until release()
    std::atomic<double> holdAt = NAN; ///< the same for moves to there
    std::atomic<bool> held = false;
    std::atomic<bool> moving = false;
    std::atomic<bool> stopped = true; ///< since the last set
    std::atomic<int> sets = 0;
    std::atomic<int> stops = 0;
    std::atomic<int> staged = 0;
    std::chrono::microseconds duration{0};
    std::chrono::milliseconds timeout{0};

private:
    void arrive(devices::StatusPtr status)
    {
        if (!status || status != m_moving)
            return;
        m_position = m_setpoint;
        moving = false;
        m_moving.reset();
        status->finish({});
    }

    devices::Mailbox& m_mailbox;
    devices::StatusPtr m_moving;
    double m_position = 0;
    double m_setpoint = 0;
    QStringList m_missing;
};

/// Counts its triggers. Fails, is slow or falls silent when told so.
class Detector : public devices::Device
{
public:
    Detector(QString name, devices::Mailbox& mailbox)
        : Device(std::move(name), QStringLiteral("fake detector"))
        , m_mailbox(mailbox)
    {
    }

    std::vector<devices::DataKey> describe() const override
    {
        devices::DataKey key;
        key.name = name();
        key.dtype = devices::DataKey::Dtype::Integer;
        key.source = QStringLiteral("fake://BD:") + name();
        key.objectName = name();
        key.hinted = true;
        return {key};
    }
    devices::Handle read(devices::ReadDone done) override
    {
        if (!silent)
            done(std::vector<devices::Reading>{{devices::Value(qint64{triggers.load()}), devices::now()}});
        return {};
    }
    devices::StatusPtr trigger() override
    {
        const int number = ++triggers;
        if (number == failAt || (number > failAt && failForGood))
            return devices::Status::failed(
                {failWith, QStringLiteral("%1 does not count").arg(name()), QStringLiteral("BD:") + name()});
        if (duration.count() == 0)
            return devices::Status::done();
        m_counting = devices::Status::pending(name() + QStringLiteral(" to count"));
        m_mailbox.postAt(std::chrono::steady_clock::now() + duration, [status = m_counting] { status->finish({}); });
        return m_counting;
    }
    void stop() override
    {
        if (const auto status = std::exchange(m_counting, nullptr))
            status->finish(
                devices::Error{devices::ErrorCode::Stopped, name() + QStringLiteral(" was stopped"), name()});
    }
    std::chrono::duration<double> triggerTime(std::chrono::duration<double> time) const override { return time; }
    devices::StatusPtr setDwell(std::chrono::duration<double> time) override
    {
        dwell = time.count();
        return devices::Status::done();
    }
    devices::StatusPtr stage() override
    {
        ++staged;
        ++stagings;
        return devices::Status::done();
    }
    devices::StatusPtr unstage() override
    {
        --staged;
        return devices::Status::done();
    }
    QStringList missing() const override { return m_missing; }
    void setMissing(QStringList pvs) { m_missing = std::move(pvs); }

    std::atomic<bool> silent = false;
    std::atomic<int> triggers = 0;
    std::atomic<int> staged = 0;
    std::atomic<int> stagings = 0;
    std::atomic<int> failAt = -1;
    std::atomic<bool> failForGood = false;
    std::atomic<double> dwell = -1;
    devices::ErrorCode failWith = devices::ErrorCode::Io;
    std::chrono::microseconds duration{0};

private:
    devices::Mailbox& m_mailbox;
    devices::StatusPtr m_counting;
    QStringList m_missing;
};

/// An engine with a consumer that keeps everything.
class Session
{
public:
    explicit Session(scans::RunEngine::Options options = {})
        : engine(std::move(options))
        , queue(std::make_shared<scans::DocumentQueue>(
              QStringLiteral("test"), scans::Service::Lossless, std::size_t{1'000'000}))
    {
        engine.subscribe(queue);
    }

    std::shared_ptr<Motor> motor(const char* name)
    {
        auto made = std::make_shared<Motor>(QLatin1String(name), engine.mailbox());
        known.push_back(made);
        return made;
    }
    std::shared_ptr<Detector> detector(const char* name)
    {
        auto made = std::make_shared<Detector>(QLatin1String(name), engine.mailbox());
        known.push_back(made);
        return made;
    }
    scans::PlanDevices devices() const
    {
        return {[list = known](const QString& name) -> devices::Result<devices::DevicePtr> {
            for (const devices::DevicePtr& device : list) {
                if (device->name() == name)
                    return device;
            }
            return devices::Error{devices::ErrorCode::BadValue, QStringLiteral("There is no %1").arg(name), name};
        }};
    }
    scans::PlanFactory plan(const char* id, const QJsonObject& parameters) const
    {
        const scans::PlanSpec* spec = scans::findPlan(QLatin1String(id));
        auto made = spec->make(parameters, devices());
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        return made.value();
    }

    bool start(scans::PlanFactory plan, QJsonObject metadata = {})
    {
        auto promise = std::make_shared<std::promise<scans::RunOutcome>>();
        m_outcome = promise->get_future();
        return engine
            .start(std::move(plan), std::move(metadata),
                [promise](const scans::RunOutcome& outcome) { promise->set_value(outcome); })
            .ok();
    }
    /// Of the plan started last; gives up after a minute.
    scans::RunOutcome outcome()
    {
        if (m_outcome.wait_for(std::chrono::seconds(60)) != std::future_status::ready)
            qFatal("the plan does not end");
        return m_outcome.get();
    }
    scans::RunOutcome run(scans::PlanFactory plan, QJsonObject metadata = {})
    {
        return start(std::move(plan), std::move(metadata)) ? outcome() : scans::RunOutcome();
    }
    /// Waits until the engine has done all that was asked of it before.
    void sync()
    {
        std::promise<void> done;
        engine.post([&done] { done.set_value(); });
        done.get_future().wait();
    }
    template <typename Task>
    void onEngine(Task task)
    {
        engine.post(task);
        sync();
    }
    /// Everything since the last call.
    std::deque<scans::Document> documents() { return queue->pop(); }

    scans::RunEngine engine;
    scans::DocumentQueuePtr queue;
    std::vector<devices::DevicePtr> known;

private:
    std::future<scans::RunOutcome> m_outcome;
};

/// "start descriptor:primary event:primary:1 … stop:success"
inline QStringList outline(const std::deque<scans::Document>& documents)
{
    QStringList lines;
    for (const scans::Document& document : documents) {
        QString line = scans::documentName(document);
        if (const auto* descriptor = std::get_if<scans::EventDescriptorPtr>(&document))
            line += QLatin1Char(':') + (*descriptor)->name;
        if (const auto* event = std::get_if<scans::EventPtr>(&document))
            line += QStringLiteral(":%1:%2").arg((*event)->descriptor->name).arg((*event)->seqNum);
        if (const auto* stop = std::get_if<scans::RunStopPtr>(&document))
            line += QLatin1Char(':') + (*stop)->exitStatus;
        lines << line;
    }
    return lines;
}

template <typename Pointer>
std::vector<Pointer> all(const std::deque<scans::Document>& documents)
{
    std::vector<Pointer> found;
    for (const scans::Document& document : documents) {
        if (const auto* pointer = std::get_if<Pointer>(&document))
            found.push_back(*pointer);
    }
    return found;
}

inline std::vector<scans::EventPtr> events(const std::deque<scans::Document>& documents, const char* stream = "primary")
{
    std::vector<scans::EventPtr> found;
    for (const scans::EventPtr& event : all<scans::EventPtr>(documents)) {
        if (event->descriptor->name == QLatin1String(stream))
            found.push_back(event);
    }
    return found;
}

inline QStringList split(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

inline QJsonObject axis(const char* motor, double start, double stop)
{
    return {{QStringLiteral("motor"), QLatin1String(motor)}, {QStringLiteral("start"), start},
        {QStringLiteral("stop"), stop}};
}

inline QJsonObject axis(const char* motor, double start, double stop, int intervals)
{
    QJsonObject made = axis(motor, start, stop);
    made.insert(QStringLiteral("intervals"), intervals);
    return made;
}

} // namespace fakes
