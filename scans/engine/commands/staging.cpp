#include "scans/engine/commandtable.h"
#include "scans/engine/statuswait.h"

namespace scans {

namespace {

constexpr std::chrono::milliseconds StageTimeout{10'000};
constexpr std::chrono::milliseconds UnstageTimeout{5000};

} // namespace

Answer runStage(RunContext& context, const msg::Stage& message)
{
    auto wait = std::make_unique<StatusWait>(StageTimeout);
    for (const devices::DevicePtr& device : *message.devices) {
        context.ledger.stage(device); // before: what is half staged has to be unstaged, too
        wait->add(device->stage(), device);
    }
    return toAnswer(PendingPtr(std::move(wait)));
}

Answer runUnstage(RunContext& context, const msg::Unstage& message)
{
    auto wait = std::make_unique<StatusWait>(UnstageTimeout);
    for (const devices::DevicePtr& device : *message.devices) {
        context.ledger.unstage(device);
        wait->add(device->unstage(), device);
    }
    return toAnswer(PendingPtr(std::move(wait)));
}

} // namespace scans
