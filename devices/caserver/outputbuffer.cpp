#include "devices/caserver/outputbuffer.h"

#include <algorithm>
#include <cstring>

namespace devices {

char* OutputBuffer::append(std::size_t bytes)
{
    if (m_capacity - m_end < bytes)
        makeRoom(bytes);
    char* const room = m_bytes.get() + m_end;
    m_end += bytes;
    return room;
}

void OutputBuffer::makeRoom(std::size_t bytes)
{
    const std::size_t used = size();
    if (used + bytes <= m_capacity && m_begin >= used) {
        std::memcpy(m_bytes.get(), m_bytes.get() + m_begin, used);
    } else {
        // Doubling a buffer that holds a large array would waste as much again.
        const std::size_t wanted = used + bytes;
        m_capacity = wanted > KeptCapacity ? wanted : std::max({SmallCapacity / 16, wanted, 2 * used});
        auto grown = std::make_unique_for_overwrite<char[]>(m_capacity);
        if (used > 0)
            std::memcpy(grown.get(), m_bytes.get() + m_begin, used);
        m_bytes = std::move(grown);
    }
    m_begin = 0;
    m_end = used;
}

void OutputBuffer::consume(std::size_t bytes)
{
    m_begin += bytes;
    if (m_begin < m_end)
        return;
    m_begin = 0;
    m_end = 0;
    if (m_capacity > KeptCapacity) {
        m_bytes.reset();
        m_capacity = 0;
    }
}

} // namespace devices
