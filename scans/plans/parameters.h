#pragma once

#include "scans/plans/planspec.h"

#include <optional>

namespace scans {

/// Reads the parameters of one plan after checking them against its schema.
/// Errors:  BadValue, with the parameter's id as source, saying what was expected. The first one is kept.
class Parameters
{
public:
    static devices::Result<Parameters> read(
        const PlanSpec& spec, const QJsonObject& values, const PlanDevices& devices);

    struct Axis
    {
        devices::DevicePtr motor;
        QJsonObject values;
        double number(const char* id) const { return values.value(QLatin1String(id)).toDouble(); }
        int integer(const char* id) const { return values.value(QLatin1String(id)).toInt(); }
        std::vector<double> positions(const char* id) const;
    };

    const std::vector<Axis>& axes() const { return m_axes; }
    const std::vector<devices::DevicePtr>& detectors() const { return m_detectors; }
    double number(const char* id) const { return m_values.value(QLatin1String(id)).toDouble(); }
    int integer(const char* id) const { return m_values.value(QLatin1String(id)).toInt(); }
    bool flag(const char* id) const { return m_values.value(QLatin1String(id)).toBool(); }
    QString text(const char* id) const { return m_values.value(QLatin1String(id)).toString(); }
    /// Of the parameter of the type Devices.
    const std::vector<devices::DevicePtr>& extraDevices() const { return m_extras; }
    /// With defaults filled in; what a run records as plan_args.
    QJsonObject all() const;

private:
    devices::Result<void> readGroup(const std::vector<PlanParameter>& schema, const QString& prefix,
        const PlanDevices& devices, QJsonObject& values);
    devices::Result<void> readAxes(const PlanSpec& spec, const QJsonValue& values, const PlanDevices& devices);
    devices::Result<void> readDetectors(const QString& id, const QJsonValue& value, const PlanDevices& devices);
    devices::Result<void> readExtras(const QString& id, const QJsonValue& value, const PlanDevices& devices);
    devices::Result<void> readValue(
        const PlanParameter& parameter, const QString& id, const QJsonValue& value, const PlanDevices& devices);

    QJsonObject m_values;
    std::vector<Axis> m_axes;
    std::vector<devices::DevicePtr> m_detectors;
    std::vector<devices::DevicePtr> m_extras;
    devices::DevicePtr m_motor; // of the group read last
};

/// BadValue that names the parameter: "axes[0].start: expected a positive number, got -1".
devices::Error wrongParameter(const QString& id, const QString& expected, const QJsonValue& found);
/// " from 1 to 10", " of at least 1" … or nothing.
QString rangeText(const PlanParameter& parameter);
/// Refused beyond what a scan may have. `id` is the parameter that is to blame.
devices::Result<void> checkPointCount(double points, const QString& id);

// Parameters that several plans have.
PlanParameter motorParameter();
PlanParameter startParameter();
PlanParameter stopParameter();
PlanParameter positionParameter();
PlanParameter intervalsParameter();
PlanParameter positionsParameter();
PlanParameter snakeParameter();
PlanParameter numberParameter(const char* id, const QString& title, const QString& help, const QJsonValue& initial,
    double minimum = -1e300, double maximum = 1e300);
PlanParameter dwellParameter();
PlanParameter detectorsParameter();

} // namespace scans
