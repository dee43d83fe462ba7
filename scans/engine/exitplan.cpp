#include "scans/engine/exitplan.h"

#include "scans/engine/runexit.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

namespace {

constexpr std::chrono::milliseconds SettleTimeout{5000};

void noteTrouble(RunContext& context, const std::exception_ptr& failure)
{
    if (isRequest(failure))
        return;
    RunExit trouble = exitFor(failure, context.ledger.used());
    trouble.reason = QCoreApplication::translate("scans", "Cleaning up: %1").arg(trouble.reason);
    if (context.exit && context.exit->status != QLatin1String("success"))
        context.exit->reason += QStringLiteral("; ") + trouble.reason;
    else
        context.exit = std::move(trouble);
}

/// `hurried` tells whether it was given up because somebody asked to end.
Plan attempt(RunContext* context, Msg message, bool* hurried = nullptr)
{
    try {
        co_yield std::move(message);
    } catch (...) {
        if (hurried)
            *hurried = isRequest(std::current_exception());
        noteTrouble(*context, std::current_exception());
    }
}

Plan attemptScope(RunContext* context, PlanFactory scope)
{
    try {
        Plan cleanup = scope();
        co_yield std::move(cleanup);
    } catch (...) {
        noteTrouble(*context, std::current_exception());
    }
}

/// Stops what was moved and waits until it stands.
Plan stopAndSettle(RunContext* context)
{
    context->ledger.stopMoved();
    context->groups.stopBusy();
    if (!context->groups.busy())
        co_return;
    Msg settle = msg::Wait{EveryGroup, SettleTimeout, true};
    Plan settling = attempt(context, std::move(settle));
    co_yield std::move(settling);
}

Plan unstageAll(RunContext* context)
{
    std::vector<devices::DevicePtr> staged = context->ledger.staged();
    if (staged.empty())
        co_return;
    std::reverse(staged.begin(), staged.end());
    Msg unstage = msg::Unstage{makeDeviceList(std::move(staged))};
    Plan unstaging = attempt(context, std::move(unstage));
    co_yield std::move(unstaging);
}

/// What devices took by themselves and nobody has fetched.
Plan collectAll(RunContext* context, RunKey key)
{
    const std::vector<devices::DevicePtr> flying = context->runs.find(key)->flying();
    for (const devices::DevicePtr& device : flying) {
        Msg collect = msg::Collect{device, {}, key};
        Plan collecting = attempt(context, std::move(collect));
        co_yield std::move(collecting);
    }
}

Plan closeLast(RunContext* context, bool halted)
{
    const RunKey key = context->runs.entries().back().key;
    if (!halted) {
        Plan collecting = collectAll(context, key);
        co_yield std::move(collecting);
    }
    // Tried again without the baseline if somebody is in a hurry, however often they say so: a run is never left open.
    bool baseline = !halted;
    for (int failures = 0; context->runs.find(key) && failures < 2;) {
        bool hurried = false;
        Msg close = msg::CloseRun{{}, baseline, key};
        Plan closing = attempt(context, std::move(close), &hurried);
        co_yield std::move(closing);
        baseline = false;
        failures += hurried ? 0 : 1;
    }
}

} // namespace

Plan exitPlan(RunContext* context, bool halted)
{
    Plan standing = stopAndSettle(context);
    co_yield std::move(standing);
    while (!halted && !context->scopes.empty()) {
        PlanFactory scope = std::move(context->scopes.back());
        context->scopes.pop_back();
        context->groups.clear();
        Plan cleanup = attemptScope(context, std::move(scope));
        co_yield std::move(cleanup);
        Plan after = stopAndSettle(context);
        co_yield std::move(after);
    }
    context->groups.clear();
    Plan unstaging = unstageAll(context);
    co_yield std::move(unstaging);
    // The last one that was opened first.
    while (!context->runs.empty()) {
        const std::size_t before = context->runs.entries().size();
        Plan closing = closeLast(context, halted);
        co_yield std::move(closing);
        if (context->runs.entries().size() == before)
            break;
    }
}

} // namespace scans
