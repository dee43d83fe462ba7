#include "serverconversation.h"

#include <utility>

using namespace devices;

namespace {

CaServerOptions smallServer()
{
    CaServerOptions options;
    options.maxChannelsPerClient = 64;
    options.maxMessageBytes = 64U << 10U;
    return options;
}

PvMetadata metadata()
{
    PvMetadata result;
    result.units = QStringLiteral("mm");
    result.precision = 3;
    result.display = {-10, 10};
    result.control = {-5, 5};
    result.alarm = {-9, 9};
    result.labels = QStringList{QStringLiteral("Idle"), QStringLiteral("Busy"), QStringLiteral("Done")};
    return result;
}

ServerPvPtr makePv(const char* name, NativeType type, std::size_t count, Value value)
{
    return std::make_shared<ServerPv>(QString::fromLatin1(name), type, count, std::move(value), metadata());
}

} // namespace

void ServerConversation::addPvs(
    const std::function<void(const ServerPvPtr& pv)>& add, std::vector<PutCompletion>& pending)
{
    add(makePv("f:double.VAL", NativeType::Double, 1, 1.25));
    add(makePv("f:long", NativeType::Long, 1, qint64{-42}));
    add(makePv("f:enum", NativeType::Enum, 1, EnumIndex{1}));
    add(makePv("f:text", NativeType::String, 1, QStringLiteral("hello")));
    add(makePv("f:path", NativeType::Char, 256, QStringLiteral("/data/sample")));
    add(makePv("f:wave", NativeType::Double, 2000, makeArray(std::vector<double>{1, 2, 3})));
    add(makePv("f:words", NativeType::String, 5, makeArray(std::vector<QString>{QStringLiteral("one")})));
    const ServerPvPtr fixed = makePv("f:fixed", NativeType::Short, 1, qint64{7});
    fixed->setAccess(true, false);
    add(fixed);
    const ServerPvPtr slow = makePv("f:slow", NativeType::Float, 1, 0.0);
    slow->setPutHandler([&pending](ServerPv& pv, const Value& value, const ClientIdentity&, const PutCompletion& done) {
        pv.set(value);
        pending.push_back(done);
    });
    add(slow);
}

ServerConversation::ServerConversation()
    : m_context{smallServer()}
{
    const auto add = [this](const ServerPvPtr& pv) {
        m_pvs.push_back(pv);
        if (!m_context.directory.add(pv->name(), pv))
            qFatal("a PV was refused");
    };
    addPvs(add, m_pending);
    m_context.port = 5064;
    m_session = std::make_unique<ServerSession>(m_context, m_connection.stream(), QStringLiteral("127.0.0.1"));
    finishTurn();
}

ServerConversation::~ServerConversation()
{
    m_session.reset();
    m_pending.clear();
}

void ServerConversation::finishTurn()
{
    const std::vector<ServerSession*> touched = std::exchange(m_context.touched, {});
    for (ServerSession* session : touched)
        session->endTurn();
    if (m_session && m_session->closed())
        m_session.reset();
}

void ServerConversation::feed(std::span<const char> bytes)
{
    m_connection.feed(bytes);
    finishTurn();
    m_connection.poll();
    finishTurn();
}

void ServerConversation::end()
{
    m_connection.end();
    finishTurn();
}

void ServerConversation::removeAndReturn(std::size_t index)
{
    const ServerPvPtr pv = m_pvs.at(index % m_pvs.size());
    m_context.directory.remove(pv);
    ServerPvAccess::tellRemoved(*pv);
    finishTurn();
    if (!m_context.directory.add(pv->name(), pv))
        qFatal("a PV was refused");
}

void ServerConversation::stir(std::size_t step)
{
    const auto number = static_cast<double>(step);
    switch (step % 8) {
    case 0:
        m_pvs.at(0)->set(number);
        m_pvs.at(3)->set(QString::number(number));
        break;
    case 1:
        m_pvs.at(5)->set(makeArray(std::vector<double>(step % 3000, number)));
        break;
    case 2:
        m_pvs.at(0)->setAlarm(static_cast<Severity>(step / 8 % 4), static_cast<quint16>(step % 22));
        break;
    case 3:
        for (const PutCompletion& done : std::exchange(m_pending, {}))
            done(step % 16 == 3 ? Result<void>() : Error{ErrorCode::Refused, QStringLiteral("no"), {}});
        break;
    case 4:
        m_context.rules = std::make_shared<const AccessRules>(static_cast<AccessLevel>(step / 8 % 3));
        if (m_session)
            m_session->applyRules();
        break;
    case 5:
        removeAndReturn(step / 8);
        break;
    case 6: {
        PvMetadata changed = m_pvs.at(0)->metadata();
        changed.precision = static_cast<int>(step);
        m_pvs.at(0)->setMetadata(changed);
        break;
    }
    default:
        m_pending.clear(); // given up
        break;
    }
    finishTurn();
    m_connection.poll();
    finishTurn();
}
