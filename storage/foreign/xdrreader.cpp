#include "storage/foreign/xdrreader.h"

#include <QtEndian>

#include <bit>

namespace storage {

void XdrReader::seek(qint64 position)
{
    m_ok = m_ok && position >= 0 && position <= m_bytes.size();
    m_position = m_ok ? position : m_bytes.size();
}

const char* XdrReader::take(qint64 count)
{
    if (!m_ok || count < 0 || count > left()) {
        m_ok = false;
        return nullptr;
    }
    const char* bytes = m_bytes.constData() + m_position;
    m_position += count;
    return bytes;
}

qint32 XdrReader::integer()
{
    const char* bytes = take(4);
    return bytes ? qFromBigEndian<qint32>(bytes) : 0;
}

double XdrReader::real32()
{
    const char* bytes = take(4);
    return bytes ? static_cast<double>(std::bit_cast<float>(qFromBigEndian<quint32>(bytes))) : 0;
}

double XdrReader::real64()
{
    const char* bytes = take(8);
    return bytes ? std::bit_cast<double>(qFromBigEndian<quint64>(bytes)) : 0;
}

QString XdrReader::countedText()
{
    if (integer() == 0)
        return {};
    const qint64 length = integer();
    const char* bytes = take(length < 0 ? -1 : (length + 3) / 4 * 4);
    return bytes ? QString::fromLatin1(bytes, length) : QString();
}

std::vector<double> XdrReader::reals32(qint64 count)
{
    std::vector<double> numbers;
    if (count < 0 || count > left() / 4) // before any memory is taken
        m_ok = false;
    for (qint64 i = 0; m_ok && i < count; ++i)
        numbers.push_back(real32());
    return numbers;
}

std::vector<double> XdrReader::reals64(qint64 count)
{
    std::vector<double> numbers;
    if (count < 0 || count > left() / 8)
        m_ok = false;
    for (qint64 i = 0; m_ok && i < count; ++i)
        numbers.push_back(real64());
    return numbers;
}

} // namespace storage
