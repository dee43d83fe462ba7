#pragma once

#include "storage/naming/nametemplate.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <functional>

namespace storage {

enum class IfExists {
    NextName, ///< name-2, name-3, …: what is measured is never refused for its name
    Refuse,
    Overwrite, ///< asked for by the user; still never a file that this placer made
};

struct FileDestination
{
    QString folder;
    QString nameTemplate; ///< empty = that of the format
    IfExists ifExists = IfExists::NextName;
    bool dry = false; ///< only tells the names
    /// Told of each file that is made, or would be.
    std::function<void(const QString& path)> placed;
    QSet<QString> onlyRead = {}; ///< canonical paths of files that are never written, whatever else is asked for
};

/// Decides where a writer's files go, and that none is lost by it.
/// Thread:  one; touches the disk.
/// Errors:  BadValue of the template; Refused for names that are taken; Io for folders that cannot be made.
class FilePlacer
{
public:
    FilePlacer(FileDestination destination, NameTemplate name);

    const NameTemplate& name() const { return m_name; }
    bool dry() const { return m_destination.dry; }
    bool overwrites() const { return m_destination.ifExists == IfExists::Overwrite; }
    /// Of a file that does not exist yet, or may be overwritten. Its folder is there.
    devices::Result<QString> place(const NameContext& context);
    /// It could not be made after all.
    void release(const QString& path) { m_made.remove(path); }
    /// The run has ended: its files are safe by being there, and their names need not be kept.
    void forget(const QString& runUid);
    struct Place
    {
        QString path;
        bool replace = false; ///< a file that exists
    };
    /// Of one of many files of a run: `part` tells which. The same part gets the same file again, if it has the same name; other
    /// parts of the run that would have it get -2, -3, …. `addition` is put behind the name, where it would not tell enough.
    devices::Result<Place> placePart(const NameContext& context, const QString& part, const QString& addition);
    /// Of a file that several runs share; told once.
    devices::Result<QString> placeShared(const NameContext& context);

private:
    devices::Result<QString> pathFor(const NameContext& context, const QString& addition = {});
    devices::Result<QString> allowed(const QString& path);
    devices::Result<void> writable(const QString& path) const;
    devices::Result<void> makeFolder(const QString& folder);
    bool taken(const QString& path) const;
    void tell(const QString& path, const QString& owner = {});

    FileDestination m_destination;
    NameTemplate m_name;
    QHash<QString, QString> m_made; ///< and for which part of which run, if it may be made again
    bool m_begun = false; ///< the folder for all files was there
};

/// `path`, or the first of path-2, path-3, … that is free.
QString freeName(const QString& path, const std::function<bool(const QString&)>& isTaken);
/// For what a user types: the folder without keys, and the template in it. "/data/x_{uid}.csv" → "/data", "x_{uid}.csv".
struct SplitTemplate
{
    QString folder;
    QString name;
};
SplitTemplate splitTemplate(const QString& typed);

} // namespace storage
