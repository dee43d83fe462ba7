#pragma once

#include "models/tablemodel.h"
#include "storage/positions/positionsstore.h"

#include <QHash>

namespace models {

/// A saved position against the values of now: what differs, and which PVs a restore would write.
class CompareModel : public TableModel
{
    Q_OBJECT

public:
    enum Column { Pv, Saved, Now, Change, Unit, ColumnTotal };

    /// How one PV stands now, for people and for comparing.
    struct Current
    {
        bool connected = false;
        devices::Value value;
        QString text;
        QString savedText; ///< the saved value, formatted with the channel's precision and labels
        QString units;
        std::optional<int> precision;
        double tolerance = 0; ///< numbers closer than this are equal
    };

    using TableModel::TableModel;

    void setPosition(const storage::SavedPosition& position, const QHash<QString, QString>& names);
    void setCurrent(const QString& pv, const Current& current);
    void clear();

    const storage::SavedPosition& position() const { return m_position; }
    /// Ticked, saved, connected and different: what Restore writes.
    std::vector<storage::SavedValue> toRestore() const;
    int differing() const;
    bool isTicked(int row) const { return m_ticked[static_cast<std::size_t>(row)]; }

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void selectionChanged();

protected:
    int numRows() const override { return static_cast<int>(m_position.values.size()); }
    int numColumns() const override { return ColumnTotal; }
    QVariant headerCell(int column, int role) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    bool restorable(int row) const;
    bool differs(int row) const;
    QString changeText(int row) const;

    storage::SavedPosition m_position;
    QHash<QString, QString> m_names;
    QHash<QString, Current> m_current;
    std::vector<bool> m_ticked;
};

} // namespace models
