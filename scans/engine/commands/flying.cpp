#include "scans/engine/askall.h"
#include "scans/engine/chain.h"
#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/refusal.h"

#include <algorithm>

namespace scans {

namespace {

constexpr std::chrono::milliseconds CollectTimeout{10'000};

devices::Result<Reply> keep(
    RunBundler& run, const devices::DevicePtr& device, const QString& stream, std::vector<devices::FlownPoint> points)
{
    for (devices::FlownPoint& point : points) {
        if (const auto added = run.addEvent(stream, std::move(point.data), point.time); !added)
            return added.error();
    }
    const qint64 frames = run.addFrames(stream, qint64(points.size()));
    std::erase(run.flying(), device);
    return Reply(device->describeCollect().empty() ? frames : qint64(points.size()));
}

Answer fetch(RunBundler* run, const devices::DevicePtr& device, const QString& stream)
{
    const auto ask = [](devices::Device& flyer, devices::CollectDone done) { return flyer.collect(std::move(done)); };
    const auto finish = [run, device, stream](std::vector<std::vector<devices::FlownPoint>> all) {
        return keep(*run, device, stream, std::move(all.front()));
    };
    return AskAll<std::vector<devices::FlownPoint>>::start(makeDeviceList({device}), CollectTimeout, ask, finish);
}

} // namespace

Answer runKickoff(RunContext& context, const msg::Kickoff& message)
{
    RunBundler* run = context.runs.find(message.run);
    if (!run)
        return refusal(QT_TRANSLATE_NOOP("scans", "Devices take points by themselves only within a run"));
    context.ledger.fly(message.device);
    devices::Result<void> begun = context.groups.add(message.group, message.device->kickoff(), message.device);
    auto& flying = run->flying();
    if (begun && std::find(flying.begin(), flying.end(), message.device) == flying.end())
        flying.push_back(message.device);
    return toAnswer(begun);
}

Answer runComplete(RunContext& context, const msg::Complete& message)
{
    context.ledger.use(message.device);
    return toAnswer(context.groups.add(message.group, message.device->complete(), message.device));
}

Answer runCollect(RunContext& context, const msg::Collect& message)
{
    RunBundler* run = context.runs.find(message.run);
    if (!run)
        return refusal(QT_TRANSLATE_NOOP("scans", "Points can be collected only within a run"));
    context.ledger.use(message.device);
    const devices::DevicePtr device = message.device;
    const QString stream = message.stream.isEmpty() ? device->name() : message.stream;
    if (run->isDeclared(stream))
        return fetch(run, device, stream);
    const auto declare = [run, device, stream](const Gather::Results& results) -> devices::Result<Reply> {
        const auto declared = run->declare(stream, {device}, {results.front().value()}, Columns::Collected);
        return declared ? devices::Result<Reply>(Reply()) : declared.error();
    };
    Answer described = Gather::start(std::make_unique<Gather>(
        makeDeviceList({device}), Gather::What::Configuration, Gather::Policy::All, CollectTimeout, declare));
    return Chain::start(
        std::move(described), [run, device, stream](const Reply&) { return fetch(run, device, stream); });
}

} // namespace scans
