#pragma once

#include "devices/channel/channel.h"
#include "scans/engine/answer.h"
#include "scans/engine/suspendercondition.h"

#include <QString>

#include <optional>

namespace scans {

struct SuspenderSpec
{
    QString name; ///< "ring current"
    QString pv; ///< for messages
    SuspenderCondition condition;
    std::chrono::milliseconds settle{0}; ///< for that long all must be well again before the plan goes on
    QString message; ///< told when tripped, instead of words made from the condition
    PlanFactory before; ///< done once when it interrupts a plan: "close the shutter"
    PlanFactory after; ///< done once before the plan goes on
};

/// Holds plans while a value is not as it should be. Unknown, disconnected and invalid values are not.
/// Thread:  engine's.
/// Owns:    its subscription; keep it no longer than the mailbox.
class Suspender
{
public:
    explicit Suspender(SuspenderSpec spec);

    /// Follows the channel.
    void watch(const devices::ChannelPtr& channel, devices::Mailbox& mailbox);
    /// For values that come in another way.
    void update(const devices::Reading& reading);
    void lost();

    const SuspenderSpec& spec() const { return m_spec; }
    /// What it looks at is not well now. Says nothing of settling.
    bool tripped() const { return m_tripped; }
    /// It has been tripped since seen() was called last, if only for a moment.
    bool hasTripped() const { return m_tripped || m_unseen; }
    void seen() { m_unseen = false; }
    /// How long until plans may go on; nothing while tripped.
    std::optional<std::chrono::milliseconds> remaining(SteadyTime now) const;
    /// "ring current: 3.2 mA is below 10 mA"
    const QString& reason() const { return m_reason; }

private:
    void judge(std::optional<QString> complaint);

    SuspenderSpec m_spec;
    bool m_tripped = true; // until something is known
    bool m_unseen = false; // a trip
    QString m_reason;
    SteadyTime m_wellSince = SteadyTime::min();
    bool m_known = false; // there was a value
    bool m_byValue = false; // rather than by not having one
    devices::Handle m_subscription;
};

} // namespace scans
