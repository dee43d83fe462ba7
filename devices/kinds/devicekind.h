#pragma once

#include "devices/channel/result.h"
#include "devices/kinds/device.h"
#include "devices/kinds/devicecontext.h"
#include "devices/kinds/devicespec.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace devices {

/// One key below `options:` of a device in a profile.
struct DeviceOption
{
    enum class Type : quint8 { Text, Number, Boolean, TextList, TextMap };

    QString key;
    Type type = Type::Text;
    QJsonValue initial; ///< undefined = no default
    QString help;
    double minimum = -1e300; ///< of a Number
    double maximum = 1e300;
};

QString optionTypeName(DeviceOption::Type type);

/// A kind of device: one file, one line in the catalogue.
struct DeviceKindSpec
{
    QString id; ///< "motor"
    QString title; ///< translated
    QString pvHelp; ///< translated: what `pv` names
    std::vector<DeviceOption> options;
    std::function<DevicePtr(const DeviceSpec&, const DeviceContext&)> make;
    /// The PV that is written to move it, so that its position can be saved and restored; empty = has none.
    std::function<QString(const DeviceSpec&)> setpointPv;
};

const std::vector<DeviceKindSpec>& kindsCatalog();
/// Null for an unknown id.
const DeviceKindSpec* findKind(const QString& id);
QStringList kindIds();

/// The option as declared in the spec, else the kind's default.
QJsonValue optionOf(const DeviceSpec& spec, const DeviceKindSpec& kind, const QString& key);

/// BadValue for an unknown kind, naming the known ones.
Result<DevicePtr> makeDevice(const DeviceSpec& spec, const DeviceContext& context);

} // namespace devices
