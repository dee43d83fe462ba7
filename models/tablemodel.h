#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace models {

/// The drudgery of a table model, done once: a concrete model answers numRows, numColumns, headerCell and cell.
/// Thread:  GUI.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Numbers for sorting and export where the display text is formatted.
    static constexpr int RawRole = Qt::UserRole + 1;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;
    QVariant data(const QModelIndex& index, int role) const final;

    /// Header and the given rows (all when empty) as tab-separated text.
    QString toText(QList<int> rows = {}) const;

protected:
    virtual int numRows() const = 0;
    virtual int numColumns() const = 0;
    virtual QVariant headerCell(int column, int role) const = 0;
    virtual QVariant cell(int row, int column, int role) const = 0;
};

} // namespace models
