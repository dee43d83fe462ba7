#include "models/comparemodel.h"

#include <cmath>

namespace models {

using devices::toDouble;

void CompareModel::setPosition(const storage::SavedPosition& position, const QHash<QString, QString>& names)
{
    beginResetModel();
    m_position = position;
    m_names = names;
    m_current.clear();
    m_ticked.clear();
    for (const storage::SavedValue& value : position.values)
        m_ticked.push_back(value.problem.isEmpty());
    endResetModel();
    Q_EMIT selectionChanged();
}

void CompareModel::clear()
{
    setPosition({}, {});
}

void CompareModel::setCurrent(const QString& pv, const Current& current)
{
    m_current[pv] = current;
    for (int row = 0; row < numRows(); ++row) {
        if (m_position.values[static_cast<std::size_t>(row)].pv == pv)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnTotal - 1));
    }
    Q_EMIT selectionChanged();
}

bool CompareModel::restorable(int row) const
{
    return m_position.values[static_cast<std::size_t>(row)].problem.isEmpty();
}

bool CompareModel::differs(int row) const
{
    const storage::SavedValue& saved = m_position.values[static_cast<std::size_t>(row)];
    const auto current = m_current.constFind(saved.pv);
    if (!restorable(row) || current == m_current.cend() || !current->connected)
        return false;
    const std::optional<double> was = toDouble(saved.value);
    const std::optional<double> is = toDouble(current->value);
    if (was && is && !devices::isArray(saved.value))
        return !(std::abs(*was - *is) <= current->tolerance) && !(std::isnan(*was) && std::isnan(*is));
    return !devices::equal(saved.value, current->value);
}

std::vector<storage::SavedValue> CompareModel::toRestore() const
{
    std::vector<storage::SavedValue> values;
    for (int row = 0; row < numRows(); ++row) {
        if (isTicked(row) && differs(row))
            values.push_back(m_position.values[static_cast<std::size_t>(row)]);
    }
    return values;
}

int CompareModel::differing() const
{
    int count = 0;
    for (int row = 0; row < numRows(); ++row)
        count += differs(row) ? 1 : 0;
    return count;
}

Qt::ItemFlags CompareModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = TableModel::flags(index);
    if (index.isValid() && index.column() == Pv && restorable(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    if (index.isValid() && !restorable(index.row()))
        flags &= ~Qt::ItemIsEnabled;
    return flags;
}

bool CompareModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != Pv || !restorable(index.row()))
        return false;
    m_ticked[static_cast<std::size_t>(index.row())] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT selectionChanged();
    return true;
}

QVariant CompareModel::headerCell(int column, int role) const
{
    const bool number = column == Saved || column == Now || column == Change;
    if (role == Qt::TextAlignmentRole)
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("PV"), tr("saved"), tr("now"), tr("change"), QString()};
    return titles.value(column);
}

QString CompareModel::changeText(int row) const
{
    const storage::SavedValue& saved = m_position.values[static_cast<std::size_t>(row)];
    if (!saved.problem.isEmpty())
        return tr("not saved: %1").arg(saved.problem);
    const auto current = m_current.constFind(saved.pv);
    if (current == m_current.cend() || !current->connected)
        return tr("not connected");
    if (!differs(row))
        return {};
    const std::optional<double> was = toDouble(saved.value);
    const std::optional<double> is = toDouble(current->value);
    const bool discrete = std::holds_alternative<devices::EnumIndex>(saved.value) || !was || !is;
    if (discrete || devices::isArray(saved.value))
        return QStringLiteral("%1 ← %2").arg(current->savedText, current->text);
    const double change = *was - *is;
    return (change > 0 ? QStringLiteral("+") : QString())
        + (current->precision ? QString::number(change, 'f', *current->precision) : QString::number(change, 'g', 6));
}

QVariant CompareModel::cell(int row, int column, int role) const
{
    const storage::SavedValue& saved = m_position.values[static_cast<std::size_t>(row)];
    const Current current = m_current.value(saved.pv);
    if (role == Qt::TextAlignmentRole)
        return headerCell(column, role);
    if (role == Qt::CheckStateRole && column == Pv)
        return restorable(row) && isTicked(row) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole)
        return saved.pv;
    if (role == Qt::UserRole)
        return differs(row);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Pv:
        return m_names.value(saved.pv, saved.pv);
    case Saved:
        return !restorable(row) ? QStringLiteral("—") : current.savedText;
    case Now:
        return current.connected ? current.text : QStringLiteral("—");
    case Change:
        return changeText(row);
    case Unit:
        return current.units.isEmpty() ? saved.units : current.units;
    default:
        return {};
    }
}

} // namespace models
