#include "storage/text/textfile.h"

#include <QCoreApplication>

#include <algorithm>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr qsizetype mostWaiting = 1024 * 1024; // bytes

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
    return made;
}

TextFile::~TextFile()
{
    if (const auto flushed = flush(); !flushed)
        qWarning("%s", qPrintable(flushed.error().message));
}

Error TextFile::failure() const
{
    return {ErrorCode::Io,
        QCoreApplication::translate("storage", "%1 cannot be written: %2").arg(m_path, m_file.errorString()), m_path};
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
        return replace(static_cast<std::size_t>(at - m_rows.cbegin()), row);
    const qint64 offset = m_written + m_waiting.size();
    if (auto appended = append(row); !appended)
        return appended;
    if (at == m_rows.cend() && !m_discard)
        m_rows.push_back({number, static_cast<int>(row.size()), offset});
    return {};
}

Result<void> TextFile::replace(std::size_t index, const QByteArray& row)
{
    if (auto flushed = flush(); !flushed)
        return flushed;
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
    const auto existing = QIODevice::ReadWrite | QIODevice::Unbuffered | QIODevice::ExistingOnly;
    if (!m_file.isOpen() && !m_file.open(existing))
        return failure();
    auto mended = m_rewrite.isEmpty() ? Result<void>() : writeAt(m_rewriteAt, m_rewrite);
    if (mended && !m_file.resize(m_written))
        mended = failure();
    if (!mended) {
        m_file.close(); // a handle may be dead though its folder is back
        return mended;
    }
    m_rewrite.clear();
    m_torn = false;
    return {};
}

Result<void> TextFile::ready() const
{
    if (m_discard || QFile::exists(m_path))
        return {};
    return Error{ErrorCode::Io,
        QCoreApplication::translate("storage", "The file %1 cannot be reached any more.").arg(m_path), m_path};
}

Result<void> TextFile::flush()
{
    if (m_torn) {
        if (auto mended = mend(); !mended)
            return mended;
    }
    if (m_waiting.isEmpty())
        return {};
    if (m_file.size() != m_written) {
        return Error{ErrorCode::Refused,
            QCoreApplication::translate("storage", "%1 was changed by another program while it was written.")
                .arg(m_path),
            m_path};
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
    }
    return {};
}

} // namespace storage
