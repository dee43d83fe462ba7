#include "devices/caserver/wire.h"

namespace devices {

void encodeHeader(const WireHeader& header, char* to)
{
    const bool extended = header.extended();
    storeBig<quint16>(to, header.command);
    storeBig<quint16>(to + 2, extended ? quint16{0xFFFF} : static_cast<quint16>(header.payload));
    storeBig<quint16>(to + 4, header.type);
    storeBig<quint16>(to + 6, extended ? quint16{0} : static_cast<quint16>(header.count));
    storeBig<quint32>(to + 8, header.p1);
    storeBig<quint32>(to + 12, header.p2);
    if (extended) {
        storeBig<quint32>(to + 16, header.payload);
        storeBig<quint32>(to + 20, header.count);
    }
}

std::optional<WireHeader> decodeHeader(std::span<const char> bytes, std::size_t& headerBytes)
{
    if (bytes.size() < HeaderBytes)
        return std::nullopt;
    WireHeader header;
    header.command = loadBig<quint16>(bytes.data());
    header.payload = loadBig<quint16>(bytes.data() + 2);
    header.type = loadBig<quint16>(bytes.data() + 4);
    header.count = loadBig<quint16>(bytes.data() + 6);
    header.p1 = loadBig<quint32>(bytes.data() + 8);
    header.p2 = loadBig<quint32>(bytes.data() + 12);
    headerBytes = HeaderBytes;
    if (header.payload == 0xFFFF && header.count == 0) {
        if (bytes.size() < ExtendedHeaderBytes)
            return std::nullopt;
        header.payload = loadBig<quint32>(bytes.data() + 16);
        header.count = loadBig<quint32>(bytes.data() + 20);
        headerBytes = ExtendedHeaderBytes;
    }
    return header;
}

std::string_view wireName(std::span<const char> payload)
{
    if (payload.empty())
        return {};
    const std::string_view text(payload.data(), payload.size() - 1);
    return text.substr(0, text.find('\0'));
}

std::string_view cutUtf8(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

} // namespace devices
