#pragma once

#include "tests/scans/fakes.h"

#include <deque>

/// Devices with the rarer verbs. Like those of fakes.h they do what a test tells them, on the engine's thread.
namespace fakes {

inline devices::DataKey numberKey(const QString& name, const QString& object)
{
    devices::DataKey key;
    key.name = name;
    key.source = QStringLiteral("fake://BD:") + object;
    key.objectName = object;
    return key;
}

/// Changes when told so, and tells its monitors.
class Gauge : public devices::Device
{
public:
    explicit Gauge(const QString& name)
        : Device(name, QStringLiteral("fake gauge"))
    {
    }

    std::vector<devices::DataKey> describe() const override { return {numberKey(name(), name())}; }
    devices::Handle read(devices::ReadDone done) override
    {
        done(readings());
        return {};
    }
    devices::Result<devices::Handle> monitor(devices::ReadingsChanged changed) override
    {
        if (refuses)
            return Device::monitor(std::move(changed));
        auto guard = std::make_shared<Listening>();
        guard->gauge = this;
        m_changed = std::move(changed);
        ++listening;
        m_changed(readings());
        return devices::Handle(guard);
    }
    bool pause() override
    {
        ++pauses;
        return replays;
    }
    void resume() override { ++resumes; }
    QStringList missing() const override { return {}; }

    /// Engine's thread.
    void change(double value, double time)
    {
        m_value = value;
        m_time = devices::fromEpochSeconds(time);
        if (m_changed)
            m_changed(readings());
    }

    std::atomic<int> listening = 0;
    std::atomic<int> pauses = 0;
    std::atomic<int> resumes = 0;
    std::atomic<bool> refuses = false;
    std::atomic<bool> replays = true;

private:
    struct Listening : devices::Handle::Guard
    {
        ~Listening() override
        {
            --gauge->listening;
            gauge->m_changed = nullptr;
        }
        Gauge* gauge = nullptr;
    };

    std::vector<devices::Reading> readings() const
    {
        return {{devices::Value(m_value), m_time, devices::Severity::None, 0}};
    }

    double m_value = 0;
    devices::Timestamp m_time = devices::fromEpochSeconds(1000);
    devices::ReadingsChanged m_changed;
};

/// Takes points by itself. Once completed it has as many as it was told to take.
class Flyer : public devices::Device
{
public:
    explicit Flyer(const QString& name)
        : Device(name, QStringLiteral("fake flyer"))
    {
    }

    std::vector<devices::DataKey> describe() const override { return {}; }
    devices::Handle read(devices::ReadDone done) override
    {
        done(std::vector<devices::Reading>());
        return {};
    }
    std::vector<devices::DataKey> describeCollect() const override
    {
        return {numberKey(name() + QStringLiteral("_angle"), name()),
            numberKey(name() + QStringLiteral("_counts"), name())};
    }
    devices::StatusPtr prepareFor(const QJsonObject& settings) override
    {
        points = settings.value(QStringLiteral("points")).toInt();
        return devices::Status::done();
    }
    devices::StatusPtr kickoff() override
    {
        flying = true;
        ++kickoffs;
        return devices::Status::done();
    }
    devices::StatusPtr complete() override
    {
        m_completing = devices::Status::pending(name() + QStringLiteral(" to complete"));
        if (!hold)
            land();
        return m_completing ? m_completing : devices::Status::done();
    }
    devices::Handle collect(devices::CollectDone done) override
    {
        std::vector<devices::FlownPoint> taken;
        const auto value = [](double number) {
            return devices::Reading{
                devices::Value(number), devices::fromEpochSeconds(2000), devices::Severity::None, 0};
        };
        for (int i = 0; i < points; ++i)
            taken.push_back({devices::fromEpochSeconds(2000 + i), {value(i * 0.5), value(100 + i)}});
        points = 0;
        done(taken);
        return {};
    }
    void stop() override
    {
        ++stops;
        flying = false;
        if (const auto status = std::exchange(m_completing, nullptr))
            status->finish(
                devices::Error{devices::ErrorCode::Stopped, name() + QStringLiteral(" was stopped"), name()});
    }
    void land()
    {
        flying = false;
        if (const auto status = std::exchange(m_completing, nullptr))
            status->finish({});
    }

    std::atomic<int> points = 3;
    std::atomic<int> kickoffs = 0;
    std::atomic<int> stops = 0;
    std::atomic<bool> flying = false;
    std::atomic<bool> hold = false;

private:
    devices::StatusPtr m_completing;
};

/// Its plugin writes each frame into a file; it delivers nothing itself but their number.
class FrameCamera : public devices::Device
{
public:
    explicit FrameCamera(const QString& name)
        : Device(name, QStringLiteral("fake camera"))
    {
    }

    std::vector<devices::DataKey> describe() const override
    {
        return {numberKey(name() + QStringLiteral("_sum"), name())};
    }
    devices::Handle read(devices::ReadDone done) override
    {
        done(std::vector<devices::Reading>{
            {devices::Value(double(frames)), devices::now(), devices::Severity::None, 0}});
        return {};
    }
    std::vector<devices::DataKey> describeConfiguration() const override
    {
        return {numberKey(name() + QStringLiteral("_gain"), name())};
    }
    devices::Handle readConfiguration(devices::ReadDone done) override
    {
        done(std::vector<devices::Reading>{{devices::Value(gain.load()), devices::now(), devices::Severity::None, 0}});
        return {};
    }
    devices::StatusPtr configure(const QJsonObject& settings) override
    {
        if (!settings.contains(QStringLiteral("gain")))
            return devices::Status::failed(
                {devices::ErrorCode::BadValue, name() + QStringLiteral(" has only a gain"), name()});
        gain = settings.value(QStringLiteral("gain")).toDouble();
        rows = settings.value(QStringLiteral("rows")).toInt(rows);
        return devices::Status::done();
    }
    devices::StatusPtr trigger() override
    {
        if (!jammed)
            ++frames;
        return devices::Status::done();
    }
    devices::StatusPtr stage() override
    {
        frames = 0;
        ++m_files;
        return devices::Status::done();
    }
    std::vector<devices::DataKey> describeFrames() const override
    {
        devices::DataKey key = numberKey(name() + QStringLiteral("_image"), name());
        key.dtype = devices::DataKey::Dtype::Array;
        key.shape = {rows, 6};
        return {key};
    }
    std::vector<devices::FrameFile> frameFiles() const override
    {
        return {{name() + QStringLiteral("_image"),
            QStringLiteral("file://localhost/data/%1_%2.h5").arg(name()).arg(m_files),
            QStringLiteral("application/x-hdf5"), {{QStringLiteral("dataset"), QStringLiteral("/entry/data/data")}},
            frames}};
    }

    std::atomic<int> frames = 0;
    std::atomic<double> gain = 1;
    std::atomic<int> rows = 4;
    std::atomic<bool> jammed = false;

private:
    int m_files = 0;
};

/// A run as lines that people can read: what each document says, without uids and times.
class Transcript
{
public:
    static QStringList of(const std::deque<scans::Document>& documents)
    {
        Transcript transcript;
        for (const scans::Document& document : documents)
            std::visit([&transcript](const auto& pointer) { transcript.add(*pointer); }, document);
        return transcript.m_lines;
    }

private:
    static QString numbered(const std::map<QString, int>& counts)
    {
        QStringList parts;
        for (const auto& [name, count] : counts)
            parts << QStringLiteral("%1=%2").arg(name).arg(count);
        return parts.join(QLatin1Char(' '));
    }
    static QString range(const scans::DatumRange& range)
    {
        return QStringLiteral("%1..%2").arg(range.start).arg(range.stop);
    }
    /// Only when there are several runs at a time.
    QString run(const QString& uid)
    {
        const qsizetype index = m_runs.indexOf(uid);
        return m_runs.size() < 2 ? QString() : QStringLiteral("run%1 ").arg(index + 1);
    }

    void add(const scans::RunStart& start)
    {
        m_runs << start.uid;
        m_lines << run(start.uid) + QStringLiteral("start scan_id=%1").arg(start.scanId);
    }
    void add(const scans::EventDescriptor& descriptor)
    {
        QStringList keys;
        for (const devices::DataKey& key : descriptor.keys)
            keys << key.name;
        for (const devices::DataKey& key : descriptor.external)
            keys << QStringLiteral("%1(file %2x%3)").arg(key.name).arg(key.shape[0]).arg(key.shape[1]);
        for (const scans::EventDescriptor::Object& object : descriptor.objects) {
            for (std::size_t i = 0; i < object.configuration.size(); ++i)
                keys << QStringLiteral("{%1=%2}").arg(
                    object.configurationKeys[i].name, devices::toText(object.configuration[i].value));
        }
        m_lines << run(descriptor.runStart)
                + QStringLiteral("descriptor %1: %2").arg(descriptor.name, keys.join(QLatin1Char(' ')));
    }
    void add(const scans::Event& event)
    {
        QStringList values;
        for (std::size_t i = 0; i < event.data.size(); ++i)
            values << event.descriptor->keys[i].name + QLatin1Char('=') + devices::toText(event.data[i].value);
        m_lines << run(event.descriptor->runStart)
                + QStringLiteral("event %1 %2: %3")
                      .arg(event.descriptor->name)
                      .arg(event.seqNum)
                      .arg(values.join(QLatin1Char(' ')));
    }
    void add(const scans::RunStop& stop)
    {
        QStringList parts{stop.exitStatus};
        for (const auto& [name, text] : {std::pair("reason", stop.reason), std::pair("code", stop.reasonCode),
                 std::pair("device", stop.device), std::pair("pv", stop.pv)}) {
            if (!text.isEmpty())
                parts << QStringLiteral("%1=\"%2\"").arg(QLatin1String(name), text);
        }
        parts << numbered(stop.numEvents);
        if (!stop.dropped.empty())
            parts << QStringLiteral("dropped") << numbered(stop.dropped);
        m_lines << run(stop.runStart) + QStringLiteral("stop ") + parts.join(QLatin1Char(' ')).trimmed();
    }
    void add(const scans::StreamResource& resource)
    {
        m_lines << run(resource.runStart) + QStringLiteral("stream_resource %1 %2").arg(resource.dataKey, resource.uri);
    }
    void add(const scans::StreamDatum& datum)
    {
        m_lines << run(datum.resource->runStart)
                + QStringLiteral("stream_datum %1 %2 frames %3 events %4")
                      .arg(datum.descriptor->name, datum.resource->dataKey, range(datum.indices), range(datum.seqNums));
    }

    QStringList m_lines;
    QStringList m_runs;
};

} // namespace fakes
