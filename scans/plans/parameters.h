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
    };

    const std::vector<Axis>& axes() const { return m_axes; }
    const std::vector<devices::DevicePtr>& detectors() const { return m_detectors; }
    double number(const char* id) const { return m_values.value(QLatin1String(id)).toDouble(); }
    int integer(const char* id) const { return m_values.value(QLatin1String(id)).toInt(); }
    bool flag(const char* id) const { return m_values.value(QLatin1String(id)).toBool(); }
    /// With defaults filled in; what a run records as plan_args.
    QJsonObject all() const;

private:
    devices::Result<void> readGroup(const std::vector<PlanParameter>& schema, const QString& prefix,
        const PlanDevices& devices, QJsonObject& values);
    devices::Result<void> readAxes(const PlanSpec& spec, const QJsonValue& values, const PlanDevices& devices);
    devices::Result<void> readDetectors(const QString& id, const QJsonValue& value, const PlanDevices& devices);

    QJsonObject m_values;
    std::vector<Axis> m_axes;
    std::vector<devices::DevicePtr> m_detectors;
    devices::DevicePtr m_motor; // of the group read last
};

// Parameters that several plans have.
PlanParameter motorParameter();
PlanParameter startParameter();
PlanParameter stopParameter();
PlanParameter intervalsParameter();
PlanParameter dwellParameter();
PlanParameter detectorsParameter();

} // namespace scans
