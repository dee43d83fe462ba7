#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace storage {

/// Takes big-endian XDR values out of bytes. After reading beyond the end everything is zero and ok() is false.
/// Thread:  one.
class XdrReader
{
public:
    explicit XdrReader(const QByteArray& bytes)
        : m_bytes(bytes)
    {
    }

    bool ok() const { return m_ok; }
    qint64 position() const { return m_position; }
    qint64 left() const { return m_bytes.size() - m_position; }
    /// From the beginning.
    void seek(qint64 position);

    qint32 integer();
    double real32();
    double real64();
    /// A length, and if it is not 0, the length again and the bytes, padded to four.
    QString countedText();
    std::vector<double> reals32(qint64 count);
    std::vector<double> reals64(qint64 count);

private:
    const char* take(qint64 count);

    const QByteArray& m_bytes;
    qint64 m_position = 0;
    bool m_ok = true;
};

} // namespace storage
