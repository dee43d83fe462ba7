#include "storage/text/textfile.h"

#include <QCoreApplication>
#include <QThread>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

#include <sys/file.h>
#include <sys/stat.h>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr qsizetype mostWaiting = 1024 * 1024; // bytes
constexpr int lockTries = 100;
constexpr unsigned long lockPauseMs = 5;

/// False while another program holds it. Disks that know no locks are written without.
bool lock(int descriptor)
{
    for (int i = 0; i < lockTries; ++i) {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true;
        QThread::msleep(lockPauseMs);
    }
    return false;
}

} // namespace

TextFile::TextFile(const QString& path, Mode mode)
    : m_path(path)
    , m_file(path)
    , m_discard(mode == Mode::Discard)
{
}

Result<std::unique_ptr<TextFile>> TextFile::open(const QString& path, Mode mode)
{
    std::unique_ptr<TextFile> made(new TextFile(path, mode));
    if (mode == Mode::Discard)
        return made;
    QIODevice::OpenMode how = QIODevice::ReadWrite | QIODevice::Unbuffered;
    if (mode == Mode::New)
        how |= QIODevice::NewOnly;
    if (mode == Mode::Overwrite)
        how |= QIODevice::Truncate;
    if (!made->m_file.open(how))
        return made->failure();
    made->m_written = made->m_file.size();
    made->m_onDisk = made->m_written;
    return made;
}

TextFile::~TextFile()
{
    if (const auto flushed = flush(); !flushed)
        qWarning("%s", qPrintable(flushed.error().message));
}

Error TextFile::failure() const
{
    return failure(m_file.errorString());
}

Error TextFile::failure(const QString& why) const
{
    return {ErrorCode::Io, QCoreApplication::translate("storage", "%1 cannot be written: %2").arg(m_path, why), m_path};
}

/// What stands there is looked at and changed in one go, as far as other programs that lock the file are concerned. The lock is not
/// kept, so that they can append in between.
Result<void> TextFile::alone(const std::function<Result<void>()>& work)
{
    const auto existing = QIODevice::ReadWrite | QIODevice::Unbuffered | QIODevice::ExistingOnly;
    if (!m_file.isOpen() && !m_file.open(existing))
        return failure();
    if (!lock(m_file.handle()))
        return failure(qt_error_string(EWOULDBLOCK));
    auto done = unchanged();
    if (done)
        done = work();
    if (m_file.isOpen())
        ::flock(m_file.handle(), LOCK_UN);
    return done;
}

/// Between what is written and what an interrupted write may have left behind it, the size is ours.
Result<void> TextFile::unchanged()
{
    struct stat now = {};
    if (::fstat(m_file.handle(), &now) != 0) {
        const Error error = failure(qt_error_string(errno));
        m_file.close(); // a handle may be dead though its folder is back
        return error;
    }
    if (now.st_size >= m_written && now.st_size <= m_onDisk)
        return {};
    return Error{ErrorCode::Refused,
        QCoreApplication::translate("storage", "%1 was changed by another program while it was written.").arg(m_path),
        m_path};
}

/// Before anything is taken over, so that a refusal leaves all as it was.
Result<void> TextFile::makeRoom()
{
    return m_waiting.size() < mostWaiting ? Result<void>() : flush();
}

Result<void> TextFile::append(const QByteArray& text)
{
    if (auto room = makeRoom(); !room)
        return room;
    if (!m_discard)
        m_waiting += text;
    return {};
}

Result<void> TextFile::putRow(int number, const QByteArray& row)
{
    const auto at = std::lower_bound(
        m_rows.cbegin(), m_rows.cend(), number, [](const Row& each, int wanted) { return each.number < wanted; });
    if (at != m_rows.cend() && at->number == number)
        return alone([&] { return replace(static_cast<std::size_t>(at - m_rows.cbegin()), row); });
    const qint64 offset = m_written + m_waiting.size();
    if (auto appended = append(row); !appended)
        return appended;
    if (at == m_rows.cend() && !m_discard)
        m_rows.push_back({number, static_cast<int>(row.size()), offset});
    return {};
}

Result<void> TextFile::replace(std::size_t index, const QByteArray& row)
{
    if (auto written = write(); !written)
        return written;
    Row& old = m_rows[index];
    const qint64 after = old.offset + old.length;
    if (!m_file.seek(after))
        return failure();
    const QByteArray tail = m_file.read(m_written - after);
    if (tail.size() != m_written - after)
        return failure();
    const qint64 growth = row.size() - old.length;
    if (growth > 0) { // room first: what is overwritten after that needs no more
        if (auto reserved = writeAt(m_written, QByteArray(growth, '\n')); !reserved) {
            tear();
            return reserved;
        }
    }
    m_rewriteAt = old.offset;
    m_rewrite = row + tail;
    m_written += growth;
    old.length = static_cast<int>(row.size());
    for (std::size_t i = index + 1; i < m_rows.size(); ++i)
        m_rows[i].offset += growth;
    m_torn = true;
    return mend();
}

/// Half a row is worse than none: it is cut off at once, or as soon as that can be done.
void TextFile::tear()
{
    m_torn = true;
    if (const auto mended = mend(); !mended)
        qWarning("%s", qPrintable(mended.error().message));
}

Result<void> TextFile::mend()
{
    auto mended = m_rewrite.isEmpty() ? Result<void>() : writeAt(m_rewriteAt, m_rewrite);
    if (mended && !m_file.resize(m_written))
        mended = failure();
    if (!mended) {
        m_file.close(); // a handle may be dead though its folder is back
        return mended;
    }
    m_onDisk = m_written;
    m_rewrite.clear();
    m_torn = false;
    return {};
}

Result<void> TextFile::ready() const
{
    if (m_discard || QFile::exists(m_path))
        return {};
    // With its folder it may come back; alone it was deleted.
    const bool deleted = QFileInfo::exists(QFileInfo(m_path).path());
    return Error{deleted ? ErrorCode::Refused : ErrorCode::Io,
        QCoreApplication::translate("storage", "The file %1 cannot be reached any more.").arg(m_path), m_path};
}

Result<void> TextFile::flush()
{
    return m_torn || !m_waiting.isEmpty() ? alone([this] { return write(); }) : Result<void>();
}

Result<void> TextFile::write()
{
    if (m_torn) {
        if (auto mended = mend(); !mended)
            return mended;
    }
    if (auto written = writeAt(m_written, m_waiting); !written) {
        tear();
        return written;
    }
    m_written += m_waiting.size();
    m_waiting.clear();
    return {};
}

Result<void> TextFile::writeAt(qint64 offset, const QByteArray& bytes)
{
    if (!m_file.seek(offset))
        return failure();
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 count = m_file.write(bytes.constData() + done, bytes.size() - done);
        if (count <= 0)
            return failure();
        done += count;
        m_onDisk = std::max(m_onDisk, offset + done);
    }
    return {};
}

} // namespace storage
