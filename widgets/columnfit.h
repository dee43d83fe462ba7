#pragma once

#include <QObject>

#include <vector>

class QTableView;

namespace widgets {

/// Shows as many columns of a table as it has room for, the more important first, so that nothing important is beyond its edge.
/// What is left over goes to those that gain from it, then to the last one shown. A width that the user sets stays.
/// Owns:  nothing; belongs to the table.
class ColumnFit : public QObject
{
    Q_OBJECT

public:
    struct Column
    {
        int column = 0;
        int width = 0; ///< at least
        int most = 0; ///< with room to spare; less than `width` = it gains nothing
    };

    /// Most important first; the first is always shown.
    ColumnFit(QTableView& table, std::vector<Column> columns);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
    void keepWidth(int column, int width);

    QTableView& m_table;
    std::vector<Column> m_columns;
    bool m_fitting = false;
};

} // namespace widgets
