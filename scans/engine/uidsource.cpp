#include "scans/engine/uidsource.h"

#include <QRandomGenerator>

#include <array>

namespace scans {

namespace {

std::mt19937_64 seeded()
{
    std::array<quint32, 16> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    std::seed_seq seed(words.begin(), words.end());
    return std::mt19937_64(seed);
}

} // namespace

UidSource::UidSource()
    : m_random(seeded())
{
}

QString UidSource::next()
{
    static constexpr char16_t digits[] = u"0123456789abcdef";
    // RFC 4122: the 13th digit is the version, the two highest bits of the 17th are 10.
    const quint64 high = (m_random() & ~quint64{0xF000}) | 0x4000;
    const quint64 low = (m_random() & ~(quint64{3} << 62)) | (quint64{1} << 63);
    QString uid(36, Qt::Uninitialized);
    QChar* out = uid.data();
    for (int i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            *out++ = QLatin1Char('-');
        const quint64 half = i < 16 ? high : low;
        *out++ = QChar(digits[(half >> (60 - 4 * (i % 16))) & 0xF]);
    }
    return uid;
}

} // namespace scans
