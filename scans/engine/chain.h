#pragma once

#include "scans/engine/answer.h"

#include <functional>

namespace scans {

/// Waits for one thing, and when it has succeeded for the next, which depends on its reply.
/// Thread:  engine's.
class Chain : public Pending
{
public:
    using Next = std::function<Answer(const Reply&)>;

    /// `next` must not answer with a plan.
    static Answer start(Answer first, Next next);
    Chain(PendingPtr first, Next next);

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override;
    SteadyTime deadline() const override { return m_pending->deadline(); }
    QString what() const override { return m_pending->what(); }
    std::vector<devices::DevicePtr> devices() const override { return m_pending->devices(); }

private:
    PendingPtr m_pending;
    Next m_next;
};

} // namespace scans
