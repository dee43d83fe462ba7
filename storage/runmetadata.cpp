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

/// As the plan tells them.
std::vector<std::vector<double>> targetsTold(const QJsonArray& told)
{
    std::vector<std::vector<double>> targets;
    for (const QJsonValue& axis : told) {
        std::vector<double>& positions = targets.emplace_back();
        for (const QJsonValue& position : axis.toArray())
            positions.push_back(position.toDouble());
    }
    return targets;
}

/// From the plan's own arguments, {"axes": [{"motor", "start", "stop"}, …]}: `extents` do not tell the direction. A grid has as
/// many targets along an axis as its shape says, an inner product num_points.
std::vector<std::vector<double>> targetsOf(
    const QJsonArray& axes, const QStringList& motors, const std::vector<int>& shape, int points)
{
    std::vector<std::vector<double>> targets(static_cast<std::size_t>(motors.size()));
    if (axes.size() != motors.size())
        return targets;
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const QJsonObject axis = axes.at(static_cast<qsizetype>(k)).toObject();
        const QJsonValue start = axis.value(QLatin1String("start"));
        const QJsonValue stop = axis.value(QLatin1String("stop"));
        const bool same = axis.value(QLatin1String("motor")).toString() == motors.at(static_cast<qsizetype>(k));
        const int count = shape.size() == targets.size() ? shape[k] : points;
        if (same && start.isDouble() && stop.isDouble() && count > 0)
            targets[k] = steps(start.toDouble(), stop.toDouble(), count);
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
    const QJsonObject arguments = start.metadata.value(QLatin1String("plan_args")).toObject();
    const QJsonArray told = start.metadata.value(QLatin1String("targets")).toArray();
    targets = told.size() == motors.size() && !told.isEmpty()
        ? targetsTold(told)
        : targetsOf(arguments.value(QLatin1String("axes")).toArray(), motors, shape, points);
    constexpr double largestGrid = 1e7; // its room is taken at the start
    double cells = 1;
    for (const int length : shape)
        cells *= length;
    if (shape.size() >= 2 && cells >= 1 && cells <= largestGrid)
        gridShape = shape;
}

} // namespace storage
