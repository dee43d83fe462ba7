#include "scans/engine/chain.h"
#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/refusal.h"
#include "scans/engine/statuswait.h"

namespace scans {

namespace {

constexpr std::chrono::milliseconds ConfigureTimeout{10'000};

Answer readConfiguration(const devices::DevicePtr& device)
{
    const auto finish
        = [](Gather::Results results) -> devices::Result<Reply> { return Reply(std::move(results.front()).value()); };
    return Gather::start(std::make_unique<Gather>(
        makeDeviceList({device}), Gather::What::Configuration, Gather::Policy::All, ConfigureTimeout, finish));
}

Answer change(const devices::DevicePtr& device, const QJsonObject& settings)
{
    auto wait = std::make_unique<StatusWait>(ConfigureTimeout);
    wait->add(device->configure(settings), device);
    return toAnswer(PendingPtr(std::move(wait)));
}

Answer changed(RunContext& context, const devices::DevicePtr& device, Readings before, Readings after)
{
    for (const OpenRuns::Entry& entry : context.runs.entries()) {
        if (const devices::Result<void> described = entry.run->reconfigured(device, after); !described)
            return described.error();
    }
    auto both = std::make_shared<Reconfigured>();
    both->before = std::move(before);
    both->after = std::move(after);
    return Reply(ReconfiguredPtr(std::move(both)));
}

} // namespace

Answer runConfigure(RunContext& context, const msg::Configure& message)
{
    if (context.runs.bundling())
        return refusal(QT_TRANSLATE_NOOP("scans", "A device cannot be configured within an event"));
    context.ledger.use(message.device);
    const auto readAgain = [&context, device = message.device](Readings before) {
        return Chain::start(readConfiguration(device), [&context, device, before](const Reply& after) -> Answer {
            return changed(context, device, before, std::get<Readings>(after));
        });
    };
    return Chain::start(readConfiguration(message.device),
        [device = message.device, settings = message.settings, readAgain](const Reply& before) {
            return Chain::start(change(device, settings),
                [readAgain, old = std::get<Readings>(before)](const Reply&) { return readAgain(old); });
        });
}

} // namespace scans
