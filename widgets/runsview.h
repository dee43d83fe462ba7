#pragma once

#include "models/runlistmodel.h"
#include "models/shownrun.h"
#include "widgets/view.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace widgets {

class CopyTable;
class QueryField;
class RunActions;
class RunDetails;

/// The runs of the catalogue: find, look at the metadata, mark, open again from the file, import.
class RunsView : public View
{
    Q_OBJECT

public:
    RunsView(Desk& desk, storage::Catalogue& catalogue, QWidget* parent = nullptr);

    models::RunListModel& model() { return m_model; }
    /// Opens the newest run, or says why not.
    void openRow(int row);

    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

public Q_SLOTS:
    void refresh();
    /// Takes in all runs below; asks nothing.
    void importFolder(const QString& folder);
    void importFiles(const QStringList& files);

Q_SIGNALS:
    void opened(const storage::RunData& run);

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void setUpTable();
    void join();
    void find();
    void showMetadata();
    void showProblem();
    void showCount();
    void takeKeys();
    void chooseFolder();
    void chooseFiles();
    bool showsDetails() const;
    int currentRow() const;

    storage::Catalogue& m_catalogue;
    models::RunListModel m_model;
    CopyTable* m_table = nullptr;
    RunActions* m_actions = nullptr;
    QueryField* m_filter = nullptr;
    QLabel* m_problem = nullptr;
    RunDetails* m_metadata = nullptr;
    QLabel* m_count = nullptr;
    QPushButton* m_details = nullptr;
    QPushButton* m_open = nullptr;
    std::optional<bool> m_detailsWanted; ///< nothing: as there is room
    QTimer m_typing;
    QTimer m_poll;
};

} // namespace widgets
