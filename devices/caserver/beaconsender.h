#pragma once

#include "devices/caserver/filehandle.h"
#include "devices/channel/request.h"

#include <QtGlobal>

#include <netinet/in.h>

#include <chrono>
#include <vector>

namespace devices {

class ServerLoop;

/// Tells the repeaters that this server is up: often after the start, then every 15 s. A beacon out of turn makes clients look
/// for what they have not found.
class BeaconSender
{
public:
    BeaconSender(ServerLoop& loop, in_addr_t interfaceAddress, quint16 beaconPort, quint16 serverPort);

    /// As after the start: there is something new to be found.
    void restart();

private:
    void send();

    ServerLoop& m_loop;
    FileHandle m_socket;
    std::vector<sockaddr_in> m_destinations;
    const quint16 m_serverPort;
    quint32 m_counter = 0;
    std::chrono::nanoseconds m_period;
    Handle m_timer;
};

} // namespace devices
