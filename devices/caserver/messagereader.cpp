#include "devices/caserver/messagereader.h"

#include <algorithm>

namespace devices {

std::span<char> MessageReader::room()
{
    const std::size_t used = m_end - m_begin;
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, used);
        m_begin = 0;
        m_end = used;
    }
    if (m_buffer.size() - m_end < ChunkBytes / 4) {
        // Doubles with what has come, up to the end of the message that is coming.
        const std::size_t wanted = std::max(ChunkBytes, std::min(2 * m_buffer.size(), m_expected + ChunkBytes));
        m_buffer.resize(std::max(wanted, m_end + ChunkBytes));
    } else if (used == 0 && m_buffer.size() > 16 * ChunkBytes) {
        std::vector<char>(ChunkBytes).swap(m_buffer);
    }
    return {m_buffer.data() + m_end, m_buffer.size() - m_end};
}

void MessageReader::skip()
{
    const std::size_t bytes = std::min(m_toSkip, m_end - m_begin);
    m_begin += bytes;
    m_toSkip -= bytes;
}

MessageReader::Step MessageReader::next(WireMessage& message)
{
    skip();
    std::size_t headerBytes = 0;
    const auto header = decodeHeader(waiting(), headerBytes);
    if (m_toSkip > 0 || !header)
        return Step::NeedMore;
    if (header->payload % 8 != 0)
        return Step::Broken;
    message.header = *header;
    message.rawHeader = waiting().first(headerBytes);
    message.payload = {};
    if (header->payload > m_limit(*header)) {
        m_begin += headerBytes;
        m_toSkip = header->payload;
        return Step::TooLarge;
    }
    m_expected = headerBytes + header->payload;
    if (waiting().size() < m_expected)
        return Step::NeedMore;
    message.payload = waiting().subspan(headerBytes, header->payload);
    m_begin += m_expected;
    m_expected = 0;
    return Step::Message;
}

} // namespace devices
