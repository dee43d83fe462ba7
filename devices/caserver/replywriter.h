#pragma once

#include "devices/caserver/servercircuit.h"
#include "devices/caserver/valueencoder.h"

namespace devices {

/// Writes messages into a circuit's output.
class ReplyWriter
{
public:
    ReplyWriter(ServerCircuit& circuit, std::size_t maxMessageBytes)
        : m_circuit(circuit)
        , m_maxMessageBytes(maxMessageBytes)
    {
    }

    void setClientMinor(quint16 minor) { m_clientMinor = minor; }
    quint16 clientMinor() const { return m_clientMinor; }

    /// A message of a header alone.
    void send(WireHeader header);
    void send(const WireHeader& header, std::span<const char> payload);
    /// An ERROR message about the request with this header.
    void sendError(std::span<const char> requestHeader, quint32 cid, CaStatus status, const QString& text = {});

    /// Whether `count` elements may be sent: more than the PV has only in small messages, nothing over the server's limit.
    CaStatus checkSize(const WireLayout& layout, std::size_t count, const PvSnapshot& pv) const;
    /// A message with `count` elements (0: all that there are), with the status in p1 unless the header is a READ's.
    /// The status is returned; when it is not Normal, zeros were sent, or nothing for a READ.
    CaStatus sendValue(WireHeader header, const WireLayout& layout, std::size_t count, const PvSnapshot& pv);
    /// The same with zeros and a failure.
    void sendFailure(WireHeader header, const WireLayout& layout, std::size_t count, CaStatus status);

private:
    char* append(const WireHeader& header);

    ServerCircuit& m_circuit;
    const std::size_t m_maxMessageBytes;
    quint16 m_clientMinor = 0;
};

} // namespace devices
