#include "scans/plans/preprocessors.h"

#include "scans/engine/runexit.h"
#include "scans/plans/planerror.h"
#include "scans/plans/withinplan.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

using devices::DevicePtr;

namespace {

constexpr std::chrono::milliseconds SettleTimeout{5000};
constexpr Group Flying = 3;

/// Runs the plan, keeping the last reply that it got.
Plan keepingReply(Plan plan, Reply* last)
{
    WithinPlan within(std::move(plan));
    while (Msg* next = within.next()) {
        Msg message = std::move(*next);
        try {
            *last = co_yield std::move(message);
            within.reply = *last;
        } catch (...) {
            within.thrown = std::current_exception();
        }
    }
    within.finish();
}

/// What becomes of a failure when the cleanup for it fails, too.
std::exception_ptr withTrouble(const std::exception_ptr& failure, const PlanError& trouble)
{
    try {
        std::rethrow_exception(failure);
    } catch (const PlanError& first) {
        devices::Error both = first.error();
        both.message += QCoreApplication::translate("scans", "; cleaning up: %1").arg(trouble.error().message);
        return std::make_exception_ptr(PlanError(both));
    } catch (...) {
        return failure;
    }
}

} // namespace

Plan mutateMessages(Plan plan, MsgMutator mutate)
{
    const auto wrap = [mutate](Plan inner) { return mutateMessages(std::move(inner), mutate); };
    WithinPlan within(std::move(plan));
    while (Msg* next = within.next()) {
        try {
            Msg message = withScopeWrapped(mutate(std::move(*next)), wrap);
            within.reply = co_yield std::move(message);
        } catch (...) {
            within.thrown = std::current_exception();
        }
    }
    within.finish();
}

Plan mutatePlan(Plan plan, PlanMutator mutate)
{
    const auto wrap = [mutate](Plan inner) { return mutatePlan(std::move(inner), mutate); };
    WithinPlan within(std::move(plan));
    while (Msg* next = within.next()) {
        try {
            Mutation mutation = mutate(*next);
            Msg message = withScopeWrapped(std::move(*next), wrap);
            if (mutation.before) {
                Plan before = keepingReply(std::move(*mutation.before), &within.reply);
                co_yield std::move(before);
            }
            if (mutation.keep)
                within.reply = co_yield std::move(message);
            if (mutation.after)
                co_yield std::move(*mutation.after);
        } catch (...) {
            within.thrown = std::current_exception();
        }
    }
    within.finish();
}

Plan insertBefore(Plan plan, MsgCondition where, PlanFactory inserted)
{
    return mutatePlan(std::move(plan), [where = std::move(where), inserted = std::move(inserted)](const Msg& message) {
        Mutation mutation;
        if (where(message))
            mutation.before = inserted();
        return mutation;
    });
}

Plan insertAfter(Plan plan, MsgCondition where, PlanFactory inserted)
{
    return mutatePlan(std::move(plan), [where = std::move(where), inserted = std::move(inserted)](const Msg& message) {
        Mutation mutation;
        if (where(message))
            mutation.after = inserted();
        return mutation;
    });
}

Plan prePost(PlanFactory pre, Plan plan, PlanFactory post)
{
    if (pre) {
        Plan first = pre();
        co_yield std::move(first);
    }
    co_yield std::move(plan);
    if (post) {
        Plan last = post();
        co_yield std::move(last);
    }
}

Plan finalize(Plan plan, PlanFactory cleanup)
{
    Msg enter = msg::EnterScope{std::move(cleanup)};
    co_yield std::move(enter);
    std::exception_ptr failure;
    try {
        co_yield std::move(plan);
    } catch (const PlanRequest&) {
        throw;
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        Msg stop = msg::Stop{};
        co_yield std::move(stop);
        Msg settle = msg::Wait{EveryGroup, SettleTimeout, true, false};
        co_yield std::move(settle);
    }
    try {
        Msg leave = msg::LeaveScope{};
        co_yield std::move(leave);
    } catch (const PlanError& trouble) {
        if (!failure)
            throw;
        failure = withTrouble(failure, trouble);
    }
    if (failure)
        std::rethrow_exception(failure);
}

Plan contingency(Plan plan, std::function<std::optional<Plan>(const std::exception&)> onError, PlanFactory onSuccess,
    PlanFactory always)
{
    if (always) {
        Plan guarded
            = finalize(contingency(std::move(plan), std::move(onError), std::move(onSuccess), {}), std::move(always));
        co_yield std::move(guarded);
        co_return;
    }
    std::optional<Plan> instead;
    bool failed = false;
    try {
        co_yield std::move(plan);
    } catch (const PlanRequest&) {
        throw;
    } catch (const std::exception& exception) {
        if (onError)
            instead = onError(exception);
        if (!instead)
            throw;
        failed = true;
    }
    if (failed)
        co_yield std::move(*instead);
    else if (onSuccess) {
        Plan success = onSuccess();
        co_yield std::move(success);
    }
}

Plan staged(Plan plan, std::vector<DevicePtr> devices)
{
    Msg stage = msg::Stage{makeDeviceList(devices)};
    co_yield std::move(stage);
    std::reverse(devices.begin(), devices.end());
    Plan within = finalize(std::move(plan),
        [backwards = makeDeviceList(std::move(devices))] { return inSequence({msg::Unstage{backwards}}); });
    co_yield std::move(within);
}

Plan inRun(Plan plan, QJsonObject metadata, RunKey run)
{
    Msg open = msg::OpenRun{std::move(metadata), run};
    co_yield std::move(open);
    std::exception_ptr failure;
    try {
        Plan within = run == DefaultRun ? std::move(plan) : setRunKey(std::move(plan), run);
        co_yield std::move(within);
    } catch (const PlanRequest&) {
        throw;
    } catch (...) {
        failure = std::current_exception();
    }
    msg::CloseRun end;
    end.run = run;
    if (failure)
        end.exit = std::make_shared<const RunExit>(exitFor(failure, {}));
    Msg close = std::move(end);
    co_yield std::move(close);
    if (failure)
        std::rethrow_exception(failure);
}

Plan setRunKey(Plan plan, RunKey run)
{
    return mutateMessages(std::move(plan), [run](Msg message) {
        std::visit(
            [run](auto& each) {
                if constexpr (requires { each.run = run; }) {
                    if (each.run == DefaultRun)
                        each.run = run;
                }
            },
            message);
        return message;
    });
}

Plan injectMetadata(Plan plan, QJsonObject metadata)
{
    return mutateMessages(std::move(plan), [metadata = std::move(metadata)](Msg message) {
        if (auto* open = std::get_if<msg::OpenRun>(&message)) {
            for (auto it = metadata.begin(); it != metadata.end(); ++it) {
                if (!open->metadata.contains(it.key()))
                    open->metadata.insert(it.key(), it.value());
            }
        }
        return message;
    });
}

Plan stub(Plan plan)
{
    return mutatePlan(std::move(plan), [](const Msg& message) {
        Mutation mutation;
        mutation.keep = !std::holds_alternative<msg::OpenRun>(message)
            && !std::holds_alternative<msg::CloseRun>(message) && !std::holds_alternative<msg::Stage>(message)
            && !std::holds_alternative<msg::Unstage>(message);
        return mutation;
    });
}

PlanFactory withPolicy(PlanFactory plan, FailurePolicy policy)
{
    return [plan = std::move(plan), policy] {
        return prePost([policy] { return inSequence({msg::OnFailure{policy}}); }, plan(), {});
    };
}

Plan notRewindable(Plan plan)
{
    Msg ask = msg::Rewindable{};
    const Reply before = co_yield std::move(ask);
    Msg off = msg::Rewindable{false};
    co_yield std::move(off);
    const bool wasOn = std::get<bool>(before);
    Plan within = finalize(std::move(plan), [wasOn] { return inSequence({msg::Rewindable{wasOn}}); });
    co_yield std::move(within);
}

Plan withBaseline(Plan plan, DeviceList devices, QString stream)
{
    return mutatePlan(std::move(plan), [devices = std::move(devices), stream = std::move(stream)](const Msg& message) {
        Mutation mutation;
        if (const auto* open = std::get_if<msg::OpenRun>(&message))
            mutation.after = setRunKey(readOut(devices, stream), open->run);
        else if (const auto* close = std::get_if<msg::CloseRun>(&message))
            mutation.before = setRunKey(readOut(devices, stream), close->run);
        return mutation;
    });
}

Plan monitorDuring(Plan plan, std::vector<DevicePtr> devices)
{
    return mutatePlan(std::move(plan), [devices = std::move(devices)](const Msg& message) {
        Mutation mutation;
        if (const auto* open = std::get_if<msg::OpenRun>(&message))
            mutation.after = broadcast(devices, [run = open->run](const DevicePtr& device) -> Msg {
                return msg::Monitor{device, {}, run};
            });
        else if (const auto* close = std::get_if<msg::CloseRun>(&message))
            mutation.before = broadcast(devices, [run = close->run](const DevicePtr& device) -> Msg {
                return msg::Unmonitor{device, run};
            });
        return mutation;
    });
}

namespace {

std::vector<Msg> takeOff(const std::vector<DevicePtr>& flyers, RunKey run)
{
    std::vector<Msg> messages;
    for (const DevicePtr& flyer : flyers)
        messages.push_back(msg::Kickoff{flyer, Flying, run});
    messages.push_back(msg::Wait{Flying});
    return messages;
}

std::vector<Msg> land(const std::vector<DevicePtr>& flyers, RunKey run)
{
    std::vector<Msg> messages;
    for (const DevicePtr& flyer : flyers)
        messages.push_back(msg::Complete{flyer, Flying});
    messages.push_back(msg::Wait{Flying});
    for (const DevicePtr& flyer : flyers)
        messages.push_back(msg::Collect{flyer, {}, run});
    return messages;
}

} // namespace

Plan flyDuring(Plan plan, std::vector<DevicePtr> flyers)
{
    return mutatePlan(std::move(plan), [flyers = std::move(flyers)](const Msg& message) {
        Mutation mutation;
        if (const auto* open = std::get_if<msg::OpenRun>(&message))
            mutation.after = inSequence(takeOff(flyers, open->run));
        else if (const auto* close = std::get_if<msg::CloseRun>(&message))
            mutation.before = inSequence(land(flyers, close->run));
        return mutation;
    });
}

Plan fly(std::vector<DevicePtr> flyers, QJsonObject metadata)
{
    return flyDuring(inRun(inSequence({}), std::move(metadata)), std::move(flyers));
}

Plan subscribed(Plan plan, DocumentQueuePtr queue, DocumentKinds kinds)
{
    Msg subscribe = msg::Subscribe{std::move(queue), kinds};
    const Reply reply = co_yield std::move(subscribe);
    const qint64 token = std::get<qint64>(reply);
    Plan within = finalize(std::move(plan), [token] { return inSequence({msg::Unsubscribe{token}}); });
    co_yield std::move(within);
}

Plan suspendable(Plan plan, SuspenderPtr suspender)
{
    Msg install = msg::InstallSuspender{suspender};
    co_yield std::move(install);
    Plan within = finalize(std::move(plan), [suspender] { return inSequence({msg::RemoveSuspender{suspender}}); });
    co_yield std::move(within);
}

} // namespace scans
