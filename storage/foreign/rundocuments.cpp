#include "storage/foreign/rundocuments.h"

#include "storage/catalogue/runvalues.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace storage {

using devices::Result;
using devices::Timestamp;

namespace {

QString derived(const RunData& run, const QString& what)
{
    const QUuid ours(QStringLiteral("{6f2f8a51-9f0e-4e57-8a58-6d1f1c0b7a11}"));
    return QUuid::createUuidV5(ours, run.uid + what).toString(QUuid::WithoutBraces);
}

int pointsOf(const RunData& run)
{
    std::size_t points = run.times.size();
    for (const RunColumn& column : run.columns)
        points = std::max(points, column.values.size());
    return static_cast<int>(points);
}

Timestamp timeOf(const RunData& run, std::size_t row)
{
    const double seconds = row < run.times.size() ? run.times[row] : 0;
    constexpr double longest = 1e9; // beyond, it is no time
    const bool known = std::isfinite(seconds) && std::abs(seconds) < longest;
    return known ? run.started + std::chrono::nanoseconds(static_cast<qint64>(seconds * 1e9)) : run.started;
}

Timestamp endOf(const RunData& run)
{
    const QDateTime said = QDateTime::fromString(run.endTime, Qt::ISODateWithMs);
    if (said.isValid())
        return Timestamp(std::chrono::milliseconds(said.toMSecsSinceEpoch()));
    return run.times.empty() ? run.started : std::max(run.started, timeOf(run, run.times.size() - 1));
}

/// What a point of this column is; nothing for arrays, which are not loaded.
std::optional<devices::DataKey> keyOf(const RunData& run, const RunColumn& column)
{
    if (!column.shape.empty() || (column.values.empty() && column.texts.isEmpty()))
        return {};
    devices::DataKey key;
    key.name = column.name;
    key.dtype = column.texts.isEmpty() ? devices::DataKey::Dtype::Number : devices::DataKey::Dtype::String;
    key.source = QStringLiteral("file:") + run.path;
    key.units = column.units;
    key.objectName = column.object.isEmpty() ? column.name : column.object;
    key.label = column.label;
    key.hinted = column.hinted;
    key.counts = column.counts;
    return key;
}

devices::Value valueOf(const RunColumn& column, std::size_t row)
{
    if (!column.texts.isEmpty())
        return column.texts.value(static_cast<qsizetype>(row));
    return row < column.values.size() ? column.values[row] : std::nan("");
}

std::shared_ptr<scans::EventDescriptor> describe(
    const RunData& run, const QString& stream, std::vector<devices::DataKey> keys)
{
    auto descriptor = std::make_shared<scans::EventDescriptor>();
    descriptor->uid = derived(run, stream);
    descriptor->runStart = run.uid;
    descriptor->name = stream;
    descriptor->time = run.started;
    descriptor->keys = std::move(keys);
    for (const devices::DataKey& key : descriptor->keys) {
        if (descriptor->objects.empty() || descriptor->objects.back().name != key.objectName)
            descriptor->objects.push_back({key.objectName, QStringLiteral("soft"), {}, {}});
    }
    return descriptor;
}

Result<void> positions(const RunData& run, const RunDocuments::Take& take)
{
    std::vector<devices::DataKey> keys;
    std::vector<devices::Value> before;
    std::vector<devices::Value> after;
    for (const RunPosition& position : run.positions) {
        if (!position.before)
            continue;
        devices::DataKey key;
        key.name = position.name;
        key.objectName = position.name;
        key.units = position.units;
        key.source = QStringLiteral("file:") + run.path;
        keys.push_back(std::move(key));
        before.emplace_back(*position.before);
        after.emplace_back(position.after.value_or(std::nan("")));
    }
    if (keys.empty())
        return {};
    const scans::EventDescriptorPtr descriptor = describe(run, QStringLiteral("baseline"), std::move(keys));
    Result<void> done = take(descriptor);
    const bool both = std::any_of(run.positions.cbegin(), run.positions.cend(),
        [](const RunPosition& position) { return position.after.has_value(); });
    for (int number = 1; done && number <= (both ? 2 : 1); ++number) {
        auto event = std::make_shared<scans::Event>();
        event->uid = derived(run, QStringLiteral("baseline %1").arg(number));
        event->descriptor = descriptor;
        event->seqNum = number;
        event->time = number == 1 ? run.started : endOf(run);
        for (devices::Value& value : number == 1 ? before : after)
            event->data.push_back({std::move(value), event->time, devices::Severity::None, 0});
        done = take(scans::EventPtr(event));
    }
    return done;
}

Result<void> points(const RunData& run, const RunDocuments::Take& take)
{
    std::vector<devices::DataKey> keys;
    std::vector<const RunColumn*> columns;
    for (const RunColumn& column : run.columns) {
        if (auto key = keyOf(run, column)) {
            keys.push_back(std::move(*key));
            columns.push_back(&column);
        }
    }
    const scans::EventDescriptorPtr descriptor = describe(run, QStringLiteral("primary"), std::move(keys));
    Result<void> done = take(descriptor);
    for (std::size_t row = 0; done && row < static_cast<std::size_t>(pointsOf(run)); ++row) {
        auto event = std::make_shared<scans::Event>();
        event->uid = derived(run, QString::number(row));
        event->descriptor = descriptor;
        event->seqNum = static_cast<int>(row) + 1;
        event->time = timeOf(run, row);
        if (row < run.gridIndex.size())
            event->gridIndex = run.gridIndex[row];
        for (const RunColumn* column : columns)
            event->data.push_back({valueOf(*column, row), event->time, devices::Severity::None, 0});
        done = take(scans::EventPtr(event));
    }
    return done;
}

/// The file's own age is the best that is known, if it does not say.
Timestamp startedAt(const RunData& run)
{
    const QDateTime said = QDateTime::fromString(run.startTime, Qt::ISODateWithMs);
    const QString file = QFileInfo::exists(run.path) ? run.path : run.path.section(QLatin1Char('#'), 0, -2);
    const QDateTime time = said.isValid() ? said : QFileInfo(file).lastModified();
    return time.isValid() ? Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch())) : Timestamp{};
}

void fill(RunData& run, const char* key, const QJsonValue& value)
{
    const bool empty
        = (value.isString() && value.toString().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
    if (!empty && !run.start.contains(QLatin1String(key)))
        run.start.insert(QLatin1String(key), value);
}

void completeGrid(RunData& run)
{
    QJsonArray shape;
    QJsonArray extents;
    QJsonArray targets;
    for (const int length : run.gridShape)
        shape.append(length);
    for (const RunAxis& axis : run.axes) {
        if (shape.isEmpty() || axis.targets.empty())
            continue;
        const auto [low, high] = std::minmax_element(axis.targets.cbegin(), axis.targets.cend());
        extents.append(QJsonArray{*low, *high});
        QJsonArray all;
        for (const double target : axis.targets)
            all.append(target);
        targets.append(all);
    }
    fill(run, "shape", shape);
    fill(run, "extents", extents);
    fill(run, "targets", targets);
}

} // namespace

void RunDocuments::complete(RunData& run)
{
    if (run.started == Timestamp{})
        run.started = startedAt(run);
    run.start.insert(QStringLiteral("uid"), run.uid);
    run.start.insert(QStringLiteral("scan_id"), run.scanId);
    run.start.insert(QStringLiteral("time"), devices::toEpochSeconds(run.started));
    fill(run, "plan_name", run.planName);
    fill(run, "title", run.title);
    fill(run, "program", run.program);
    fill(run, "num_points", pointsOf(run));
    QJsonArray motors;
    for (const RunAxis& axis : run.axes) {
        if (run.column(axis.name) != nullptr)
            motors.append(axis.name);
    }
    fill(run, "motors", motors);
    completeGrid(run);
}

scans::RunStart RunDocuments::start(const RunData& run)
{
    scans::RunStart start = runStartFromJson(run.start);
    start.uid = run.uid;
    start.scanId = run.scanId;
    start.time = run.started;
    return start;
}

scans::RunStop RunDocuments::stop(const RunData& run)
{
    scans::RunStop stop;
    stop.uid = derived(run, QStringLiteral("#stop"));
    stop.runStart = run.uid;
    stop.time = endOf(run);
    stop.exitStatus = run.exitStatus.isEmpty() ? QStringLiteral("unknown") : run.exitStatus;
    stop.reason = run.reason;
    stop.numEvents[QStringLiteral("primary")] = pointsOf(run);
    return stop;
}

Result<void> RunDocuments::forEach(const RunData& run, const Take& take)
{
    Result<void> done = take(std::make_shared<const scans::RunStart>(start(run)));
    if (done)
        done = positions(run, take);
    if (done)
        done = points(run, take);
    if (done)
        done = take(std::make_shared<const scans::RunStop>(stop(run)));
    return done;
}

} // namespace storage
