#pragma once

#include "scans/plans/plan.h"

#include <functional>

namespace scans {

/// A plan that is run by another one, which sees every message. What the other gets for it, it hands in with `reply` or `thrown`.
struct WithinPlan
{
    explicit WithinPlan(Plan plan)
        : runner(std::move(plan))
    {
    }

    /// Null when it has ended.
    Msg* next()
    {
        return thrown ? runner.resumeWith(std::exchange(thrown, nullptr))
                      : runner.resume(std::exchange(reply, Reply()));
    }
    /// Throws what escaped it.
    void finish() const
    {
        if (const std::exception_ptr failure = runner.failure())
            std::rethrow_exception(failure);
    }

    PlanRunner runner;
    Reply reply;
    std::exception_ptr thrown;
};

/// The cleanup that the message may register is run by the engine, not by the plan within: it has to be wrapped, too.
inline Msg withScopeWrapped(Msg message, const std::function<Plan(Plan)>& wrap)
{
    if (auto* scope = std::get_if<msg::EnterScope>(&message))
        scope->cleanup = [cleanup = std::move(scope->cleanup), wrap] { return wrap(cleanup()); };
    return message;
}

} // namespace scans
