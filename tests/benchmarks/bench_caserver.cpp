// What the Channel Access server costs: 10,000 PVs that change ten times a second, and arrays of 8 MB, to one client that reads
// and counts. The floor is send() of the same bytes in pieces of the same size. Prints the CPU time of the sending thread.
//     bench_caserver [seconds]      how long the PVs change; 600 shows whether the memory stays
#include "devices/caserver/caserver.h"
#include "devices/caserver/wire.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <future>
#include <thread>

using namespace devices;
using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int pvCount = 10000;
constexpr int pvsPerTick = 1000;
constexpr auto tick = 10ms;
constexpr std::size_t updateBytes = 40; // header and TIME_DOUBLE
constexpr std::size_t arrayElements = 1000000;
constexpr int frames = 100;
constexpr quint16 timeDouble = 20;

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "bench_caserver: %s\n", what);
    std::exit(1);
}

double threadCpuSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double residentMegabytes()
{
    std::ifstream file("/proc/self/statm");
    long total = 0;
    long resident = 0;
    file >> total >> resident;
    return static_cast<double>(resident) * 4096 / 1e6;
}

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        fail("not connected");
    return fd;
}

/// Reads all that comes in a thread of its own and counts it, as messages or just as bytes.
class Counter
{
public:
    enum class What { Messages, Bytes };

    Counter(int fd, What what)
        : m_fd(fd)
        , m_what(what)
        , m_thread([this] { run(); })
    {
    }
    ~Counter()
    {
        ::shutdown(m_fd, SHUT_RDWR);
        m_thread.join();
        ::close(m_fd);
    }
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    quint64 updates() const { return m_updates; }
    quint64 bytes() const { return m_bytes; }
    template <typename Number>
    void await(Number number, quint64 wanted) const
    {
        const auto deadline = SteadyClock::now() + 60s;
        while ((this->*number)() < wanted) {
            if (SteadyClock::now() > deadline) {
                std::fprintf(stderr, "%llu of %llu came\n", static_cast<unsigned long long>((this->*number)()),
                    static_cast<unsigned long long>(wanted));
                fail("updates are missing");
            }
            std::this_thread::sleep_for(200us);
        }
    }

private:
    void run()
    {
        std::vector<char> chunk(1U << 20U);
        std::size_t have = 0;
        while (true) {
            const ssize_t got = ::recv(m_fd, chunk.data() + have, chunk.size() - have, 0);
            if (got <= 0)
                return;
            m_bytes += static_cast<quint64>(got);
            if (m_what == What::Messages)
                have = count(chunk, have + static_cast<std::size_t>(got));
        }
    }
    // The bytes that are left over, moved to the front.
    std::size_t count(std::vector<char>& chunk, std::size_t have)
    {
        std::size_t at = 0;
        while (true) {
            std::size_t headerBytes = 0;
            const auto header = decodeHeader(std::span<const char>(chunk).subspan(at, have - at), headerBytes);
            if (!header || have - at < headerBytes + header->payload)
                break;
            m_updates += header->command == static_cast<quint16>(CaCommand::EventAdd) ? 1 : 0;
            at += headerBytes + header->payload;
        }
        std::memmove(chunk.data(), chunk.data() + at, have - at);
        return have - at;
    }

    const int m_fd;
    const What m_what;
    std::atomic<quint64> m_updates = 0;
    std::atomic<quint64> m_bytes = 0;
    std::thread m_thread;
};

void append(std::vector<char>& out, const WireHeader& header, std::string_view payload)
{
    const std::size_t at = out.size();
    out.resize(at + header.bytes() + header.payload);
    encodeHeader(header, out.data() + at);
    std::copy(payload.begin(), payload.end(), out.data() + at + header.bytes());
}

/// Asks for channels 1…n and a monitor on each. Server ids are handed out in order, from one on.
std::vector<char> requests(const std::vector<std::string>& names, quint32 firstSid, quint32 count)
{
    std::vector<char> out;
    append(out, makeHeader(CaCommand::Version, 0, CaMinorVersion), {});
    for (quint32 i = 0; i < names.size(); ++i) {
        const auto bytes = padded(names[i].size() + 1);
        append(out, makeHeader(CaCommand::CreateChannel, 0, 0, i + 1, CaMinorVersion, bytes), names[i]);
    }
    std::string mask(16, '\0');
    storeBig<quint16>(mask.data() + 12, ValueEvent | AlarmEvent);
    for (quint32 i = 0; i < names.size(); ++i)
        append(out, makeHeader(CaCommand::EventAdd, timeDouble, count, firstSid + i, i + 1, mask.size()), mask);
    return out;
}

void sendAll(int fd, const char* data, std::size_t bytes)
{
    while (bytes > 0) {
        const ssize_t sent = ::send(fd, data, bytes, MSG_NOSIGNAL);
        if (sent <= 0)
            fail("send");
        data += sent;
        bytes -= static_cast<std::size_t>(sent);
    }
}

void runOn(CaServer& server, const std::function<void()>& task)
{
    std::promise<void> done;
    server.post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

double serverCpu(CaServer& server)
{
    double seconds = 0;
    runOn(server, [&] { seconds = threadCpuSeconds(); });
    return seconds;
}

/// A connected pair of TCP sockets.
std::pair<int, int> socketPair()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0
        || ::listen(listener, 1) != 0 || ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        fail("no socket");
    const int client = connectTo(ntohs(address.sin_port));
    const int accepted = ::accept(listener, nullptr, nullptr);
    ::close(listener);
    return {accepted, client};
}

/// CPU time of sending `pieces` pieces of so many bytes, one each period.
double floorCpu(std::size_t bytes, int pieces, std::chrono::nanoseconds period)
{
    const auto [sender, receiver] = socketPair();
    double cpu = 0;
    {
        const Counter counter(receiver, Counter::What::Bytes);
        const std::vector<char> piece(bytes, 'x');
        const double before = threadCpuSeconds();
        auto due = SteadyClock::now();
        for (int i = 0; i < pieces; ++i) {
            sendAll(sender, piece.data(), piece.size());
            due += period;
            std::this_thread::sleep_until(due);
        }
        cpu = threadCpuSeconds() - before;
        counter.await(&Counter::bytes, static_cast<quint64>(pieces) * bytes);
    }
    ::close(sender);
    return cpu;
}

void row(const char* what, double value, double floor, const char* unit)
{
    std::printf("%-44s %10.3f %10.3f %8.2f   %s\n", what, value, floor, value / floor, unit);
}

void benchScalars(CaServer& server, const std::vector<ServerPvPtr>& pvs, int seconds)
{
    const int fd = connectTo(server.port());
    const Counter counter(fd, Counter::What::Messages);
    std::vector<std::string> names;
    for (const ServerPvPtr& pv : pvs)
        names.push_back(pv->name().toStdString());
    const std::vector<char> bytes = requests(names, 1, 1);
    sendAll(fd, bytes.data(), bytes.size());
    counter.await(&Counter::updates, pvs.size());

    quint64 set = 0;
    Handle timer;
    const auto change = [&] {
        for (int i = 0; i < pvsPerTick; ++i, ++set)
            pvs[set % pvs.size()]->set(static_cast<double>(set + 1)); // always another value
    };
    const double memory = residentMegabytes();
    const double before = serverCpu(server);
    const auto start = SteadyClock::now();
    runOn(server, [&] { timer = server.every(tick, change); });
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    runOn(server, [&] { timer.reset(); });
    const double elapsed = std::chrono::duration<double>(SteadyClock::now() - start).count();
    counter.await(&Counter::updates, pvs.size() + set);
    const double cpu = serverCpu(server) - before;
    const auto updates = static_cast<double>(set);
    const double after = residentMegabytes();
    const double floor = floorCpu(pvsPerTick * updateBytes, 500, tick) / (500 * pvsPerTick);
    row("scalars: CPU of the server per update", cpu / updates * 1e6, floor * 1e6, "us, floor send()");
    std::printf("%-44s %10.0f\n", "         updates per second", updates / elapsed);
    std::printf("%-44s %10.1f %10.1f\n", "         memory before and after / MB", memory, after);
    const CaServer::Census census = server.census();
    if (census.updatesReplaced > 0)
        std::printf(
            "%-44s %10llu\n", "         updates replaced", static_cast<unsigned long long>(census.updatesReplaced));
}

void benchArrays(CaServer& server, const ServerPvPtr& wave)
{
    const int fd = connectTo(server.port());
    const Counter counter(fd, Counter::What::Bytes);
    const std::vector<char> bytes = requests({wave->name().toStdString()}, pvCount + 1, 0);
    sendAll(fd, bytes.data(), bytes.size());
    constexpr std::size_t frameBytes = 24 + 16 + 8 * arrayElements;
    constexpr std::size_t greeting = 16 + 16 + 24; // version, rights, channel with more than 0xFFFF elements
    counter.await(&Counter::bytes, greeting + frameBytes);
    const double before = serverCpu(server);
    const auto start = SteadyClock::now();
    for (int i = 1; i <= frames; ++i) {
        const Value value = makeArray(std::vector<double>(arrayElements, i));
        runOn(server, [&] { wave->set(value); });
        counter.await(&Counter::bytes, greeting + frameBytes * static_cast<std::size_t>(i + 1));
    }
    const double elapsed = std::chrono::duration<double>(SteadyClock::now() - start).count();
    const double cpu = serverCpu(server) - before;
    const double floor = floorCpu(frameBytes, frames, 0ns);
    row("arrays of 8 MB: CPU of the server per array", cpu / frames * 1e3, floor / frames * 1e3, "ms, floor send()");
    std::printf("%-44s %10.1f\n", "         arrays per second, one by one", frames / elapsed);
    std::printf("%-44s %10.1f\n", "         memory / MB", residentMegabytes());
}

} // namespace

int main(int argc, char** argv)
{
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 10;
    if (seconds < 1)
        fail("how many seconds?");
    CaServer server(CaServerOptions{.beaconPort = 0});
    std::vector<ServerPvPtr> pvs;
    for (int i = 0; i < pvCount; ++i) {
        pvs.push_back(std::make_shared<ServerPv>(QStringLiteral("b:pv%1").arg(i), NativeType::Double, 1, 0.0));
        if (!server.add(pvs.back()))
            fail("a PV was refused");
    }
    const auto wave = std::make_shared<ServerPv>(
        QStringLiteral("b:wave"), NativeType::Double, arrayElements, makeArray(std::vector<double>(arrayElements, 0)));
    if (!server.add(wave) || !server.start())
        fail("the server does not start");
    std::printf("%-44s %10s %10s %8s\n", "", "server", "floor", "ratio");
    benchScalars(server, pvs, seconds);
    benchArrays(server, wave);
    server.stop();
    return 0;
}
