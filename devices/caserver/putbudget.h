#pragma once

#include <cstddef>

namespace devices {

/// How much one client may have waiting in puts with completion.
class PutBudget
{
public:
    explicit PutBudget(std::size_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    bool reserve(std::size_t bytes)
    {
        if (m_puts >= MaxPuts || m_bytes + bytes > m_maxBytes)
            return false;
        ++m_puts;
        m_bytes += bytes;
        return true;
    }

    void release(std::size_t bytes)
    {
        --m_puts;
        m_bytes -= bytes;
    }

private:
    static constexpr std::size_t MaxPuts = 4096;

    const std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    std::size_t m_puts = 0;
};

} // namespace devices
