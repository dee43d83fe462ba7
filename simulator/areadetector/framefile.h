#pragma once

#include "simulator/areadetector/frame.h"
#include "simulator/settings.h"

#include <memory>

namespace simulator {

/// A file that is being filled with frames.
/// Thread:  the worker's only, but for its construction.
/// Errors:  Io with the path. After one nothing more is written; close() is still called.
class FrameFile
{
public:
    virtual ~FrameFile() = default;
    /// Never an existing file.
    virtual Result<void> open(const QString& path, const Frame& like) = 0;
    virtual Result<void> write(const Frame& frame) = 0;
    virtual Result<void> close() = 0;
};

/// A kind of file.
/// Thread:  its host's.
class FileFormat
{
public:
    virtual ~FileFormat() = default;
    virtual QString name() const = 0;
    virtual QString fileTemplate() const = 0;
    virtual bool holdsMany() const = 0;
    /// Adds what only this format has.
    virtual void addSettings(RecordTable& records, Settings& settings) const = 0;
    /// With the settings as they are now.
    virtual std::unique_ptr<FrameFile> make(const RecordTable& records) const = 0;
};

} // namespace simulator
