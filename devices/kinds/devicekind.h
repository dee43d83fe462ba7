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
    enum class Type : quint8 { Text, Number, Boolean, TextList, TextMap, Choice, Device, DeviceList };

    QString key;
    Type type = Type::Text;
    QJsonValue initial{QJsonValue::Undefined}; ///< undefined = no default
    QString help{};
    double minimum = -1e300; ///< of a Number
    double maximum = 1e300;
    QStringList choices{}; ///< of a Choice
    bool required = false;
};

QString optionTypeName(const DeviceOption& option);

/// Finds a device that was made before.
using FindDevice = std::function<Result<DevicePtr>(const QString& name)>;

/// A kind of device: one file, one line in the catalogue.
struct DeviceKindSpec
{
    QString id; ///< "motor"
    QString title; ///< translated
    QString pvHelp; ///< translated: what `pv` names; empty = it has no PV of its own
    std::vector<DeviceOption> options;
    std::function<DevicePtr(const DeviceSpec&, const DeviceContext&)> make;
    /// Instead of `make`: out of the devices that its options of the types Device and DeviceList name, in the options' order.
    std::function<Result<DevicePtr>(const DeviceSpec&, const std::vector<DevicePtr>&)> compose;
    /// The PV that is written to move it, so that its position can be saved and restored; empty = has none.
    std::function<QString(const DeviceSpec&)> setpointPv;
};

const std::vector<DeviceKindSpec>& kindsCatalog();
/// Null for an unknown id.
const DeviceKindSpec* findKind(const QString& id);
QStringList kindIds();

/// The option as declared in the spec, else the kind's default.
QJsonValue optionOf(const DeviceSpec& spec, const DeviceKindSpec& kind, const QString& key);

/// The devices that its options name.
QStringList partNames(const DeviceSpec& spec, const DeviceKindSpec& kind);

/// BadValue for an unknown kind, naming the known ones; without `find` no kind that is made of other devices.
Result<DevicePtr> makeDevice(const DeviceSpec& spec, const DeviceContext& context, const FindDevice& find = {});

} // namespace devices
