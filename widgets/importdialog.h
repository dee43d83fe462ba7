#pragma once

#include "storage/catalogue/runimport.h"

#include <QProgressDialog>
#include <QTimer>

namespace widgets {

/// Imports the runs of files while it shows how far it is, then tells what came of it. One file in each turn of the event
/// loop, so that the window stays alive and the import can be cancelled; what was imported by then stays.
/// Owns:  nothing; deletes itself when it is closed.
class ImportDialog : public QProgressDialog
{
    Q_OBJECT

public:
    ImportDialog(storage::Catalogue& catalogue, QStringList files, QWidget* parent);

Q_SIGNALS:
    void imported(const QString& summary);

private:
    void next();
    void end();
    void tellProblems(const QString& summary);

    storage::RunImport m_import;
    const QStringList m_files;
    QTimer m_turn;
    int m_at = 0;
    storage::RunImport::Added m_sum;
    int m_others = 0;
    QStringList m_problems;
};

} // namespace widgets
