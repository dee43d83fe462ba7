#include "app/ctl/verifycommand.h"

#include "app/session/texts.h"
#include "storage/foreign/runfiles.h"
#include "storage/verify/runverifier.h"

#include <QDir>
#include <QFileInfo>

namespace app {

using storage::Catalogue;
using storage::RunSummary;
using storage::RunVerifier;

namespace {

constexpr int pageLength = 500;

} // namespace

VerifyCommand::VerifyCommand(QString databaseFolder, const Output& output)
    : m_cataloguePath(QDir(databaseFolder).filePath(QStringLiteral("catalogue.sqlite")))
    , m_output(output)
{
}

void VerifyCommand::print(const QString& name, const QString& file, bool good, const QString& text) const
{
    if (m_output.json()) {
        m_output.object({{QStringLiteral("run"), name}, {QStringLiteral("file"), file}, {QStringLiteral("good"), good},
            {QStringLiteral("text"), text}});
        return;
    }
    m_output.line(QStringLiteral("%1  %2  %3").arg(name, good ? Texts::tr("good") : Texts::tr("DAMAGED"), text));
}

bool VerifyCommand::verifyFile(const QString& path) const
{
    const storage::Verification found = RunVerifier::verify(path);
    print(path, path, found.problems.isEmpty(), found.text());
    return found.problems.isEmpty();
}

bool VerifyCommand::verifyRun(const Catalogue& catalogue, const RunSummary& run) const
{
    if (run.running()) { // neither good nor damaged
        const QString name = QStringLiteral("%1 %2").arg(run.scanId).arg(run.uid.left(8));
        if (m_output.json())
            m_output.object({{QStringLiteral("run"), name}, {QStringLiteral("running"), true}});
        else
            m_output.line(QStringLiteral("%1  %2").arg(name, Texts::tr("running")));
        return true;
    }
    const storage::Verification found = RunVerifier::verify(run);
    print(
        QStringLiteral("%1 %2").arg(run.scanId).arg(run.uid.left(8)), run.file, found.problems.isEmpty(), found.text());
    if (const auto said = catalogue.marks().setVerified(run.uid, found.state(), found.text()); !said)
        m_output.error(said.error());
    return found.problems.isEmpty();
}

int VerifyCommand::run(const QStringList& names)
{
    bool good = true;
    for (const QString& name : names) {
        if (QFileInfo(storage::RunFiles::fileOf(name)).isFile()) {
            good = verifyFile(name) && good;
            continue;
        }
        const auto catalogue = Catalogue::open(m_cataloguePath);
        const auto uid = catalogue ? catalogue.value().uidOf(name) : devices::Result<QString>(catalogue.error());
        const auto found = uid ? catalogue.value().summary(uid.value()) : devices::Result<RunSummary>(uid.error());
        if (!found)
            m_output.error(found.error());
        good = found && verifyRun(catalogue.value(), found.value()) && good;
    }
    return good ? Success : Failed;
}

int VerifyCommand::runAll()
{
    const auto catalogue = Catalogue::open(m_cataloguePath);
    if (!catalogue) {
        m_output.error(catalogue.error());
        return Failed;
    }
    bool good = true;
    storage::RunFilter page;
    page.limit = pageLength;
    page.withHidden = true; // out of sight, but kept
    for (;;) {
        const auto runs = catalogue.value().runs(page);
        if (!runs) {
            m_output.error(runs.error());
            return Failed;
        }
        for (const RunSummary& run : runs.value()) {
            good = verifyRun(catalogue.value(), run) && good;
        }
        if (runs.value().size() < pageLength)
            return good ? Success : Failed;
        page.before = runs.value().back().id;
    }
}

} // namespace app
