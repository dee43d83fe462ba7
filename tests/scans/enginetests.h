#pragma once

#include "tests/scans/fakes.h"

#include "scans/plans/planerror.h"

#include <QTest>

/// What the tests of the engine share: plans written as lists of messages, and parameters of the usual ones.
namespace enginetests {

using namespace scans;
using namespace fakes;
using namespace std::chrono_literals;

using devices::ErrorCode;

inline QJsonObject countParameters(int num)
{
    return {{QStringLiteral("num"), num}, {QStringLiteral("dwell"), 0.5},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
}

inline QJsonObject scanParameters(double start, double stop, int intervals)
{
    return {{QStringLiteral("axes"), QJsonArray{axis("x", start, stop)}}, {QStringLiteral("intervals"), intervals},
        {QStringLiteral("dwell"), 0}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
}

/// Lets a plan be written as a list of messages.
inline Plan sequence(std::vector<Msg> messages)
{
    for (const Msg& message : messages) {
        Msg copy = message;
        co_yield std::move(copy);
    }
}

inline PlanFactory sequenceFactory(std::vector<Msg> messages)
{
    return [messages = std::move(messages)] { return sequence(messages); };
}

inline Msg reading(const devices::DevicePtr& device)
{
    return msg::Read{makeDeviceList({device})};
}

/// An event of one device.
inline std::vector<Msg> eventOf(const devices::DevicePtr& device)
{
    return {msg::Create{}, reading(device), msg::Save{}};
}

inline std::vector<Msg> join(std::initializer_list<std::vector<Msg>> parts)
{
    std::vector<Msg> all;
    for (const std::vector<Msg>& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

using Log = std::shared_ptr<QStringList>;

inline Plan noting(Log log, QString text, std::vector<Msg> messages)
{
    *log << text;
    for (const Msg& message : messages) {
        Msg copy = message;
        co_yield std::move(copy);
    }
}

/// Runs its messages in a scope that notes "clean <name>".
inline Plan scoped(Log log, QString name, std::vector<Msg> messages, bool leave)
{
    Msg enter = msg::EnterScope{[log, name] { return noting(log, QStringLiteral("clean ") + name, {}); }};
    co_yield std::move(enter);
    for (const Msg& message : messages) {
        Msg copy = message;
        co_yield std::move(copy);
    }
    if (leave) {
        Msg out = msg::LeaveScope{};
        co_yield std::move(out);
    }
    *log << QStringLiteral("end ") + name;
}

/// Notes what is thrown at its one message, and goes on.
inline Plan catching(Log log, Msg message)
{
    try {
        co_yield std::move(message);
        *log << QStringLiteral("fine");
    } catch (const PlanError& error) {
        *log << devices::errorCodeName(error.error().code) << error.error().message;
    } catch (const RequestStop&) {
        *log << QStringLiteral("stop seen");
        throw;
    } catch (const RequestAbort&) {
        *log << QStringLiteral("abort seen");
        throw;
    }
}

} // namespace enginetests
