#pragma once

#include "simulator/areadetector/framefile.h"

namespace simulator {

/// Many frames in one HDF5 file: /entry/instrument/detector/data, also found as /entry/data/data, one chunk for each frame;
/// beside it /entry/instrument/NDAttributes with the number and the times of each frame.
/// Source:  the default layout of NDFileHDF5, ADCore R3.
class Hdf5Format : public FileFormat
{
public:
    QString name() const override { return QStringLiteral("HDF5"); }
    QString fileTemplate() const override { return QStringLiteral("%s%s_%3.3d.h5"); }
    bool holdsMany() const override { return true; }
    void addSettings(RecordTable& records, Settings& settings) const override;
    std::unique_ptr<FrameFile> make(const RecordTable& records) const override;
};

} // namespace simulator
