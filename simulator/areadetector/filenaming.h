#pragma once

#include "simulator/settings.h"

namespace simulator {

/// The C format of areaDetector's FileTemplate, "%s%s_%3.3d.tif", filled with path, name and number; nothing else is taken.
Result<QString> expandFileTemplate(const QString& format, const QString& path, const QString& name, qint64 number);
/// Makes at most `most` directories at the end of the path.
bool makePath(const QString& path, int most);

/// The records of a file plugin that say where its next file goes.
/// Thread:  its host's.
/// Source:  NDFile.template of areaDetector ADCore R3.
class FileNaming
{
public:
    FileNaming(RecordTable& records, Settings& settings, const QString& fileTemplate);

    /// The path of the next file, shown in FullFileName_RBV; counts FileNumber up when AutoIncrement says so.
    Result<QString> next();

private:
    Result<QString> takePath(const QString& asked);
    /// Looks whether the directory is there, and makes it if it may.
    bool findDirectory(const QString& path);

    RecordTable& m_records;
    Settings& m_settings;
};

} // namespace simulator
