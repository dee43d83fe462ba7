#include "widgets/rundelegate.h"

namespace widgets {

using Runs = models::RunListModel;

RunDelegate::RunDelegate(Desk& desk, const Runs& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_desk(desk)
    , m_model(model)
{
}

/// An invalid one leaves the text as it is.
QColor RunDelegate::colour(const storage::RunSummary& run, int column) const
{
    const plotting::Theme& theme = m_desk.theme();
    if (column == Runs::Star)
        return run.star ? theme.minor : theme.text2;
    if (column == Runs::Check)
        return run.verified == storage::Verified::Damaged ? theme.major : theme.ok;
    if (column != Runs::Outcome)
        return run.hidden ? theme.text2 : QColor();
    if (run.verified == storage::Verified::Damaged || run.exitStatus == QLatin1String("fail"))
        return theme.major;
    if (run.exitStatus == QLatin1String("abort"))
        return theme.minor;
    if (run.running())
        return theme.accent;
    return run.imported ? theme.text2 : QColor();
}

void RunDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QColor chosen = colour(m_model.run(index.row()), index.column());
    if (!chosen.isValid())
        return;
    const QColor ground
        = (option->state & QStyle::State_Selected) != 0 ? m_desk.theme().accentBg : m_desk.theme().surface;
    const QColor written = plotting::readable(chosen, ground);
    option->palette.setColor(QPalette::Text, written);
    option->palette.setColor(QPalette::HighlightedText, written);
}

} // namespace widgets
