#pragma once

#include "models/runlistmodel.h"
#include "models/shownrun.h"
#include "widgets/view.h"

#include <QTimer>

class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace widgets {

class CopyTable;

/// The runs of the catalogue: find, look at the metadata, open again from the file.
class RunsView : public View
{
    Q_OBJECT

public:
    RunsView(Desk& desk, storage::Catalogue& catalogue, QWidget* parent = nullptr);

    models::RunListModel& model() { return m_model; }
    /// Opens the newest run, or says why not.
    void openRow(int row);

public Q_SLOTS:
    void refresh();

Q_SIGNALS:
    void opened(const storage::RunData& run);

private:
    void showMetadata();
    void copyPath();
    int currentRow() const;

    storage::Catalogue& m_catalogue;
    models::RunListModel m_model;
    CopyTable* m_table = nullptr;
    QLineEdit* m_filter = nullptr;
    QTreeWidget* m_metadata = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_copyPath = nullptr;
    QTimer m_poll;
};

} // namespace widgets
