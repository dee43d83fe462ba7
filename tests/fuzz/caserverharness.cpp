#include "caserverharness.h"

#include "serverconversation.h"

#include "devices/caserver/searchanswers.h"

#include <algorithm>
#include <array>

using namespace devices;

namespace {

// What EPICS's client library takes from a server; anything else makes it close the circuit.
constexpr std::array<quint16, 14> serverCommands{0, 1, 3, 6, 10, 11, 12, 14, 15, 18, 19, 22, 23, 26};
constexpr quint16 serverDisconnect = 27;
constexpr quint16 errorMessage = 11;

/// Messages must be whole but for the last, which may be on its way.
QString checkStream(std::span<const char> sent)
{
    while (true) {
        std::size_t headerBytes = 0;
        const auto header = decodeHeader(sent, headerBytes);
        if (!header)
            return {};
        const bool known = header->command == serverDisconnect
            || std::find(serverCommands.begin(), serverCommands.end(), header->command) != serverCommands.end();
        if (!known)
            return QStringLiteral("sent command %1").arg(header->command);
        if (header->payload % 8 != 0)
            return QStringLiteral("sent a payload of %1 bytes").arg(header->payload);
        if (header->command == errorMessage && header->p2 % 8 != 0)
            return QStringLiteral("sent the error %1, which is no warning").arg(header->p2);
        if (sent.size() - headerBytes < header->payload)
            return {};
        sent = sent.subspan(headerBytes + header->payload);
    }
}

QString runDatagram(std::span<const char> datagram)
{
    ServerConversation server;
    SearchAnswers answers(server.directory(), 5064);
    std::size_t bytes = 0;
    QString wrong;
    answers.answer(datagram, [&](std::span<const char> reply) {
        bytes += reply.size();
        if (reply.size() > 1024)
            wrong = QStringLiteral("answered with a datagram of %1 bytes").arg(reply.size());
        else if (const QString problem = checkStream(reply); !problem.isEmpty())
            wrong = problem;
    });
    if (bytes > 2 * datagram.size() + HeaderBytes)
        wrong = QStringLiteral("answered %1 bytes to %2").arg(bytes).arg(datagram.size());
    return wrong;
}

std::size_t roomAt(std::size_t step, unsigned kind)
{
    switch (kind) {
    case 0:
        return MemoryConnection::Unlimited;
    case 1:
        return 40;
    case 2:
        return step % 4 == 3 ? MemoryConnection::Unlimited : 0;
    default:
        return 0;
    }
}

QString runCircuit(std::span<const char> input, unsigned choices)
{
    constexpr std::array<std::size_t, 8> pieces{1U << 20U, 1, 7, 16, 24, 100, 1000, 10000};
    const std::size_t piece = pieces.at((choices >> 3U) & 7U);
    const bool stirs = (choices & 0x40U) != 0;
    ServerConversation server;
    for (std::size_t step = 0; !input.empty() && !server.over(); ++step) {
        server.connection().setRoom(roomAt(step, (choices >> 1U) & 3U));
        const std::size_t bytes = std::min(piece, input.size());
        server.feed(input.first(bytes));
        input = input.subspan(bytes);
        if (stirs)
            server.stir(step);
    }
    for (std::size_t step = 0; stirs && step < 16; ++step)
        server.stir(step);
    server.end();
    if (!server.over())
        return QStringLiteral("keeps the circuit of a client that has gone");
    return checkStream(server.connection().sent());
}

} // namespace

QString runCaServer(std::span<const char> input)
{
    if (input.empty())
        return {};
    const auto choices = static_cast<unsigned char>(input.front());
    return (choices & 1U) != 0 ? runDatagram(input.subspan(1)) : runCircuit(input.subspan(1), choices);
}
