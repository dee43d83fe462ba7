#include "scans/plans/supplements.h"

#include "scans/plans/planerror.h"
#include "scans/plans/preprocessors.h"
#include "scans/plans/stubs.h"

#include <algorithm>
#include <memory>

namespace scans {

using devices::DevicePtr;

namespace {

constexpr Group CountTime = 5;
constexpr Group Completing = 6;

/// The devices that a message does something with. None are those of messages that ask or clean up.
std::vector<DevicePtr> usedBy(const Msg& message)
{
    return std::visit(
        [](const auto& each) -> std::vector<DevicePtr> {
            using Kind = std::decay_t<decltype(each)>;
            if constexpr (std::is_same_v<Kind, msg::Read>)
                return *each.devices;
            else if constexpr (
                std::is_same_v<Kind,
                    msg::
                        Set> || std::is_same_v<Kind, msg::Trigger> || std::is_same_v<Kind, msg::SetDwell> || std::is_same_v<Kind, msg::Prepare> || std::is_same_v<Kind, msg::Kickoff> || std::is_same_v<Kind, msg::Monitor>)
                return {each.device};
            else
                return {};
        },
        message);
}

/// Takes those that are new into `known`.
std::vector<DevicePtr> unknownOf(const std::vector<DevicePtr>& devices, std::vector<DevicePtr>& known)
{
    std::vector<DevicePtr> found;
    for (const DevicePtr& device : devices) {
        if (std::find(known.begin(), known.end(), device) != known.end())
            continue;
        known.push_back(device);
        found.push_back(device);
    }
    return found;
}

} // namespace

Plan supplemented(Plan plan, Supplements supplements)
{
    if (!supplements.flyers.empty())
        plan = flyDuring(std::move(plan), std::move(supplements.flyers));
    if (!supplements.monitors.empty())
        plan = monitorDuring(std::move(plan), std::move(supplements.monitors));
    if (!supplements.baseline->empty())
        plan = withBaseline(std::move(plan), std::move(supplements.baseline));
    return plan;
}

Plan lazilyStaged(Plan plan)
{
    const auto known = std::make_shared<std::vector<DevicePtr>>();
    const auto stageFirst = [known](const Msg& message) {
        Mutation mutation;
        if (std::vector<DevicePtr> fresh = unknownOf(usedBy(message), *known); !fresh.empty())
            mutation.before = inSequence({msg::Stage{makeDeviceList(std::move(fresh))}});
        return mutation;
    };
    const auto unstageAll = [known] {
        std::vector<DevicePtr> backwards(known->rbegin(), known->rend());
        return backwards.empty() ? inSequence({}) : inSequence({msg::Unstage{makeDeviceList(std::move(backwards))}});
    };
    return finalize(mutatePlan(std::move(plan), stageFirst), unstageAll);
}

Plan withCountTime(Plan plan, std::chrono::duration<double> time)
{
    const auto known = std::make_shared<std::vector<DevicePtr>>();
    return mutatePlan(std::move(plan), [known, time](const Msg& message) {
        Mutation mutation;
        mutation.keep = !std::holds_alternative<msg::SetDwell>(message);
        const auto* trigger = std::get_if<msg::Trigger>(&message);
        if (trigger && !unknownOf({trigger->device}, *known).empty())
            mutation.before = inSequence({msg::SetDwell{trigger->device, time, CountTime}, msg::Wait{CountTime}});
        return mutation;
    });
}

Plan pausedOnFailure(Plan plan)
{
    std::exception_ptr failure;
    try {
        co_yield std::move(plan);
    } catch (const PlanError&) {
        failure = std::current_exception();
    }
    if (!failure)
        co_return;
    Msg pause = msg::Pause{};
    co_yield std::move(pause);
    std::rethrow_exception(failure);
}

Plan rd(DevicePtr device, double* value)
{
    const DeviceList asked = makeDeviceList({device});
    const devices::Result<std::size_t> column = columnOf(asked, device->name());
    if (!column)
        throw PlanError(column.error());
    Msg read = msg::Read{asked};
    const Reply reply = co_yield std::move(read);
    const auto* readings = std::get_if<Readings>(&reply);
    *value = numberIn(readings ? *readings : Readings(), column.value(), device->name());
}

Plan kickoffAll(std::vector<DevicePtr> flyers, Group group)
{
    Plan each = broadcast(std::move(flyers), [group](const DevicePtr& flyer) -> Msg {
        return msg::Kickoff{flyer, group};
    });
    co_yield std::move(each);
    Msg wait = msg::Wait{group};
    co_yield std::move(wait);
}

Plan completeAll(std::vector<DevicePtr> flyers, Group group)
{
    Plan each = broadcast(std::move(flyers), [group](const DevicePtr& flyer) -> Msg {
        return msg::Complete{flyer, group};
    });
    co_yield std::move(each);
    Msg wait = msg::Wait{group};
    co_yield std::move(wait);
}

Plan collectWhileCompleting(std::vector<DevicePtr> flyers, std::chrono::milliseconds period, QString stream)
{
    Plan completing = broadcast(flyers, [](const DevicePtr& flyer) -> Msg { return msg::Complete{flyer, Completing}; });
    co_yield std::move(completing);
    for (bool done = false; !done;) {
        Msg wait = msg::Wait{Completing, period, false, false};
        const Reply reply = co_yield std::move(wait);
        const bool* answer = std::get_if<bool>(&reply);
        done = !answer || *answer;
        Plan collecting = broadcast(flyers, [&stream](const DevicePtr& flyer) -> Msg {
            return msg::Collect{flyer, stream};
        });
        co_yield std::move(collecting);
    }
}

} // namespace scans
