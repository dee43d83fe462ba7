#pragma once

#include <cstddef>
#include <memory>

namespace devices {

/// Bytes on their way to a socket. Grows without clearing, gives large blocks back when it runs empty.
class OutputBuffer
{
public:
    /// Room for `bytes` more, to be filled at once; the pointer ends with the next call.
    char* append(std::size_t bytes);
    void takeBack(std::size_t bytes) { m_end -= bytes; }
    const char* data() const { return m_bytes.get() + m_begin; }
    std::size_t size() const { return m_end - m_begin; }
    void consume(std::size_t bytes);

private:
    static constexpr std::size_t SmallCapacity = 256U << 10U;
    static constexpr std::size_t KeptCapacity = 1U << 20U;

    void makeRoom(std::size_t bytes);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace devices
