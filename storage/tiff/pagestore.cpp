#include "storage/tiff/pagestore.h"

#include "storage/tiff/wholefile.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace storage {

using devices::Result;

qint64 PageStore::read(char* to, qint64 count)
{
    const qint64 wanted = std::clamp<qint64>(size() - m_position, 0, count);
    const qint64 old = std::clamp<qint64>(m_committed - m_position, 0, wanted);
    if (old > 0 && (!open() || !m_file.seek(m_position) || m_file.read(to, old) != old))
        return -1;
    for (const auto& [offset, bytes] : m_patches) {
        const qint64 from = std::max(offset, m_position);
        const qint64 length = std::min(offset + bytes.size(), m_position + old) - from;
        if (length > 0)
            std::memcpy(
                to + (from - m_position), bytes.constData() + (from - offset), static_cast<std::size_t>(length));
    }
    if (wanted > old)
        std::memcpy(
            to + old, m_tail.constData() + (m_position + old - m_committed), static_cast<std::size_t>(wanted - old));
    m_position += wanted;
    return wanted;
}

qint64 PageStore::write(const char* from, qint64 count)
{
    const qint64 old = std::clamp<qint64>(m_committed - m_position, 0, count);
    if (old > 0)
        m_patches[m_position] = QByteArray(from, old);
    if (count > old) {
        const qint64 at = m_position + old - m_committed;
        if (at + count - old > m_tail.size())
            m_tail.resize(at + count - old, '\0');
        std::memcpy(m_tail.data() + at, from + old, static_cast<std::size_t>(count - old));
    }
    m_position += count;
    return count;
}

Result<void> PageStore::create(const QString& path, bool replace)
{
    if (auto written = writeWhole(path, m_tail, replace); !written)
        return written;
    m_file.setFileName(path);
    m_committed = m_tail.size();
    m_tail.clear();
    return {};
}

devices::Error PageStore::failure() const
{
    return {devices::ErrorCode::Io,
        QCoreApplication::translate("storage", "%1 cannot be written: %2").arg(path(), m_file.errorString()), path()};
}

bool PageStore::open()
{
    return m_file.isOpen() || m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered | QIODevice::ExistingOnly);
}

Result<void> PageStore::commit()
{
    if (!changed())
        return {};
    if (!open())
        return failure();
    auto written = writeTo(m_committed, m_tail); // nothing points to it yet, so readers do not mind a half
    for (const auto& [offset, bytes] : m_patches) {
        if (written)
            written = writeTo(offset, bytes);
    }
    if (!written) {
        m_file.close(); // a handle may be dead though its folder is back
        return written;
    }
    m_committed += m_tail.size();
    m_tail.clear();
    m_patches.clear();
    return {};
}

Result<void> PageStore::writeTo(qint64 offset, const QByteArray& bytes)
{
    if (!m_file.seek(offset) || m_file.write(bytes) != bytes.size())
        return failure();
    return {};
}

} // namespace storage
