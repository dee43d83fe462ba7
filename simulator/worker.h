#pragma once

#include <functional>

namespace simulator {

/// Does what would keep the server's thread from its clients.
class Worker
{
public:
    using Done = std::function<void()>;
    using Work = std::function<Done()>;

    virtual ~Worker() = default;
    /// Runs `work` elsewhere, after all that was submitted before; what it returns then runs on the host's thread.
    virtual void submit(Work work) = 0;
};

} // namespace simulator
