#include "devices/caserver/beaconsender.h"

#include "devices/caserver/serverloop.h"
#include "devices/caserver/serversockets.h"
#include "devices/caserver/wire.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace devices {

namespace {

constexpr std::chrono::nanoseconds firstPeriod = std::chrono::milliseconds(20);
constexpr std::chrono::nanoseconds lastPeriod = std::chrono::seconds(15);

} // namespace

BeaconSender::BeaconSender(ServerLoop& loop, in_addr_t interfaceAddress, quint16 beaconPort, quint16 serverPort)
    : m_loop(loop)
    , m_socket(openUdpSocket())
    , m_serverPort(serverPort)
    , m_period(firstPeriod)
{
    const int on = 1;
    ::setsockopt(m_socket.get(), SOL_SOCKET, SO_BROADCAST, &on, sizeof(on));
    for (const in_addr_t address : broadcastAddresses(interfaceAddress))
        m_destinations.push_back(socketAddress(address, beaconPort));
    m_timer = m_loop.timers().add(TimerQueue::Clock::now(), {}, [this] { send(); });
}

void BeaconSender::restart()
{
    m_period = firstPeriod;
    m_timer = m_loop.timers().add(TimerQueue::Clock::now() + m_period, {}, [this] { send(); });
}

void BeaconSender::send()
{
    std::array<char, HeaderBytes> beacon{};
    encodeHeader(makeHeader(CaCommand::ServerIsUp, CaMinorVersion, m_serverPort, m_counter++), beacon.data());
    for (const sockaddr_in& destination : m_destinations) {
        // Beacons are a courtesy: nobody may be listening.
        ::sendto(m_socket.get(), beacon.data(), beacon.size(), MSG_NOSIGNAL,
            reinterpret_cast<const sockaddr*>(&destination), sizeof(destination));
    }
    m_timer = m_loop.timers().add(TimerQueue::Clock::now() + m_period, {}, [this] { send(); });
    m_period = std::min(2 * m_period, lastPeriod);
}

} // namespace devices
