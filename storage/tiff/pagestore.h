#pragma once

#include "devices/channel/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <map>

namespace storage {

/// What a file consists of, for a library that writes here and there in it: changes stay in memory until commit() brings them to
/// the disk, what is new first and what points to it last, so that the file is whole at any moment.
/// Thread:  one at a time; blocks for the disk.
/// Errors:  Io with the path; the same call may be made again.
class PageStore
{
public:
    /// Of what is there and what is new; from the position, which they move. -1 when the disk cannot be read.
    qint64 read(char* to, qint64 count);
    qint64 write(const char* from, qint64 count);
    void seek(qint64 position) { m_position = position; }
    qint64 position() const { return m_position; }
    qint64 size() const { return m_committed + m_tail.size(); }

    bool changed() const { return !m_tail.isEmpty() || !m_patches.empty(); }
    /// What is new behind the end.
    const QByteArray& tail() const { return m_tail; }
    QString path() const { return m_file.fileName(); }
    /// All of it, as a new file.
    devices::Result<void> create(const QString& path, bool replace);
    devices::Result<void> commit();

private:
    devices::Result<void> writeTo(qint64 offset, const QByteArray& bytes);
    bool open();
    devices::Error failure() const;

    QFile m_file;
    qint64 m_committed = 0;
    QByteArray m_tail;
    std::map<qint64, QByteArray> m_patches; ///< of what is committed
    qint64 m_position = 0;
};

} // namespace storage
