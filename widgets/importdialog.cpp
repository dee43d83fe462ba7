#include "widgets/importdialog.h"

#include <QFileInfo>
#include <QMessageBox>

namespace widgets {

ImportDialog::ImportDialog(storage::Catalogue& catalogue, const QString& folder, QWidget* parent)
    : QProgressDialog(parent)
    , m_import(catalogue)
    , m_files(storage::RunImport::filesBelow(folder))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import runs"));
    setWindowModality(Qt::WindowModal);
    setAutoReset(false);
    setAutoClose(false);
    setRange(0, static_cast<int>(m_files.size()));
    setMinimumWidth(480);
    connect(&m_turn, &QTimer::timeout, this, &ImportDialog::next);
    connect(this, &QProgressDialog::canceled, this, &ImportDialog::end);
    m_turn.start(0);
}

void ImportDialog::next()
{
    if (m_at >= m_files.size()) {
        end();
        return;
    }
    const QString file = m_files[m_at++];
    setLabelText(QFileInfo(file).fileName());
    const devices::Result<bool> added = m_import.add(file);
    if (!added)
        m_problems << added.error().message;
    else if (added.value())
        ++m_added;
    setValue(m_at);
}

void ImportDialog::end()
{
    m_turn.stop();
    const int known = m_at - m_added - static_cast<int>(m_problems.size());
    const QString summary
        = tr("%1 imported, %2 known already, %3 not readable").arg(m_added).arg(known).arg(m_problems.size());
    if (!m_problems.isEmpty()) {
        auto* box = new QMessageBox(QMessageBox::Warning, windowTitle(), summary, QMessageBox::Ok, parentWidget());
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setDetailedText(m_problems.join(QLatin1Char('\n')));
        box->open();
    }
    Q_EMIT imported(summary);
    close();
}

} // namespace widgets
