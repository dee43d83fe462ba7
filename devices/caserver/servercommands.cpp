#include "devices/caserver/servercommands.h"

#include <limits>
#include <unordered_map>

namespace devices {

namespace {

constexpr std::size_t noPayload = 64;
constexpr std::size_t nameBytes = 1024;
constexpr std::size_t echoBytes = 16U << 10U;
constexpr std::size_t anyBytes = std::numeric_limits<std::size_t>::max(); // the server's own limit holds

const std::unordered_map<quint16, ServerCommand>& commands()
{
    const auto entry
        = [](CaCommand command, ServerCommand handler) { return std::pair(static_cast<quint16>(command), handler); };
    static const std::unordered_map<quint16, ServerCommand> table{
        entry(CaCommand::Version, {handleVersion, noPayload}),
        entry(CaCommand::ClientName, {handleClientName, nameBytes}),
        entry(CaCommand::HostName, {handleHostName, nameBytes}),
        entry(CaCommand::Echo, {handleEcho, echoBytes}),
        entry(CaCommand::ReadSync, {handleEcho, noPayload}),
        entry(CaCommand::Search, {handleSearch, nameBytes}),
        entry(CaCommand::CreateChannel, {handleCreateChannel, nameBytes}),
        entry(CaCommand::ClearChannel, {handleClearChannel, noPayload}),
        entry(CaCommand::Read, {handleRead, noPayload}),
        entry(CaCommand::ReadNotify, {handleReadNotify, noPayload}),
        entry(CaCommand::Write, {handleWrite, anyBytes, true}),
        entry(CaCommand::WriteNotify, {handleWriteNotify, anyBytes, true}),
        entry(CaCommand::EventAdd, {handleEventAdd, noPayload}),
        entry(CaCommand::EventCancel, {handleEventCancel, noPayload}),
        entry(CaCommand::EventsOff, {handleEventsOff, noPayload}),
        entry(CaCommand::EventsOn, {handleEventsOn, noPayload}),
    };
    return table;
}

} // namespace

const ServerCommand* serverCommand(quint16 code)
{
    const auto found = commands().find(code);
    return found == commands().end() ? nullptr : &found->second;
}

} // namespace devices
