#pragma once

#include "models/runlistmodel.h"
#include "widgets/desk.h"

#include <QObject>

#include <functional>

class QAction;
class QMenu;
class QTableView;

namespace widgets {

/// What can be done with the runs that are chosen in a table: stars, tags, comments, hiding, copying, exporting. In its context menu and
/// on keys of the table.
class RunActions : public QObject
{
    Q_OBJECT

public:
    RunActions(Desk& desk, storage::Catalogue& catalogue, models::RunListModel& model, QTableView& table);

    QStringList chosen() const;
    void toggleStar(const QModelIndex& index);
    void addTag(const QString& tag);
    void comment(const QString& text);

Q_SIGNALS:
    void openWanted(int row);
    /// A query that finds runs like the chosen one.
    void queryWanted(const QString& text);
    void changed();

private:
    using Change = std::function<devices::Result<void>(const storage::RunMarks& marks, const storage::RunSummary& run)>;

    QAction* add(const QString& text, const QKeySequence& key, const std::function<void()>& work);
    void changeAll(const Change& change);
    void toggleStars();
    void toggleHidden();
    void askTag();
    void askComment();
    void copy(QString storage::RunSummary::*part);
    void showMenu(const QPoint& position);
    void fillExport(QMenu& menu);
    void exportTo(const QString& format);
    void fillTags(QMenu& menu, const storage::RunSummary& run);
    void fillLike(QMenu& menu, const storage::RunSummary& run);
    QList<int> rows() const;

    Desk& m_desk;
    storage::Catalogue& m_catalogue;
    models::RunListModel& m_model;
    QTableView& m_table;
    QAction* m_open = nullptr;
    QAction* m_star = nullptr;
    QAction* m_hide = nullptr;
};

} // namespace widgets
