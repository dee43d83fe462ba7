#pragma once

#include "models/tablemodel.h"

namespace models {

/// A table of texts that is replaced as a whole.
class TextModel : public TableModel
{
    Q_OBJECT

public:
    explicit TextModel(QStringList titles, QObject* parent = nullptr);

    /// As many cells a row as there are titles.
    void setRows(QList<QStringList> rows);

protected:
    int numRows() const override { return static_cast<int>(m_rows.size()); }
    int numColumns() const override { return static_cast<int>(m_titles.size()); }
    QVariant headerCell(int column, int role) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    const QStringList m_titles;
    QList<QStringList> m_rows;
};

} // namespace models
