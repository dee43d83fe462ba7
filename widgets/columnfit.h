#pragma once

#include <QObject>

#include <vector>

class QTableView;

namespace widgets {

/// Shows as many columns of a table as it has room for, the more important first, so that nothing important is beyond its edge.
/// The last one shown takes what is left over.
/// Owns:  nothing; belongs to the table.
class ColumnFit : public QObject
{
    Q_OBJECT

public:
    struct Column
    {
        int column = 0;
        int width = 0;
    };

    /// Most important first; the first is always shown.
    ColumnFit(QTableView& table, std::vector<Column> columns);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    QTableView& m_table;
    const std::vector<Column> m_columns;
};

} // namespace widgets
