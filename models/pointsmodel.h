#pragma once

#include "models/shownrun.h"
#include "models/tablemodel.h"

namespace models {

/// The points of a run, newest first: number, time, one column each.
class PointsModel : public TableModel
{
    Q_OBJECT

public:
    explicit PointsModel(ShownRun& run, QObject* parent = nullptr);

protected:
    int numRows() const override { return m_rows; }
    int numColumns() const override;
    QVariant headerCell(int column, int role) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    void reset();
    void showRow(int row);

    ShownRun& m_run;
    int m_rows = 0;
};

} // namespace models
