#include "scans/plans/stepscan.h"

#include <QJsonArray>

namespace scans {

namespace {

// More than that are told by the events alone.
constexpr int MostListed = 10'000;

QJsonArray hintedFields(const devices::Device& device)
{
    QJsonArray fields;
    for (const devices::DataKey& key : device.describe()) {
        if (key.hinted)
            fields.append(key.name);
    }
    if (fields.isEmpty())
        fields.append(device.name());
    return fields;
}

QJsonArray dimensionsOf(const Trajectory& trajectory)
{
    QJsonArray made;
    for (const std::vector<std::size_t>& axes : trajectory.dimensions()) {
        QJsonArray fields;
        for (const std::size_t axis : axes) {
            for (const QJsonValue& field : hintedFields(*trajectory.axes()[axis].motor))
                fields.append(field);
        }
        if (fields.isEmpty())
            fields.append(QStringLiteral("time"));
        QJsonArray dimension;
        dimension.append(fields);
        dimension.append(QStringLiteral("primary"));
        made.append(dimension);
    }
    return made;
}

void addAxes(const Trajectory& trajectory, QJsonObject& metadata)
{
    QJsonArray motors;
    QJsonArray extents;
    QJsonArray snaking;
    QJsonArray targets;
    bool listed = trajectory.placeTellsPositions();
    for (const TrajectoryAxis& axis : trajectory.axes()) {
        const auto [lowest, highest] = axis.positions.range();
        motors.append(axis.motor->name());
        extents.append(QJsonArray{lowest, highest});
        snaking.append(axis.snake);
        listed = listed && axis.positions.count() <= MostListed;
        QJsonArray positions;
        for (int i = 0; listed && i < axis.positions.count(); ++i)
            positions.append(axis.positions.at(i));
        targets.append(positions);
    }
    QJsonArray shape;
    for (const int size : trajectory.shape())
        shape.append(size);
    metadata.insert(QStringLiteral("motors"), motors);
    metadata.insert(QStringLiteral("shape"), shape);
    metadata.insert(QStringLiteral("extents"), extents);
    metadata.insert(QStringLiteral("snaking"), snaking);
    if (listed)
        metadata.insert(QStringLiteral("targets"), targets);
}

void addDwell(const StepScan& scan, QJsonObject& metadata)
{
    if (!scan.dwellAt) {
        metadata.insert(QStringLiteral("dwell"), scan.dwell.count());
        return;
    }
    if (scan.trajectory.count() > MostListed)
        return;
    QJsonArray dwells;
    for (int i = 0; i < scan.trajectory.count(); ++i)
        dwells.append(scan.dwellAt(i).count());
    metadata.insert(QStringLiteral("dwells"), dwells);
}

} // namespace

QJsonObject stepMetadata(const StepScan& scan)
{
    QJsonObject metadata = scan.metadata;
    QJsonArray detectors;
    for (const devices::DevicePtr& detector : *scan.detectors)
        detectors.append(detector->name());
    QJsonObject hints{{QStringLiteral("dimensions"), dimensionsOf(scan.trajectory)}};
    if (const QString gridding = scan.trajectory.gridding(); !gridding.isEmpty())
        hints.insert(QStringLiteral("gridding"), gridding);
    metadata.insert(QStringLiteral("detectors"), detectors);
    metadata.insert(QStringLiteral("hints"), hints);
    addDwell(scan, metadata);
    if (!scan.endless) {
        metadata.insert(QStringLiteral("num_points"), scan.trajectory.count());
        metadata.insert(QStringLiteral("num_intervals"), scan.trajectory.count() - 1);
    }
    if (!scan.trajectory.axes().empty())
        addAxes(scan.trajectory, metadata);
    return metadata;
}

} // namespace scans
