#include "scans/engine/commandtable.h"
#include "scans/engine/refusal.h"

#include <cmath>

namespace scans {

namespace {

class SleepWait : public Pending
{
public:
    explicit SleepWait(std::chrono::duration<double> time)
        : m_until(
            std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(time))
        , m_seconds(time.count())
    {
    }
    std::optional<devices::Result<Reply>> poll(SteadyTime now) override
    {
        if (now < m_until)
            return std::nullopt;
        return Reply();
    }
    SteadyTime deadline() const override { return m_until; }
    QString what() const override
    {
        return QCoreApplication::translate("scans", "%1 s to pass").arg(QString::number(m_seconds, 'g', 3));
    }

private:
    const SteadyTime m_until;
    const double m_seconds;
};

} // namespace

Answer runNull(RunContext&, const msg::Null&)
{
    return Reply();
}

Answer runCheckpoint(RunContext& context, const msg::Checkpoint&)
{
    if (context.runs.bundling())
        return refusal(QT_TRANSLATE_NOOP("scans", "A checkpoint cannot be within an event"));
    context.checkpoint();
    context.inStep = true;
    context.atCheckpoint = context.cache.enabled();
    return Reply();
}

Answer runRewindable(RunContext& context, const msg::Rewindable& message)
{
    if (message.on && *message.on != context.cache.enabled()) {
        context.cache.enable(*message.on);
        context.checkpoint();
        context.atCheckpoint = *message.on;
        context.lookAtSuspenders = *message.on;
    }
    return Reply(context.cache.keeping());
}

Answer runOnFailure(RunContext& context, const msg::OnFailure& message)
{
    context.failurePolicy = message.policy;
    return Reply();
}

Answer runClearCheckpoint(RunContext& context, const msg::ClearCheckpoint&)
{
    context.cache.disable();
    return Reply();
}

Answer runPause(RunContext& context, const msg::Pause& message)
{
    context.pauseWish = message.deferred ? RunContext::PauseWish::Deferred : RunContext::PauseWish::Now;
    return Reply();
}

Answer runSleep(RunContext&, const msg::Sleep& message)
{
    constexpr double longest = 1e8;
    const double seconds = message.time.count();
    if (!std::isfinite(seconds) || seconds > longest)
        return refusal(QT_TRANSLATE_NOOP("scans", "The plan wants to sleep for ever"));
    if (seconds <= 0)
        return Reply();
    return PendingPtr(std::make_unique<SleepWait>(message.time));
}

Answer runNow(RunContext&, const msg::Now&)
{
    return Reply(std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count());
}

Answer runEnterScope(RunContext& context, const msg::EnterScope& message)
{
    context.scopes.push_back(message.cleanup);
    return Reply();
}

Answer runLeaveScope(RunContext& context, const msg::LeaveScope&)
{
    if (context.scopes.empty())
        return refusal(QT_TRANSLATE_NOOP("scans", "A scope was left that had not been entered"));
    const PlanFactory cleanup = std::move(context.scopes.back());
    context.scopes.pop_back();
    return cleanup();
}

} // namespace scans
