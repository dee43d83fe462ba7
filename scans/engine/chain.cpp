#include "scans/engine/chain.h"

namespace scans {

namespace {

devices::Result<Reply> outcomeOf(const Answer& answer)
{
    if (const auto* reply = std::get_if<Reply>(&answer))
        return *reply;
    return std::get<devices::Error>(answer);
}

} // namespace

Answer Chain::start(Answer first, Next next)
{
    if (auto* reply = std::get_if<Reply>(&first))
        return next(*reply);
    if (auto* pending = std::get_if<PendingPtr>(&first))
        return PendingPtr(std::make_unique<Chain>(std::move(*pending), std::move(next)));
    return first;
}

Chain::Chain(PendingPtr first, Next next)
    : m_pending(std::move(first))
    , m_next(std::move(next))
{
}

std::optional<devices::Result<Reply>> Chain::poll(SteadyTime now)
{
    for (;;) {
        std::optional<devices::Result<Reply>> result = m_pending->poll(now);
        if (!result || !*result || !m_next)
            return result;
        Answer answer = std::exchange(m_next, {})(result->value());
        if (auto* pending = std::get_if<PendingPtr>(&answer)) {
            m_pending = std::move(*pending);
            continue;
        }
        return outcomeOf(answer);
    }
}

} // namespace scans
