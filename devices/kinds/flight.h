#pragma once

#include "devices/channel/reading.h"
#include "devices/channel/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <vector>

namespace devices {

/// Where a movable was sent, and where it is.
struct Location
{
    double setpoint = 0;
    double readback = 0;
};

/// One point that a device took by itself, between kickoff and complete. `data` is in the order of describeCollect().
struct FlownPoint
{
    Timestamp time{};
    std::vector<Reading> data;
};

/// A file that the device's own plugin writes frames into, rather than sending them.
struct FrameFile
{
    QString key; ///< one of describeFrames()
    QString uri; ///< "file://localhost/data/scan_12.h5"
    QString mimetype; ///< "application/x-hdf5"
    QJsonObject parameters; ///< what a reader must know, such as {"dataset": "/entry/data/data"}
    qint64 frames = 0; ///< written so far
};

using LocateDone = std::function<void(Result<Location>)>;
using CollectDone = std::function<void(Result<std::vector<FlownPoint>>)>;
using ReadingsChanged = std::function<void(const std::vector<Reading>&)>;

} // namespace devices
