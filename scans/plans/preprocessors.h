#pragma once

#include "scans/plans/plan.h"
#include "scans/plans/stubs.h"

#include <QJsonObject>

#include <functional>
#include <optional>
#include <vector>

namespace scans {

// Plans around plans. Each passes on every message of the plan within, its reply, and what is thrown at it. What the plan within
// registers for its cleanup is wrapped as the plan itself is.

using MsgMutator = std::function<Msg(Msg)>;
/// Every message as the function returns it.
Plan mutateMessages(Plan plan, MsgMutator mutate);

/// What is done about one message.
struct Mutation
{
    std::optional<Plan> before = {};
    bool keep = true; ///< without the message itself, the last reply of `before` is its reply
    std::optional<Plan> after = {};
};
/// Nothing is kept of what was seen; messages of inserted plans are not asked about.
using PlanMutator = std::function<Mutation(const Msg&)>;
Plan mutatePlan(Plan plan, PlanMutator mutate);

using MsgCondition = std::function<bool(const Msg&)>;
Plan insertBefore(Plan plan, MsgCondition where, PlanFactory inserted);
Plan insertAfter(Plan plan, MsgCondition where, PlanFactory inserted);
/// One plan ahead, one behind if it came to its end.
Plan prePost(PlanFactory pre, Plan plan, PlanFactory post);

/// The cleanup is done on every way out except halt: at once, so that whoever catches what the plan threw finds it done; when
/// somebody wants to end, the engine does it as soon as everything stands.
Plan finalize(Plan plan, PlanFactory cleanup);
/// `onError` sees what was thrown and may return a plan that goes on instead; without one it is thrown on.
Plan contingency(Plan plan, std::function<std::optional<Plan>(const std::exception&)> onError,
    PlanFactory onSuccess = {}, PlanFactory always = {});

/// Staged ahead, unstaged in reverse order.
Plan staged(Plan plan, std::vector<devices::DevicePtr> devices);
/// In a run of its own, whose stop says why the plan failed.
Plan inRun(Plan plan, QJsonObject metadata, RunKey run = DefaultRun);
/// What belongs to a run without a key of its own belongs to the one with this key.
Plan setRunKey(Plan plan, RunKey run);
/// Added to the metadata of its runs; what the plan says itself stays.
Plan injectMetadata(Plan plan, QJsonObject metadata);
/// Without runs and staging of its own, to be part of another plan.
Plan stub(Plan plan);
/// What becomes of failures within its steps, unless it says something else itself.
PlanFactory withPolicy(PlanFactory plan, FailurePolicy policy);
/// Not to be done again after an interruption.
Plan notRewindable(Plan plan);

/// Moves of these motors count from where they were sent last when the first one comes.
Plan relativeSet(Plan plan, std::vector<devices::DevicePtr> motors);
/// These motors, as far as they were moved, go back to where they had been sent before.
Plan resetPositions(Plan plan, std::vector<devices::DevicePtr> motors);

/// An event of the devices at the beginning and at the end of its runs.
Plan withBaseline(Plan plan, DeviceList devices, QString stream = QStringLiteral("baseline"));
Plan monitorDuring(Plan plan, std::vector<devices::DevicePtr> devices);
Plan flyDuring(Plan plan, std::vector<devices::DevicePtr> flyers);
/// A run of what the devices take by themselves.
Plan fly(std::vector<devices::DevicePtr> flyers, QJsonObject metadata = {});
Plan subscribed(Plan plan, DocumentQueuePtr queue, DocumentKinds kinds = EveryDocument);
Plan suspendable(Plan plan, SuspenderPtr suspender);

} // namespace scans
