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
    const devices::Result<storage::RunImport::Added> added = m_import.add(file);
    if (!added) {
        m_problems << added.error().message;
    } else {
        m_sum.runs += added.value().runs;
        m_sum.known += added.value().known;
        m_others += added.value().runs + added.value().known == 0 ? 1 : 0;
    }
    setValue(m_at);
}

void ImportDialog::end()
{
    m_turn.stop();
    disconnect(this, &QProgressDialog::canceled, this, &ImportDialog::end); // closing says so again
    const QString summary = tr("%1 runs imported, %2 known already; files: %3 not readable, %4 without runs")
                                .arg(m_sum.runs)
                                .arg(m_sum.known)
                                .arg(m_problems.size())
                                .arg(m_others);
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
