#include "widgets/importdialog.h"

#include <QFileInfo>
#include <QMessageBox>

#include <utility>

namespace widgets {

ImportDialog::ImportDialog(storage::Catalogue& catalogue, QStringList files, QWidget* parent)
    : QProgressDialog(parent)
    , m_import(catalogue)
    , m_files(std::move(files))
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
    const QString summary = tr("Runs: %1 imported, %2 known already. Files: %3 not readable, %4 without runs.")
                                .arg(m_sum.runs)
                                .arg(m_sum.known)
                                .arg(m_problems.size())
                                .arg(m_others);
    if (!m_problems.isEmpty())
        tellProblems(summary);
    Q_EMIT imported(summary);
    close();
}

void ImportDialog::tellProblems(const QString& summary)
{
    constexpr int fit = 6; // more of them would make the box taller than a screen
    auto* box = new QMessageBox(QMessageBox::Warning, windowTitle(), summary, QMessageBox::Ok, parentWidget());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QStringList(m_problems.mid(0, fit)).join(QLatin1Char('\n')));
    if (m_problems.size() > fit)
        box->setDetailedText(m_problems.join(QLatin1Char('\n')));
    box->open();
}

} // namespace widgets
