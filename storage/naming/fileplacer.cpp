#include "storage/naming/fileplacer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

FilePlacer::FilePlacer(FileDestination destination, NameTemplate name)
    : m_destination(std::move(destination))
    , m_name(std::move(name))
{
}

bool FilePlacer::taken(const QString& path) const
{
    return m_made.contains(path) || QFileInfo::exists(path);
}

void FilePlacer::tell(const QString& path)
{
    m_made.insert(path);
    if (m_destination.placed)
        m_destination.placed(path);
}

/// A folder that is lost in the midst of the work is not made anew: its files are where it is now.
Result<void> FilePlacer::makeFolder(const QString& folder)
{
    const bool lost = m_begun && !QFileInfo::exists(m_destination.folder);
    if (lost || !QDir().mkpath(folder)) {
        return Error{ErrorCode::Io,
            lost ? QCoreApplication::translate("storage", "The folder %1 cannot be reached any more.")
                       .arg(m_destination.folder)
                 : QCoreApplication::translate("storage", "The folder %1 cannot be made.").arg(folder),
            folder};
    }
    m_begun = true;
    return {};
}

Result<QString> FilePlacer::pathFor(const NameContext& context)
{
    const auto name = m_name.expand(context);
    if (!name)
        return name.error();
    const QString path = QDir::cleanPath(m_destination.folder + QLatin1Char('/') + name.value());
    if (auto made = m_destination.dry ? Result<void>() : makeFolder(QFileInfo(path).path()); !made)
        return made.error();
    return path;
}

Result<QString> FilePlacer::place(const NameContext& context)
{
    auto path = pathFor(context);
    if (!path)
        return path;
    const auto isTaken = [this](const QString& candidate) { return taken(candidate); };
    const bool ours = m_made.contains(path.value());
    if (m_destination.ifExists == IfExists::NextName) {
        path = freeName(path.value(), isTaken);
    } else if (ours || (m_destination.ifExists == IfExists::Refuse && taken(path.value()))) {
        return Error{ErrorCode::Refused,
            ours ? QCoreApplication::translate("storage", "The template \"%1\" gives several files the name %2.")
                       .arg(m_name.pattern(), path.value())
                 : QCoreApplication::translate("storage", "%1 exists and is not overwritten unless asked for.")
                       .arg(path.value()),
            path.value()};
    }
    tell(path.value());
    return path;
}

Result<QString> FilePlacer::placeShared(const NameContext& context)
{
    auto path = pathFor(context);
    if (path && !m_made.contains(path.value()))
        tell(path.value());
    return path;
}

QString freeName(const QString& path, const std::function<bool(const QString&)>& isTaken)
{
    const QFileInfo info(path);
    const QString suffix = info.suffix().isEmpty() ? QString() : QLatin1Char('.') + info.suffix();
    QString candidate = path;
    for (int n = 2; isTaken(candidate); ++n)
        candidate = QStringLiteral("%1/%2-%3%4").arg(info.path(), info.completeBaseName()).arg(n).arg(suffix);
    return candidate;
}

SplitTemplate splitTemplate(const QString& typed)
{
    const qsizetype brace = typed.indexOf(QLatin1Char('{'));
    const qsizetype slash = typed.lastIndexOf(QLatin1Char('/'), brace < 0 ? typed.size() - 1 : brace);
    if (slash < 0)
        return {QStringLiteral("."), typed};
    return {slash == 0 ? QStringLiteral("/") : typed.left(slash), typed.mid(slash + 1)};
}

} // namespace storage
