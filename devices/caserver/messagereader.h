#pragma once

#include "devices/caserver/wire.h"

#include <functional>
#include <vector>

namespace devices {

/// Cuts a stream of bytes into messages. Memory follows the bytes that came, not what a header claims.
class MessageReader
{
public:
    enum class Step : quint8 {
        NeedMore,
        Message,
        TooLarge, ///< only the header is given; the payload will be skipped
        Broken, ///< the stream cannot be understood any more
    };
    using PayloadLimit = std::function<std::size_t(const WireHeader& header)>;

    explicit MessageReader(PayloadLimit limit)
        : m_limit(std::move(limit))
    {
    }

    /// Where the next bytes may be received to.
    std::span<char> room();
    void received(std::size_t bytes) { m_end += bytes; }
    /// The message's views end with the next call of any kind.
    Step next(WireMessage& message);

private:
    static constexpr std::size_t ChunkBytes = 64U << 10U;

    std::span<const char> waiting() const { return {m_buffer.data() + m_begin, m_end - m_begin}; }
    void skip();

    const PayloadLimit m_limit;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_toSkip = 0;
    std::size_t m_expected = 0; // bytes of the message that is still incomplete
};

} // namespace devices
