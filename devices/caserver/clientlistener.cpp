#include "devices/caserver/clientlistener.h"

#include "devices/caserver/socketstream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace devices {

namespace {

constexpr auto restPeriod = std::chrono::milliseconds(200);
constexpr std::chrono::nanoseconds longestStuckPeriod = std::chrono::seconds(5);
constexpr int clientsPerTurn = 64;

// Updates leave at once, and a client whose machine has vanished is noticed within two minutes.
void prepare(const FileHandle& client)
{
    struct Option
    {
        int level;
        int name;
        int value;
    };
    constexpr std::array<Option, 5> options{{
        {IPPROTO_TCP, TCP_NODELAY, 1},
        {SOL_SOCKET, SO_KEEPALIVE, 1},
        {IPPROTO_TCP, TCP_KEEPIDLE, 60},
        {IPPROTO_TCP, TCP_KEEPINTVL, 15},
        {IPPROTO_TCP, TCP_KEEPCNT, 4},
    }};
    for (const Option& option : options)
        ::setsockopt(client.get(), option.level, option.name, &option.value, sizeof(option.value));
}

QString addressText(const sockaddr_in& address)
{
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
    return QString::fromLatin1(text.data());
}

} // namespace

ClientListener::ClientListener(ServerContext& context, const FileHandle& socket)
    : m_context(context)
    , m_socket(socket)
{
    listen();
    const auto stuckPeriod = std::min<std::chrono::nanoseconds>(longestStuckPeriod, m_context.options.stuckTimeout / 4);
    m_stuckTimer
        = m_context.loop.timers().add(TimerQueue::Clock::now() + stuckPeriod, stuckPeriod, [this] { closeStuck(); });
}

ClientListener::~ClientListener()
{
    m_context.loop.unwatch(m_socket.get());
}

void ClientListener::listen()
{
    m_context.loop.watch(m_socket.get(), EPOLLIN, [this](quint32) { accept(); });
}

void ClientListener::accept()
{
    for (int i = 0; i < clientsPerTurn; ++i) {
        sockaddr_in address{};
        socklen_t size = sizeof(address);
        FileHandle client(
            ::accept4(m_socket.get(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!client.valid()) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
                rest();
            return;
        }
        if (m_sessions.size() >= m_context.options.maxClients)
            continue;
        prepare(client);
        auto session = std::make_unique<ServerSession>(
            m_context, std::make_unique<SocketStream>(m_context.loop, std::move(client)), addressText(address));
        ServerSession* const key = session.get();
        m_sessions.emplace(key, std::move(session));
    }
}

// Without descriptors the waiting client would be reported again and again.
void ClientListener::rest()
{
    m_context.loop.unwatch(m_socket.get());
    m_restTimer = m_context.loop.timers().add(TimerQueue::Clock::now() + restPeriod, {}, [this] { listen(); });
}

void ClientListener::closeStuck()
{
    for (const auto& entry : m_sessions)
        entry.second->closeIfStuck();
}

void ClientListener::applyRules()
{
    for (const auto& entry : m_sessions)
        entry.second->applyRules();
}

void ClientListener::endTurn()
{
    std::vector<ServerSession*> touched = std::exchange(m_context.touched, {});
    std::stable_sort(touched.begin(), touched.end(),
        [](const ServerSession* a, const ServerSession* b) { return a->priority() > b->priority(); });
    for (ServerSession* session : touched)
        session->endTurn();
    for (ServerSession* session : touched) {
        if (session->closed())
            m_sessions.erase(session);
    }
}

} // namespace devices
