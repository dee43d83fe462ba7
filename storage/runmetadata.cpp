#include "storage/runmetadata.h"

#include "storage/processmark.h"

#include <QJsonArray>

#include <initializer_list>

namespace storage {

namespace {

QStringList names(const QJsonValue& value)
{
    if (value.isString())
        return {value.toString()};
    QStringList list;
    for (const QJsonValue& element : value.toArray())
        list << element.toString();
    return list;
}

QString firstText(const QJsonObject& metadata, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        const QJsonValue value = metadata.value(QLatin1String(key));
        const QString text
            = value.isObject() ? value.toObject().value(QLatin1String("name")).toString() : value.toString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

std::vector<double> steps(double from, double to, int count)
{
    std::vector<double> result(static_cast<std::size_t>(count), from);
    for (int i = 1; i < count; ++i)
        result[static_cast<std::size_t>(i)] = i == count - 1 ? to : from + (to - from) * i / (count - 1);
    return result;
}

/// From `extents` ([[first, last], …], one for each motor): a grid has its shape, an inner product num_points.
std::vector<std::vector<double>> targetsOf(
    const QJsonArray& extents, const QStringList& motors, const std::vector<int>& shape, int points)
{
    std::vector<std::vector<double>> targets(static_cast<std::size_t>(motors.size()));
    if (extents.size() != motors.size())
        return targets;
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const QJsonArray ends = extents.at(static_cast<qsizetype>(k)).toArray();
        const int count = shape.size() == targets.size() ? shape[k] : points;
        if (ends.size() == 2 && ends.at(0).isDouble() && ends.at(1).isDouble() && count > 0)
            targets[k] = steps(ends.at(0).toDouble(), ends.at(1).toDouble(), count);
    }
    return targets;
}

} // namespace

RunMetadata::RunMetadata(const scans::RunStart& start)
    : planName(start.metadata.value(QLatin1String("plan_name")).toString())
    , motors(names(start.metadata.value(QLatin1String("motors"))))
    , detectors(names(start.metadata.value(QLatin1String("detectors"))))
    , sample(firstText(start.metadata, {"sample", "sample_name"}))
    , user(firstText(start.metadata, {"user", "operator", "owner"}))
    , points(start.metadata.value(QLatin1String("num_points")).toInt())
{
    title = firstText(start.metadata, {"title", "command"});
    if (title.isEmpty())
        title = (QStringList(planName) + motors).join(QLatin1Char(' '));
    if (user.isEmpty())
        user = currentUser();
    std::vector<int> shape;
    for (const QJsonValue& length : start.metadata.value(QLatin1String("shape")).toArray())
        shape.push_back(length.toInt());
    targets = targetsOf(start.metadata.value(QLatin1String("extents")).toArray(), motors, shape, points);
    constexpr double largestGrid = 1e7; // its room is taken at the start
    double cells = 1;
    for (const int length : shape)
        cells *= length;
    if (shape.size() >= 2 && cells >= 1 && cells <= largestGrid)
        gridShape = shape;
}

} // namespace storage
