#include "scans/engine/beamlinesuspender.h"

#include <cmath>
#include <map>

namespace scans {

namespace {

using Entry = devices::SuspenderEntry;
using Condition = SuspenderCondition;

Condition conditionOf(const Entry& entry)
{
    static const std::map<QString, Condition (*)(const Entry&)> makers{
        {QStringLiteral("floor"), [](const Entry& e) { return Condition::floor(e.low, e.resume); }},
        {QStringLiteral("ceiling"), [](const Entry& e) { return Condition::ceiling(e.high, e.resume); }},
        {QStringLiteral("outside"), [](const Entry& e) { return Condition::outsideBand(e.low, e.high); }},
        {QStringLiteral("high"), [](const Entry&) { return Condition::high(); }},
        {QStringLiteral("low"), [](const Entry&) { return Condition::low(); }},
        {QStringLiteral("changed"),
            [](const Entry& e) {
                return e.expected.isEmpty() ? Condition::changed() : Condition::changed(e.expected, true);
            }},
    };
    return makers.at(entry.condition)(entry);
}

} // namespace

devices::Result<SuspenderPtr> makeSuspender(
    const devices::SuspenderEntry& entry, devices::ChannelHub& hub, devices::Mailbox& mailbox)
{
    const devices::Result<devices::ChannelPtr> channel = hub.channel(entry.pv);
    if (!channel)
        return channel.error();
    SuspenderSpec spec;
    spec.name = entry.name;
    spec.pv = entry.pv;
    spec.condition = conditionOf(entry);
    spec.settle = std::chrono::milliseconds(std::llround(entry.settleSeconds * 1000));
    spec.message = entry.message;
    auto suspender = std::make_shared<Suspender>(std::move(spec));
    suspender->watch(channel.value(), mailbox);
    return suspender;
}

} // namespace scans
