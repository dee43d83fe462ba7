#pragma once

#include "devices/channel/result.h"
#include "devices/kinds/device.h"
#include "scans/engine/msg.h"
#include "scans/plans/plan.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace scans {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What a command waits for. Dropping it cancels the wait. The engine polls it whenever its mailbox was drained.
class Pending
{
public:
    virtual ~Pending() = default;
    /// Nothing while it takes time; a time-out is an error that says what was waited for.
    virtual std::optional<devices::Result<Reply>> poll(SteadyTime now) = 0;
    virtual SteadyTime deadline() const = 0;
    /// Words for people: "sx to reach 0.700 mm".
    virtual QString what() const = 0;
    /// Devices whose loss of connection ends the wait.
    virtual std::vector<devices::DevicePtr> devices() const { return {}; }
};

using PendingPtr = std::unique_ptr<Pending>;

/// How a command answers: at once, with a failure, later, or by a plan that has to be run first.
using Answer = std::variant<Reply, devices::Error, PendingPtr, Plan>;

/// A command that is registered by name; called on the engine's thread.
using UserCommand = std::function<Answer(const msg::User&)>;

inline Answer toAnswer(devices::Result<Reply> result)
{
    return result ? Answer(std::move(result).value()) : Answer(result.error());
}

inline Answer toAnswer(const devices::Result<void>& result)
{
    return result ? Answer(Reply()) : Answer(result.error());
}

/// The pending wait, or its outcome if it need not wait.
inline Answer toAnswer(PendingPtr pending)
{
    if (auto result = pending->poll(SteadyTime::min()))
        return toAnswer(std::move(*result));
    return pending;
}

} // namespace scans
