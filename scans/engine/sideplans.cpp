#include "scans/engine/sideplans.h"

#include "scans/plans/planerror.h"

namespace scans {

SidePlans::SidePlans(RunContext& context)
    : m_context(context)
    , m_execution(context)
{
}

void SidePlans::start(std::vector<PlanFactory> plans)
{
    abandon();
    m_failure = nullptr;
    for (PlanFactory& plan : plans) {
        if (plan)
            m_left.push_back(std::move(plan));
    }
    if (m_left.empty())
        return;
    m_kept = std::exchange(m_context.cache, {});
    m_context.cache.disable();
    m_running = true;
    if (!beginNext())
        abandon();
}

bool SidePlans::beginNext()
{
    const PlanFactory plan = std::move(m_left.front());
    m_left.pop_front();
    try {
        m_execution.setPlan(plan());
        return true;
    } catch (...) {
        m_failure = std::current_exception();
        return false;
    }
}

PlanExecution::Step SidePlans::step()
{
    using Step = PlanExecution::Step;
    const Step step = m_execution.step();
    if (step == Step::Failed) {
        m_execution.throwIntoPlan(std::make_exception_ptr(PlanError(m_execution.error())));
        return Step::Advanced;
    }
    if (step != Step::Ended)
        return step;
    m_failure = m_execution.failure();
    if (!m_failure && !m_left.empty() && beginNext())
        return Step::Advanced;
    abandon();
    return Step::Ended;
}

void SidePlans::abandon()
{
    m_left.clear();
    if (!std::exchange(m_running, false))
        return;
    m_execution.clear();
    m_context.groups.clear();
    m_context.pauseWish = RunContext::PauseWish::None;
    m_context.atCheckpoint = false;
    m_context.cache = std::move(m_kept);
}

} // namespace scans
