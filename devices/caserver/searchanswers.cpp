#include "devices/caserver/searchanswers.h"

namespace devices {

namespace {

constexpr std::size_t maxReply = 1024;
constexpr std::size_t replyPayload = 8;

} // namespace

void SearchAnswers::answer(std::span<const char> datagram, const Send& send)
{
    m_sequence.reset();
    while (datagram.size() >= HeaderBytes) {
        std::size_t headerBytes = 0;
        const auto header = decodeHeader(datagram, headerBytes);
        // Extended headers have no place in datagrams.
        if (!header || headerBytes != HeaderBytes || header->payload % 8 != 0
            || header->payload > datagram.size() - HeaderBytes)
            break;
        const std::span<const char> payload = datagram.subspan(HeaderBytes, header->payload);
        if (header->command == static_cast<quint16>(CaCommand::Version)) {
            if (header->type == 1)
                m_sequence = header->p1;
        } else if (header->command == static_cast<quint16>(CaCommand::Search) && header->count >= OldestMinorVersion) {
            if (m_directory.resolve(wireName(payload)).pv)
                add(*header, send);
        }
        datagram = datagram.subspan(HeaderBytes + header->payload);
    }
    flush(send);
}

void SearchAnswers::add(const WireHeader& request, const Send& send)
{
    constexpr std::size_t bytes = HeaderBytes + replyPayload;
    if (m_reply.size() + bytes > maxReply)
        flush(send);
    if (m_reply.empty() && m_sequence && request.count >= SequencedSearchMinorVersion) {
        m_reply.resize(HeaderBytes);
        encodeHeader(makeHeader(CaCommand::Version, 1, CaMinorVersion, *m_sequence), m_reply.data());
    }
    m_reply.resize(m_reply.size() + bytes);
    char* const to = m_reply.data() + m_reply.size() - bytes;
    encodeHeader(makeHeader(CaCommand::Search, m_port, 0, AnyAddress, request.p2, replyPayload), to);
    std::memset(to + HeaderBytes, 0, replyPayload);
    storeBig<quint16>(to + HeaderBytes, CaMinorVersion);
}

void SearchAnswers::flush(const Send& send)
{
    if (!m_reply.empty())
        send(m_reply);
    m_reply.clear();
}

} // namespace devices
