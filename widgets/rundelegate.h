#pragma once

#include "models/runlistmodel.h"
#include "widgets/desk.h"

#include <QStyledItemDelegate>

namespace widgets {

/// Colours how a run ended, and the stars; words say the same.
class RunDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RunDelegate(Desk& desk, const models::RunListModel& model, QObject* parent);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    QColor colour(const storage::RunSummary& run, int column) const;

    Desk& m_desk;
    const models::RunListModel& m_model;
};

} // namespace widgets
