#pragma once

#include "devices/channel/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace storage {

/// A text file that grows at its end. What is appended waits in memory for flush(); rows that carry a number can be
/// replaced, as a point that is measured again replaces the first. When the disk is full nothing is lost and nothing is written
/// by half: the same call may be made again. Other programs may append to the file before and after, but what they write while
/// this one does is noticed and left as it is.
/// Thread:  one at a time; blocks for the disk, and for half a second at most while another program has locked the file.
/// Errors:  Io with the path; Refused when another program wrote into the file meanwhile.
class TextFile
{
public:
    enum class Mode {
        New, ///< fails if it exists
        Overwrite,
        Append,
        Discard, ///< writes nowhere
    };

    static devices::Result<std::unique_ptr<TextFile>> open(const QString& path, Mode mode);
    ~TextFile();
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    const QString& path() const { return m_path; }
    /// Nothing is in it yet, and nothing waits.
    bool empty() const { return m_written == 0 && m_waiting.isEmpty(); }
    devices::Result<void> append(const QByteArray& text);
    /// Numbers ascend, except for rows that are replaced.
    devices::Result<void> putRow(int number, const QByteArray& row);
    /// Hands what waits to the operating system.
    devices::Result<void> flush();
    /// Is it still where it was?
    devices::Result<void> ready() const;

private:
    struct Row
    {
        int number;
        int length;
        qint64 offset;
    };

    TextFile(const QString& path, Mode mode);
    devices::Result<void> replace(std::size_t index, const QByteArray& row);
    devices::Result<void> alone(const std::function<devices::Result<void>()>& work);
    devices::Result<void> unchanged();
    devices::Result<void> write();
    devices::Result<void> mend();
    void tear();
    devices::Result<void> makeRoom();
    devices::Result<void> writeAt(qint64 offset, const QByteArray& bytes);
    devices::Error failure() const;
    devices::Error failure(const QString& why) const;

    QString m_path;
    QFile m_file;
    const bool m_discard;
    qint64 m_written = 0;
    qint64 m_onDisk = 0; ///< more than m_written where a write was interrupted
    QByteArray m_waiting;
    std::vector<Row> m_rows; ///< by number
    bool m_torn = false; ///< until mended: what is on the disk is not all that was written, or more
    qint64 m_rewriteAt = 0;
    QByteArray m_rewrite; ///< what belongs there
};

} // namespace storage
