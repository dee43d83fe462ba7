#include "scans/engine/recovery.h"

#include <algorithm>

namespace scans {

namespace {

constexpr Group Recovering = -3; // no plan uses it

bool moves(const std::vector<Msg>& messages, const devices::DevicePtr& device)
{
    return std::any_of(messages.begin(), messages.end(), [&device](const Msg& message) {
        const auto* set = std::get_if<msg::Set>(&message);
        return set && set->device == device;
    });
}

} // namespace

std::vector<Msg> recoveryMessages(const RunContext& context, bool restage)
{
    std::vector<Msg> messages;
    if (restage && !context.ledger.staged().empty()) {
        const DeviceList staged = makeDeviceList(context.ledger.staged());
        messages.push_back(msg::Unstage{staged});
        messages.push_back(msg::Stage{staged});
    }
    for (const auto& [device, dwell] : context.ledger.dwells())
        messages.push_back(msg::SetDwell{device, dwell, Recovering});
    for (const auto& [device, target] : context.ledger.targets()) {
        if (!moves(context.cache.messages(), device))
            messages.push_back(msg::Set{device, target, Recovering});
    }
    if (!messages.empty())
        messages.push_back(msg::Wait{Recovering});
    return messages;
}

} // namespace scans
