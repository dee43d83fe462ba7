#include "app/ctl/exportcommand.h"

#include "app/session/texts.h"
#include "storage/catalogue/catalogue.h"
#include "storage/foreign/runfiles.h"

#include <QDir>
#include <QFileInfo>

namespace app {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

int ExportCommand::run(const QStringList& runs)
{
    const storage::SplitTemplate place
        = m_wish.out.isEmpty() ? storage::SplitTemplate{QStringLiteral("."), {}} : storage::splitTemplate(m_wish.out);
    storage::FileDestination destination;
    destination.folder = QDir(place.folder).absolutePath();
    destination.nameTemplate = place.name;
    destination.ifExists = m_wish.overwrite ? storage::IfExists::Overwrite : storage::IfExists::Refuse;
    destination.dry = m_wish.dryRun;
    destination.placed = [this](const QString& path) { tell(path); };
    const Result<QStringList> files = filesOf(runs);
    for (const QString& file : files ? files.value() : QStringList())
        destination.onlyRead.insert(QFileInfo(storage::RunFiles::fileOf(file)).canonicalFilePath());
    const auto consumer = storage::makeFileConsumer(m_wish.format, std::move(destination));
    if (!consumer) {
        m_output.error(consumer.error());
        return BadUsage;
    }
    const Result<void> done = files ? exportAll(*consumer.value(), files.value()) : files.error();
    if (!done)
        m_output.error(done.error());
    return done ? Success : Failed;
}

Result<QStringList> ExportCommand::filesOf(const QStringList& runs) const
{
    QStringList files;
    for (const QString& run : runs) {
        const Result<QString> file = fileOf(run);
        if (!file)
            return file.error();
        files << file.value();
    }
    return files;
}

Result<void> ExportCommand::exportAll(storage::DocumentConsumer& consumer, const QStringList& files) const
{
    for (const QString& file : files) {
        if (auto done = exportFile(consumer, file); !done)
            return done;
    }
    return {};
}

Result<QString> ExportCommand::fileOf(const QString& run) const
{
    if (QFileInfo(storage::RunFiles::fileOf(run)).isFile())
        return run;
    const QString database = QDir(m_wish.catalogueFolder).filePath(QStringLiteral("catalogue.sqlite"));
    if (!QFileInfo::exists(database)) {
        return Error{ErrorCode::BadValue,
            Texts::tr("%1 is no file, and there is no catalogue in %2.").arg(run, m_wish.catalogueFolder), run};
    }
    const auto catalogue = storage::Catalogue::open(database);
    if (!catalogue)
        return catalogue.error();
    const Result<QString> uid = catalogue.value().uidOf(run);
    if (!uid)
        return uid;
    const auto summary = catalogue.value().summary(uid.value());
    if (!summary)
        return summary.error();
    if (summary.value().file.isEmpty())
        return Error{ErrorCode::Io, Texts::tr("The run %1 has no file.").arg(run), run};
    return summary.value().file;
}

Result<void> ExportCommand::exportFile(storage::DocumentConsumer& consumer, const QString& path) const
{
    const auto replayed = storage::RunFiles::replay(
        path, [&consumer](const scans::Document& document) { return consumer.consume(document); });
    return replayed ? consumer.flush() : replayed;
}

void ExportCommand::tell(const QString& path) const
{
    if (m_output.json())
        m_output.object({{QStringLiteral("file"), path}});
    else
        m_output.line(path);
}

} // namespace app
