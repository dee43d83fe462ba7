#include "scans/engine/askall.h"
#include "scans/engine/commandtable.h"

namespace scans {

namespace {

// Channels give up earlier by themselves; this one is for devices that forget to answer.
constexpr std::chrono::milliseconds LocateTimeout{10'000};

} // namespace

Answer runSet(RunContext& context, const msg::Set& message)
{
    context.ledger.move(message.device, message.target);
    return toAnswer(context.groups.add(message.group, message.device->set(message.target), message.device));
}

Answer runTrigger(RunContext& context, const msg::Trigger& message)
{
    context.ledger.use(message.device);
    return toAnswer(context.groups.add(message.group, message.device->trigger(), message.device));
}

Answer runSetDwell(RunContext& context, const msg::SetDwell& message)
{
    context.ledger.setDwell(message.device, message.dwell);
    return toAnswer(context.groups.add(message.group, message.device->setDwell(message.dwell), message.device));
}

Answer runPrepare(RunContext& context, const msg::Prepare& message)
{
    context.ledger.use(message.device);
    return toAnswer(context.groups.add(message.group, message.device->prepareFor(message.settings), message.device));
}

Answer runLocate(RunContext& context, const msg::Locate& message)
{
    for (const devices::DevicePtr& device : *message.devices)
        context.ledger.use(device);
    const auto ask = [](devices::Device& device, devices::LocateDone done) { return device.locate(std::move(done)); };
    const auto finish
        = [](std::vector<devices::Location> found) -> devices::Result<Reply> { return Reply(std::move(found)); };
    return AskAll<devices::Location>::start(message.devices, LocateTimeout, ask, finish);
}

Answer runWait(RunContext& context, const msg::Wait& message)
{
    if (context.groups.entries().empty())
        return Reply(true);
    return toAnswer(PendingPtr(std::make_unique<GroupWait>(context.groups, message)));
}

Answer runStop(RunContext& context, const msg::Stop& message)
{
    if (message.device) {
        context.ledger.use(message.device);
        message.device->stop();
    } else {
        context.ledger.stopMoved();
        context.groups.stopBusy();
    }
    return Reply();
}

} // namespace scans
