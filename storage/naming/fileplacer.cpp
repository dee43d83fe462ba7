#include "storage/naming/fileplacer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

/// "a/b.tiff", "-2" → "a/b-2.tiff".
QString behindName(const QString& path, const QString& addition)
{
    const QFileInfo info(path);
    const QString suffix = info.suffix().isEmpty() ? QString() : QLatin1Char('.') + info.suffix();
    return addition.isEmpty() ? path : info.path() + QLatin1Char('/') + info.completeBaseName() + addition + suffix;
}

} // namespace

FilePlacer::FilePlacer(FileDestination destination, NameTemplate name)
    : m_destination(std::move(destination))
    , m_name(std::move(name))
{
}

bool FilePlacer::taken(const QString& path) const
{
    return m_made.contains(path) || QFileInfo::exists(path);
}

void FilePlacer::tell(const QString& path, const QString& owner)
{
    m_made.insert(path, owner);
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

Result<QString> FilePlacer::pathFor(const NameContext& context, const QString& addition)
{
    const auto name = m_name.expand(context);
    if (!name)
        return name.error();
    const QString path = behindName(QDir::cleanPath(m_destination.folder + QLatin1Char('/') + name.value()), addition);
    if (auto made = m_destination.dry ? Result<void>() : makeFolder(QFileInfo(path).path()); !made)
        return made.error();
    return path;
}

Result<QString> FilePlacer::place(const NameContext& context)
{
    auto path = pathFor(context);
    if (path)
        path = allowed(path.value());
    if (path)
        tell(path.value());
    return path;
}

/// Under each of its names, as it may be linked.
Result<void> FilePlacer::writable(const QString& path) const
{
    if (!m_destination.onlyRead.contains(QFileInfo(path).canonicalFilePath()))
        return {};
    return Error{ErrorCode::Refused,
        QCoreApplication::translate("storage", "%1 exists already. It was left as it is.").arg(path), path};
}

/// This name, or another one instead.
Result<QString> FilePlacer::allowed(const QString& path)
{
    if (m_destination.ifExists == IfExists::NextName)
        return freeName(path, [this](const QString& candidate) { return taken(candidate); });
    const bool ours = m_made.contains(path);
    if (ours || (m_destination.ifExists == IfExists::Refuse && taken(path))) {
        return Error{ErrorCode::Refused,
            ours ? QCoreApplication::translate("storage", "The template \"%1\" gives several files the name %2.")
                       .arg(m_name.pattern(), path)
                 : QCoreApplication::translate("storage", "%1 exists and is not overwritten unless asked for.")
                       .arg(path),
            path};
    }
    if (auto able = writable(path); !able)
        return able.error();
    return path;
}

Result<FilePlacer::Place> FilePlacer::placePart(
    const NameContext& context, const QString& part, const QString& addition)
{
    const auto wanted = pathFor(context, addition);
    if (!wanted)
        return wanted.error();
    const QString run = context.start->uid + QLatin1Char('/');
    const QString owner = run + part;
    const auto ofAnotherPart = [&](const QString& candidate) {
        const QString other = m_made.value(candidate);
        return other.startsWith(run) && other != owner;
    };
    const QString path = freeName(wanted.value(), ofAnotherPart);
    if (m_made.value(path) == owner)
        return Place{path, true};
    const auto placed = allowed(path);
    if (!placed)
        return placed.error();
    tell(placed.value(), owner);
    return Place{placed.value(), overwrites()};
}

/// Unless only the names protect them.
void FilePlacer::forget(const QString& runUid)
{
    if (m_destination.dry || m_destination.ifExists != IfExists::NextName)
        return;
    const QString run = runUid + QLatin1Char('/');
    m_made.removeIf([&run](const QHash<QString, QString>::iterator& made) { return made.value().startsWith(run); });
}

Result<QString> FilePlacer::placeShared(const NameContext& context)
{
    auto path = pathFor(context);
    if (auto able = path ? writable(path.value()) : Result<void>(); !able)
        return able.error();
    if (path && !m_made.contains(path.value()))
        tell(path.value());
    return path;
}

QString freeName(const QString& path, const std::function<bool(const QString&)>& isTaken)
{
    QString candidate = path;
    for (int n = 2; isTaken(candidate); ++n)
        candidate = behindName(path, QStringLiteral("-%1").arg(n));
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
