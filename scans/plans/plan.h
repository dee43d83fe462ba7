#pragma once

#include "scans/engine/msg.h"

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

namespace scans {

/// Where the engine and the innermost of the nested plans meet.
struct PlanExchange
{
    std::coroutine_handle<> next; ///< null once the outermost plan has ended
    bool yielded = false;
    Msg msg;
    Reply reply;
    std::exception_ptr thrown;
};

/// An experiment as an iterator: a coroutine that co_yields messages and receives replies. `co_yield` of another Plan runs it
/// in place; what escapes it is thrown at that co_yield.
///
/// Thread:  runs on the engine's thread only, except for making it, which runs nothing of it.
/// Owns:    its frame and those nested in it; destruction never touches hardware.
/// Errors:  a failed message throws PlanError at its co_yield; RequestStop and RequestAbort arrive in the same way.
///
/// Take parameters by value. Build what is yielded as a named local and co_yield std::move(it): g++ 12 destroys temporaries
/// within a co_yield wrongly.
class Plan
{
public:
    struct promise_type;
    using Coroutine = std::coroutine_handle<promise_type>;

    Plan(Plan&& other) noexcept
        : m_coroutine(std::exchange(other.m_coroutine, {}))
    {
    }
    Plan& operator=(Plan&& other) noexcept
    {
        std::swap(m_coroutine, other.m_coroutine);
        return *this;
    }
    ~Plan() { destroy(m_coroutine); }

private:
    friend class PlanRunner;

    explicit Plan(Coroutine coroutine)
        : m_coroutine(coroutine)
    {
    }
    static void destroy(Coroutine coroutine);

    Coroutine m_coroutine;
};

/// Nested plans take turns through the runner's loop rather than by resuming each other, so that no depth and no number of
/// them needs stack, whatever the optimisation.
struct Plan::promise_type
{
    struct Message
    {
        PlanExchange* exchange;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) const noexcept { }
        Reply await_resume() const
        {
            if (exchange->thrown)
                std::rethrow_exception(std::exchange(exchange->thrown, nullptr));
            return std::exchange(exchange->reply, Reply());
        }
    };
    struct Nested
    {
        promise_type* outer;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) const noexcept { outer->exchange->next = outer->inner; }
        void await_resume() const
        {
            const std::exception_ptr failure = outer->inner.promise().failure;
            destroy(std::exchange(outer->inner, {}));
            if (failure)
                std::rethrow_exception(failure);
        }
    };
    struct Final
    {
        bool await_ready() const noexcept { return false; }
        void await_suspend(Coroutine ended) const noexcept { ended.promise().exchange->next = ended.promise().outer; }
        void await_resume() const noexcept { }
    };

    Plan get_return_object() { return Plan(Coroutine::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    Final final_suspend() const noexcept { return {}; }
    void return_void() const noexcept { }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
    void await_transform() = delete;

    Message yield_value(Msg&& msg)
    {
        exchange->msg = std::move(msg);
        exchange->yielded = true;
        return {exchange};
    }
    Nested yield_value(Plan&& plan)
    {
        inner = std::exchange(plan.m_coroutine, {});
        inner.promise().exchange = exchange;
        inner.promise().outer = Coroutine::from_promise(*this);
        return {this};
    }

    PlanExchange* exchange = nullptr;
    std::coroutine_handle<> outer;
    Coroutine inner;
    std::exception_ptr failure;
};

// Innermost first: a nested plan may look at what the outer one holds.
inline void Plan::destroy(Coroutine coroutine)
{
    if (!coroutine)
        return;
    destroy(std::exchange(coroutine.promise().inner, {}));
    coroutine.destroy();
}

/// Drives one plan, message by message. For the engine and for tests.
class PlanRunner
{
public:
    explicit PlanRunner(Plan plan)
        : m_plan(std::move(plan))
    {
        m_plan.m_coroutine.promise().exchange = &m_exchange;
        m_exchange.next = m_plan.m_coroutine;
    }
    PlanRunner(const PlanRunner&) = delete;
    PlanRunner& operator=(const PlanRunner&) = delete;

    /// The next message (to be moved from), or null when the plan has ended. The first reply is not seen by anybody.
    Msg* resume(Reply reply)
    {
        m_exchange.reply = std::move(reply);
        return run();
    }
    /// Throws where the plan waits. A plan that has not begun yet ends at once.
    Msg* resumeWith(std::exception_ptr exception)
    {
        if (!m_begun) {
            m_exchange.next = {};
            m_plan.m_coroutine.promise().failure = std::move(exception);
            return nullptr;
        }
        m_exchange.thrown = std::move(exception);
        return run();
    }
    /// What escaped the plan, once ended.
    std::exception_ptr failure() const { return m_plan.m_coroutine.promise().failure; }

private:
    Msg* run()
    {
        m_begun = true;
        m_exchange.yielded = false;
        while (m_exchange.next && !m_exchange.yielded)
            m_exchange.next.resume();
        return m_exchange.yielded ? &m_exchange.msg : nullptr;
    }

    PlanExchange m_exchange; // outlives the frames that point to it
    Plan m_plan;
    bool m_begun = false;
};

} // namespace scans
