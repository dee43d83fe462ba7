#include "devices/caserver/replywriter.h"

#include <algorithm>

namespace devices {

namespace {

constexpr std::size_t generousReplyBytes = 16U << 10U;
constexpr std::size_t maxErrorText = 400;
constexpr quint32 oldClientCount = 0xFFFE;

} // namespace

char* ReplyWriter::append(const WireHeader& header)
{
    const std::size_t headerBytes = header.bytes();
    char* const to = m_circuit.append(headerBytes + header.payload);
    encodeHeader(header, to);
    return to + headerBytes;
}

void ReplyWriter::send(WireHeader header)
{
    if (m_clientMinor < LargeArrayMinorVersion)
        header.count = std::min(header.count, oldClientCount);
    append(header);
}

void ReplyWriter::send(const WireHeader& header, std::span<const char> payload)
{
    std::copy(payload.begin(), payload.end(), append(header));
}

void ReplyWriter::sendError(std::span<const char> requestHeader, quint32 cid, CaStatus status, const QString& text)
{
    const QByteArray all = text.toUtf8();
    const std::string_view shown = cutUtf8({all.constData(), static_cast<std::size_t>(all.size())}, maxErrorText);
    const std::size_t bytes = padded(requestHeader.size() + shown.size() + 1);
    char* const to = append(makeHeader(CaCommand::Error, 0, 0, cid, static_cast<quint32>(status), bytes));
    std::memset(to, 0, bytes);
    std::copy(requestHeader.begin(), requestHeader.end(), to);
    std::copy(shown.begin(), shown.end(), to + requestHeader.size());
}

CaStatus ReplyWriter::checkSize(const WireLayout& layout, std::size_t count, const PvSnapshot& pv) const
{
    const std::size_t bytes = padded(layout.bytes(count));
    if (count > pv.offeredCount() && bytes > generousReplyBytes)
        return CaStatus::BadCount;
    if (bytes > m_maxMessageBytes)
        return CaStatus::TooLarge;
    const bool extended = bytes >= 0xFFFF || count >= 0xFFFF;
    return extended && m_clientMinor < LargeArrayMinorVersion ? CaStatus::OldClientArray : CaStatus::Normal;
}

CaStatus ReplyWriter::sendValue(WireHeader header, const WireLayout& layout, std::size_t count, const PvSnapshot& pv)
{
    const bool isRead = header.command == static_cast<quint16>(CaCommand::Read);
    const std::size_t elements = count == 0 ? pv.currentCount() : count;
    if (const CaStatus status = checkSize(layout, elements, pv); status != CaStatus::Normal) {
        if (!isRead)
            sendFailure(header, layout, 0, status);
        return status;
    }
    header.payload = static_cast<quint32>(padded(layout.bytes(elements)));
    header.count = static_cast<quint32>(elements);
    const std::size_t headerBytes = header.bytes();
    char* const to = m_circuit.append(headerBytes + header.payload);
    const CaStatus status = encodeValue(layout, elements, pv, to + headerBytes);
    if (isRead && status != CaStatus::Normal) {
        m_circuit.takeBack(headerBytes + header.payload);
        return status;
    }
    if (!isRead)
        header.p1 = static_cast<quint32>(status);
    encodeHeader(header, to);
    return status;
}

void ReplyWriter::sendFailure(WireHeader header, const WireLayout& layout, std::size_t count, CaStatus status)
{
    header.payload = static_cast<quint32>(padded(layout.bytes(count)));
    header.count = static_cast<quint32>(count);
    header.p1 = static_cast<quint32>(status);
    std::memset(append(header), 0, header.payload);
}

} // namespace devices
