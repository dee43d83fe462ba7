#pragma once

#include "models/tablemodel.h"

#include <QTableView>

namespace widgets {

/// A table view in the house's manner: rows, no grid of its own, Ctrl+C copies the chosen rows as text, an empty one says why.
class CopyTable : public QTableView
{
    Q_OBJECT

public:
    explicit CopyTable(models::TableModel& model, QWidget* parent = nullptr);

    void setEmptyText(const QString& text) { m_emptyText = text; }

public Q_SLOTS:
    /// The chosen rows, or all when none is.
    void copy();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    models::TableModel& m_model;
    QString m_emptyText;
};

} // namespace widgets
