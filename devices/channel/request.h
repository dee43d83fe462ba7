#pragma once

#include <memory>
#include <utility>

namespace devices {

/// Handle of something asked for or subscribed to. Dropping it on the reader's thread cancels: no callback follows.
/// Dropping the last handle elsewhere is allowed too, but a callback that already runs may then still finish.
class Handle
{
public:
    /// What the handle keeps alive; its destructor undoes the request.
    class Guard
    {
    public:
        virtual ~Guard() = default;
    };

    Handle() = default;
    explicit Handle(std::shared_ptr<Guard> guard)
        : m_guard(std::move(guard))
    {
    }
    Handle(Handle&&) noexcept = default;
    Handle& operator=(Handle&&) noexcept = default;

    explicit operator bool() const { return m_guard != nullptr; }
    void reset() { m_guard.reset(); }

private:
    std::shared_ptr<Guard> m_guard;
};

} // namespace devices
