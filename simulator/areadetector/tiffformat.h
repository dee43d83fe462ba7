#pragma once

#include "simulator/areadetector/framefile.h"

namespace simulator {

/// One uncompressed TIFF file for each frame, with the private tags 65000…65003 of areaDetector: time stamp, unique id, EPICS
/// seconds and nanoseconds.
/// Source:  NDFileTIFF of ADCore R3.
class TiffFormat : public FileFormat
{
public:
    QString name() const override { return QStringLiteral("TIFF"); }
    QString fileTemplate() const override { return QStringLiteral("%s%s_%3.3d.tif"); }
    bool holdsMany() const override { return false; }
    void addSettings(RecordTable& /*records*/, Settings& /*settings*/) const override { }
    std::unique_ptr<FrameFile> make(const RecordTable& records) const override;
};

} // namespace simulator
