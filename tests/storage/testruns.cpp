#include "tests/storage/testruns.h"

#include <QJsonArray>
#include <QUuid>

namespace testruns {

using devices::DataKey;

namespace {

QString newUid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

const devices::Timestamp runStart = devices::fromEpochSeconds(1763000000.25);

} // namespace

DataKey key(const QString& name, DataKey::Dtype dtype, const QString& object, const QString& units)
{
    DataKey made;
    made.name = name;
    made.dtype = dtype;
    made.source = QStringLiteral("loc://") + name;
    made.units = units;
    made.objectName = object;
    return made;
}

scans::RunStartPtr start(qint64 scanId, const QJsonObject& metadata)
{
    auto made = std::make_shared<scans::RunStart>();
    made->uid = newUid();
    made->time = runStart;
    made->scanId = scanId;
    made->metadata = metadata;
    return made;
}

scans::EventDescriptorPtr descriptor(const scans::RunStartPtr& start, const QString& stream, std::vector<DataKey> keys)
{
    auto made = std::make_shared<scans::EventDescriptor>();
    made->uid = newUid();
    made->runStart = start->uid;
    made->name = stream;
    made->time = start->time;
    made->keys = std::move(keys);
    for (const DataKey& each : made->keys) {
        if (made->objects.empty() || made->objects.back().name != each.objectName)
            made->objects.push_back({each.objectName, QStringLiteral("soft"), {}, {}});
    }
    return made;
}

scans::EventPtr event(const scans::EventDescriptorPtr& descriptor, int seqNum, std::vector<devices::Value> values,
    std::vector<int> gridIndex)
{
    auto made = std::make_shared<scans::Event>();
    made->uid = newUid();
    made->descriptor = descriptor;
    made->seqNum = seqNum;
    made->time = runStart + std::chrono::milliseconds(500) * seqNum;
    made->gridIndex = std::move(gridIndex);
    for (devices::Value& value : values)
        made->data.push_back({std::move(value), made->time, devices::Severity::None, 0});
    return made;
}

scans::RunStopPtr stop(const scans::RunStartPtr& start, int points, const QString& exitStatus, const QString& reason)
{
    auto made = std::make_shared<scans::RunStop>();
    made->uid = newUid();
    made->runStart = start->uid;
    made->time = runStart + std::chrono::minutes(1);
    made->exitStatus = exitStatus;
    made->reason = reason;
    made->numEvents[QStringLiteral("primary")] = points;
    return made;
}

LineScan::LineScan(int pointCount, qint64 scanId, const QJsonObject& metadata)
    : points(pointCount)
{
    const QJsonObject axis{{QStringLiteral("motor"), QStringLiteral("sx")}, {QStringLiteral("start"), position(1)},
        {QStringLiteral("stop"), position(points)}};
    QJsonObject about{
        {QStringLiteral("plan_name"), QStringLiteral("scan")},
        {QStringLiteral("plan_args"),
            QJsonObject{{QStringLiteral("axes"), QJsonArray{axis}}, {QStringLiteral("intervals"), points - 1}}},
        {QStringLiteral("motors"), QJsonArray{QStringLiteral("sx")}},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("sc")}},
        {QStringLiteral("num_points"), points},
        {QStringLiteral("user"), QStringLiteral("ada")},
        {QStringLiteral("sample"), QStringLiteral("iron foil")},
    };
    for (auto each = metadata.begin(); each != metadata.end(); ++each)
        about.insert(each.key(), each.value());
    start = testruns::start(scanId, about);
    DataKey counts = key(QStringLiteral("sc_I0"), DataKey::Dtype::Integer, QStringLiteral("sc"));
    counts.hinted = true;
    counts.counts = true;
    primary = descriptor(start, QStringLiteral("primary"),
        {key(QStringLiteral("sx"), DataKey::Dtype::Number, QStringLiteral("sx"), QStringLiteral("mm")),
            key(QStringLiteral("sc_clock"), DataKey::Dtype::Number, QStringLiteral("sc"), QStringLiteral("s")),
            counts});
}

scans::EventPtr LineScan::point(int seqNum) const
{
    return event(primary, seqNum, {position(seqNum), 0.5, counts(seqNum)}, {seqNum - 1});
}

std::vector<scans::Document> LineScan::documents() const
{
    std::vector<scans::Document> all{start, primary};
    for (int n = 1; n <= points; ++n)
        all.emplace_back(point(n));
    all.emplace_back(stop(start, points));
    return all;
}

devices::Result<void> feed(storage::DocumentConsumer& consumer, const std::vector<scans::Document>& documents)
{
    for (const scans::Document& document : documents) {
        if (auto done = consumer.consume(document); !done)
            return done;
    }
    return consumer.flush();
}

} // namespace testruns
