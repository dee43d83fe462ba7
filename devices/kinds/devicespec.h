#pragma once

#include <QJsonObject>
#include <QString>

namespace devices {

/// One device as a beamline profile declares it.
struct DeviceSpec
{
    QString kind; ///< id of a DeviceKindSpec
    QString name;
    QString pv; ///< PV, record name or prefix, as the kind wants it
    QString description;
    QString group;
    QJsonObject options;
    int line = 0; ///< in the profile, from 1; 0 = not from a file
};

} // namespace devices
