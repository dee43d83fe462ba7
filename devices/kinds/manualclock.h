#pragma once

#include "devices/kinds/softclock.h"

#include <map>
#include <memory>

namespace devices {

/// A clock that goes only when it is wound, so that what moves can be looked at half-way.
class ManualClock : public SoftClock
{
public:
    Seconds now() const override { return m_now; }
    Handle at(Seconds time, std::function<void()> task) override;

    /// Runs what falls due on the way, in order, each at its time.
    void advance(Seconds by);

private:
    using Tasks = std::multimap<Seconds, std::weak_ptr<std::function<void()>>>;

    Seconds m_now{0};
    Tasks m_tasks;
};

} // namespace devices
