#include "scans/plans/parameters.h"

#include "devices/channel/format.h"
#include "scans/plans/positions.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;
using Type = PlanParameter::Type;

namespace {

constexpr double MostPoints = 100'000'000;

QString numberText(double number)
{
    const bool whole = number == std::floor(number) && std::abs(number) < 1e15;
    return whole ? QString::number(number, 'f', 0) : devices::exactNumber(number);
}

Result<void> checkNumber(const PlanParameter& parameter, const QString& id, const QJsonValue& value)
{
    const bool whole = parameter.type == Type::Integer || parameter.type == Type::Intervals;
    const QString expected = (whole ? QCoreApplication::translate("scans", "a whole number")
                                    : QCoreApplication::translate("scans", "a number"))
        + rangeText(parameter);
    const double number = value.toDouble(std::nan(""));
    if (!value.isDouble() || !std::isfinite(number) || number < parameter.minimum || number > parameter.maximum
        || (whole && number != std::floor(number)))
        return wrongParameter(id, expected, value);
    return {};
}

Result<std::vector<double>> positionsFrom(const QString& id, const QJsonValue& value)
{
    if (value.isString()) {
        const Result<std::vector<double>> parsed = parsePositions(value.toString());
        if (!parsed)
            return Error{ErrorCode::BadValue, id + QStringLiteral(": ") + parsed.error().message, id};
        return parsed;
    }
    std::vector<double> positions;
    for (const QJsonValue& position : value.toArray()) {
        if (!position.isDouble() || !std::isfinite(position.toDouble()))
            return wrongParameter(id, QCoreApplication::translate("scans", "numbers"), position);
        positions.push_back(position.toDouble());
    }
    if (positions.empty())
        return wrongParameter(id, QCoreApplication::translate("scans", "at least one position"), value);
    return positions;
}

Result<void> checkPositions(const QString& id, const QJsonValue& value)
{
    const Result<std::vector<double>> positions = positionsFrom(id, value);
    return positions ? Result<void>() : positions.error();
}

Result<devices::DevicePtr> findDevice(const QString& id, const QString& name, const PlanDevices& devices)
{
    Result<devices::DevicePtr> found = devices.find(name);
    if (!found)
        return Error{found.error().code, id + QStringLiteral(": ") + found.error().message, id};
    return found;
}

Result<devices::DevicePtr> findMotor(const QString& id, const QJsonValue& value, const PlanDevices& devices)
{
    if (!value.isString() || value.toString().isEmpty())
        return wrongParameter(id, QCoreApplication::translate("scans", "the name of a motor"), value);
    Result<devices::DevicePtr> found = findDevice(id, value.toString(), devices);
    if (!found)
        return found;
    if (!found.value()->movable())
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "%1: %2 cannot be moved").arg(id, value.toString()), id};
    return found;
}

Result<void> checkKnown(const std::vector<PlanParameter>& schema, const QJsonObject& values, const QString& prefix,
    const QString& alsoAllowed)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        const bool known = it.key() == alsoAllowed
            || std::any_of(schema.begin(), schema.end(),
                [&it](const PlanParameter& parameter) { return parameter.id == it.key(); });
        if (!known)
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("scans", "%1 is no parameter of this plan").arg(prefix + it.key()),
                prefix + it.key()};
    }
    return {};
}

/// No two axes of a plan may move the same thing.
Result<void> checkApart(const std::vector<Parameters::Axis>& axes, const devices::Device& motor, const QString& id)
{
    const std::vector<const devices::Device*> moved = motor.movedDevices();
    for (const Parameters::Axis& other : axes) {
        if (other.motor.get() == &motor)
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("scans", "%1: %2 is there twice").arg(id, motor.name()), id};
        const std::vector<const devices::Device*> alsoMoved = other.motor->movedDevices();
        const auto shared = std::find_first_of(moved.begin(), moved.end(), alsoMoved.begin(), alsoMoved.end());
        if (shared != moved.end())
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("scans", "%1: %2 and %3 both move %4; they cannot move at the same time")
                    .arg(id, other.motor->name(), motor.name(), (*shared)->name()),
                id};
    }
    return {};
}

} // namespace

Result<Parameters> Parameters::read(const PlanSpec& spec, const QJsonObject& values, const PlanDevices& devices)
{
    const QString axesId = QStringLiteral("axes");
    Parameters made;
    if (Result<void> known = checkKnown(spec.parameters, values, {}, spec.axis.empty() ? QString() : axesId); !known)
        return known.error();
    if (Result<void> read = made.readAxes(spec, values.value(axesId), devices); !read)
        return read.error();
    made.m_values = values;
    made.m_values.remove(axesId);
    if (Result<void> read = made.readGroup(spec.parameters, {}, devices, made.m_values); !read)
        return read.error();
    return made;
}

Result<void> Parameters::readAxes(const PlanSpec& spec, const QJsonValue& values, const PlanDevices& devices)
{
    if (spec.axis.empty())
        return {};
    const QJsonArray list = values.toArray();
    if (list.size() < spec.minAxes || list.size() > spec.maxAxes) {
        const QString expected = spec.minAxes == spec.maxAxes
            ? QCoreApplication::translate("scans", "%n axes", nullptr, spec.minAxes)
            : QCoreApplication::translate("scans", "%1 to %2 axes").arg(spec.minAxes).arg(spec.maxAxes);
        return wrongParameter(QStringLiteral("axes"), expected, QJsonValue(double(list.size())));
    }
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString prefix = QStringLiteral("axes[%1].").arg(i);
        Axis axis;
        axis.values = list[i].toObject();
        if (Result<void> known = checkKnown(spec.axis, axis.values, prefix, {}); !known)
            return known;
        m_motor.reset();
        if (Result<void> read = readGroup(spec.axis, prefix, devices, axis.values); !read)
            return read;
        axis.motor = m_motor;
        if (Result<void> apart = checkApart(m_axes, *axis.motor, prefix + QStringLiteral("motor")); !apart)
            return apart;
        m_axes.push_back(std::move(axis));
    }
    return {};
}

Result<void> Parameters::readGroup(
    const std::vector<PlanParameter>& schema, const QString& prefix, const PlanDevices& devices, QJsonObject& values)
{
    for (const PlanParameter& parameter : schema) {
        const QString id = prefix + parameter.id;
        if (!values.contains(parameter.id) && !parameter.initial.isUndefined() && !parameter.initial.isNull())
            values.insert(parameter.id, parameter.initial);
        const QJsonValue value = values.value(parameter.id);
        if (Result<void> read = readValue(parameter, id, value, devices); !read)
            return read;
    }
    return {};
}

Result<void> Parameters::readValue(
    const PlanParameter& parameter, const QString& id, const QJsonValue& value, const PlanDevices& devices)
{
    switch (parameter.type) {
    case Type::Motor: {
        Result<devices::DevicePtr> motor = findMotor(id, value, devices);
        if (!motor)
            return motor.error();
        m_motor = motor.value();
        return {};
    }
    case Type::Detectors:
        return readDetectors(id, value, devices);
    case Type::Devices:
        return readExtras(id, value, devices);
    case Type::Positions:
        return checkPositions(id, value);
    case Type::Boolean:
        if (!value.isBool())
            return wrongParameter(id, QCoreApplication::translate("scans", "true or false"), value);
        return {};
    case Type::Text:
        if (!value.isString())
            return wrongParameter(id, QCoreApplication::translate("scans", "a text"), value);
        return {};
    default:
        return checkNumber(parameter, id, value);
    }
}

Result<void> Parameters::readExtras(const QString& id, const QJsonValue& value, const PlanDevices& devices)
{
    for (const QJsonValue& name : value.toArray()) {
        Result<devices::DevicePtr> found = findDevice(id, name.toString(), devices);
        if (!found)
            return found.error();
        if (std::find(m_extras.begin(), m_extras.end(), found.value()) == m_extras.end())
            m_extras.push_back(found.value());
    }
    return {};
}

std::vector<double> Parameters::Axis::positions(const char* id) const
{
    Result<std::vector<double>> found = positionsFrom(QLatin1String(id), values.value(QLatin1String(id)));
    return found ? std::move(found).value() : std::vector<double>();
}

Result<void> Parameters::readDetectors(const QString& id, const QJsonValue& value, const PlanDevices& devices)
{
    const QString expected = QCoreApplication::translate("scans", "at least one detector");
    const QJsonArray names = value.toArray();
    if (names.isEmpty())
        return wrongParameter(id, expected, value);
    for (const QJsonValue& name : names) {
        if (!name.isString())
            return wrongParameter(id, expected, name);
        Result<devices::DevicePtr> found = findDevice(id, name.toString(), devices);
        if (!found)
            return found.error();
        const auto same = [&found](const auto& device) { return device == found.value(); };
        const bool axis = std::any_of(m_axes.begin(), m_axes.end(), [&same](const Axis& a) { return same(a.motor); });
        // What is scanned is recorded anyway.
        if (!axis && std::none_of(m_detectors.begin(), m_detectors.end(), same))
            m_detectors.push_back(found.value());
    }
    return {};
}

QJsonObject Parameters::all() const
{
    QJsonObject values = m_values;
    if (m_axes.empty())
        return values;
    QJsonArray axes;
    for (const Axis& axis : m_axes)
        axes.append(axis.values);
    values.insert(QStringLiteral("axes"), axes);
    return values;
}

QString rangeText(const PlanParameter& parameter)
{
    const bool low = parameter.minimum > -1e300;
    const bool high = parameter.maximum < 1e300;
    const QString from = numberText(parameter.minimum);
    const QString to = numberText(parameter.maximum);
    if (low && high)
        return QCoreApplication::translate("scans", " from %1 to %2").arg(from, to);
    if (low)
        return QCoreApplication::translate("scans", " of at least %1").arg(from);
    return high ? QCoreApplication::translate("scans", " of at most %1").arg(to) : QString();
}

Error wrongParameter(const QString& id, const QString& expected, const QJsonValue& found)
{
    const QString text = found.isUndefined() ? QCoreApplication::translate("scans", "nothing")
        : found.isString()                   ? QLatin1Char('"') + found.toString() + QLatin1Char('"')
        : found.isDouble()                   ? numberText(found.toDouble())
                                             : QCoreApplication::translate("scans", "something else");
    return {ErrorCode::BadValue,
        QCoreApplication::translate("scans", "%1: expected %2, got %3").arg(id, expected, text), id};
}

Result<void> checkPointCount(double points, const QString& id)
{
    if (points <= MostPoints)
        return {};
    return Error{ErrorCode::BadValue,
        QCoreApplication::translate("scans", "%1: %2 points are more than a scan may have (%3)")
            .arg(id)
            .arg(points, 0, 'g', 6)
            .arg(MostPoints, 0, 'g', 6),
        id};
}

} // namespace scans
