#pragma once

#include "devices/channel/result.h"
#include "devices/channel/value.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace storage {

/// One column of the primary stream, in the order in which it was measured.
struct RunColumn
{
    QString name;
    QString label;
    QString units;
    QString object; ///< the device
    std::vector<qint64> shape; ///< of one point; empty = a number or a text
    std::vector<double> values; ///< scalars only; NaN = missing
    QStringList texts; ///< texts only
    bool hinted = false;
    bool counts = false;
};

/// One axis of the run, slow to fast.
struct RunAxis
{
    QString name; ///< also a column, except "time"
    QString label;
    QString units;
    std::vector<double> targets; ///< of a grid; empty otherwise
};

struct RunPosition
{
    QString name;
    QString units;
    std::optional<double> before; ///< nothing for texts, and when not read
    std::optional<double> after;
    QString textBefore;
    QString textAfter;
};

/// A run as it stands in its file.
struct RunData
{
    QString path;
    QString uid;
    qint64 scanId = 0;
    QString planName;
    QString title;
    QString program;
    QJsonObject start; ///< the start document
    devices::Timestamp started{};
    QString startTime; ///< ISO 8601
    QString endTime; ///< empty while it runs
    QString exitStatus; ///< empty while it runs, and after a crash
    QString reason;
    QString signal; ///< the column shown by default
    std::vector<RunAxis> axes;
    std::vector<int> gridShape; ///< slow to fast; empty when the run has no grid
    std::vector<RunColumn> columns;
    std::vector<double> times; ///< seconds since the start, one for each point
    std::vector<std::vector<int>> gridIndex; ///< one for each point; empty when the plan has none
    std::vector<RunPosition> positions;
    bool foreign = false; ///< of another program: its file keeps no documents
    bool growing = false; ///< has no end yet: still being written, or its program died

    const RunColumn* column(const QString& name) const;
    /// A scalar column laid out as the grid, slow × fast; NaN where nothing was measured.
    std::vector<double> onGrid(const RunColumn& column) const;
};

/// Reads a run file back, also while it is being written and after its writer died. Image and array columns are
/// described but not loaded. Thread:  any; blocks for the disk. Errors:  Io with the path; NotSupported for a file that
/// is not a run of ours.
class RunReader
{
public:
    static devices::Result<RunData> read(const QString& path);
    /// False also for what cannot be opened.
    static bool isOurs(const QString& path);
};

} // namespace storage
