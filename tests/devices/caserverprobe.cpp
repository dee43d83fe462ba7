// Serves a few PVs for clients in other languages, prints the port and ends when its standard input does.
#include "devices/caserver/caserver.h"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

using namespace devices;
using namespace std::chrono_literals;

namespace {

PvMetadata metadata()
{
    PvMetadata result;
    result.units = QStringLiteral("mm");
    result.precision = 3;
    result.display = {-10, 10};
    result.control = {-5, 5};
    result.alarm = {-9, 9};
    result.warning = {-8, 8};
    return result;
}

PvMetadata states()
{
    PvMetadata result;
    result.labels = {QStringLiteral("Idle"), QStringLiteral("Busy"), QStringLiteral("Done")};
    return result;
}

class Probe
{
public:
    Result<void> start();
    quint16 port() const { return m_server.port(); }

private:
    Result<void> add(const QString& name, NativeType type, std::size_t count, Value value, PvMetadata meta = {});
    void addSlow();
    std::vector<Result<void>> addPlain();

    CaServer m_server{CaServerOptions{.beaconPort = 0}};
    std::vector<Handle> m_timers;
    std::vector<ServerPvPtr> m_pvs;
};

Result<void> Probe::add(const QString& name, NativeType type, std::size_t count, Value value, PvMetadata meta)
{
    m_pvs.push_back(std::make_shared<ServerPv>(name, type, count, std::move(value), std::move(meta)));
    return m_server.add(m_pvs.back());
}

// Takes a while for each put, like a motor.
void Probe::addSlow()
{
    m_pvs.back()->setPutHandler(
        [this](ServerPv& pv, const Value& value, const ClientIdentity&, const PutCompletion& done) {
            m_timers.push_back(m_server.after(300ms, [&pv, value, done] {
                pv.set(value);
                done({});
            }));
        });
}

// One PV of each type, without limits.
std::vector<Result<void>> Probe::addPlain()
{
    std::vector<Result<void>> added{
        add(QStringLiteral("t:string"), NativeType::String, 1, QStringLiteral("0")),
        add(QStringLiteral("t:short"), NativeType::Short, 1, qint64{0}),
        add(QStringLiteral("t:float"), NativeType::Float, 1, 0.0),
        add(QStringLiteral("t:enum"), NativeType::Enum, 1, EnumIndex{0}, states()),
        add(QStringLiteral("t:char"), NativeType::Char, 1, qint64{0}),
        add(QStringLiteral("t:long"), NativeType::Long, 1, qint64{0}),
        add(QStringLiteral("t:double"), NativeType::Double, 1, 0.0),
    };
    m_pvs.back()->setRecordType(QStringLiteral("ao"));
    m_server.setAccessRules(AccessRules(AccessLevel::Write,
        {{AccessLevel::Read, QStringLiteral("p:fixed"), QStringLiteral("*"), QStringLiteral("*")}}));
    added.push_back(add(QStringLiteral("p:fixed"), NativeType::Long, 1, qint64{5}));
    return added;
}

Result<void> Probe::start()
{
    const std::vector<Result<void>> added{
        add(QStringLiteral("p:double"), NativeType::Double, 1, 1.25, metadata()),
        add(QStringLiteral("p:long"), NativeType::Long, 1, qint64{-42}),
        add(QStringLiteral("p:enum"), NativeType::Enum, 1, EnumIndex{1}, states()),
        add(QStringLiteral("p:text"), NativeType::String, 1, QStringLiteral("hello")),
        add(QStringLiteral("p:path"), NativeType::Char, 256, QStringLiteral("/data/sample")),
        add(QStringLiteral("p:wave"), NativeType::Double, 2000000, makeArray(std::vector<double>{1, 2, 3})),
        add(QStringLiteral("p:counter"), NativeType::Long, 1, qint64{0}),
        add(QStringLiteral("p:slow"), NativeType::Double, 1, 0.0),
    };
    addSlow();
    for (const Result<void>& result : addPlain()) {
        if (!result)
            return result;
    }
    for (const Result<void>& result : added) {
        if (!result)
            return result;
    }
    const ServerPvPtr counter = m_pvs.at(6);
    m_timers.push_back(
        m_server.every(50ms, [counter] { counter->set(Value(std::get<qint64>(counter->value()) + 1)); }));
    return m_server.start();
}

} // namespace

int main()
{
    Probe probe;
    if (const Result<void> started = probe.start(); !started) {
        std::cerr << started.error().message.toStdString() << '\n';
        return 1;
    }
    std::cout << probe.port() << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) { }
    return 0;
}
