#pragma once

#include "scans/documents/documents.h"
#include "storage/nexus/runreader.h"

#include <QJsonObject>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace models {

/// One column of a run as numbers; what is not a number is NaN.
struct ShownColumn
{
    QString name;
    QString label;
    QString units;
    QString object;
    std::optional<int> precision;
    bool hinted = false;
    bool counts = false;
    std::vector<double> values;

    /// "sx (mm)"
    QString title() const;
};

/// The plan's grid: slow × fast, as documents tell it.
struct RunGrid
{
    int slow = 0;
    int fast = 0;
    std::vector<double> extents; ///< slow low, slow high, fast low, fast high
    bool valid() const { return slow > 0 && fast > 0 && extents.size() == 4; }
};

/// The run on the screen, live or stored: its primary stream as columns, growing while documents come. Row = seq_num − 1, so a repeated point replaces
/// its first reading.
/// Thread:  GUI.
class ShownRun : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void consume(const scans::Document& document);
    /// Shows a stored run in place of a live one.
    void load(const storage::RunData& stored);

    bool isEmpty() const { return m_rows == 0; }
    bool isLive() const { return m_live; }
    int rows() const { return m_rows; }
    const std::vector<ShownColumn>& columns() const { return m_columns; }
    const std::vector<devices::Timestamp>& times() const { return m_times; }
    const QJsonObject& metadata() const { return m_metadata; }
    const RunGrid& grid() const { return m_grid; }
    /// Slow and fast index of a row; (-1, -1) when the run has no grid.
    std::pair<int, int> gridIndex(int row) const;
    /// "scan 12 · scan sx"; of other programs "scan 3 · ascan mu · SPEC".
    QString title() const;
    qint64 scanId() const { return m_scanId; }
    QString uid() const { return m_uid; }

    int columnIndex(const QString& name) const;
    /// Names of the motors that the plan scans, slow to fast.
    QStringList motors() const;
    /// The column that belongs on the x axis: the readback of the fastest motor, else none.
    std::optional<int> defaultX() const;
    std::optional<int> defaultY() const;

Q_SIGNALS:
    void started();
    void columnsChanged();
    void rowChanged(int row);
    void stopped(const QString& exitStatus, const QString& reason);

private:
    void begin(const scans::RunStart& start);
    void describe(const scans::EventDescriptor& descriptor);
    void addEvent(const scans::Event& event);
    void readGrid();

    QString m_uid;
    QJsonObject m_metadata;
    qint64 m_scanId = 0;
    QString m_program; ///< of a run of another program
    std::vector<ShownColumn> m_columns;
    std::vector<devices::Timestamp> m_times;
    RunGrid m_grid;
    std::vector<std::pair<int, int>> m_gridIndex;
    QString m_primary;
    int m_rows = 0;
    bool m_live = false;
};

} // namespace models
