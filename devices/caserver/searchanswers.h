#pragma once

#include "devices/caserver/pvdirectory.h"
#include "devices/caserver/wire.h"

#include <functional>

namespace devices {

/// Turns a datagram of name searches into datagrams of answers. Unknown names and bytes that make no sense get none.
class SearchAnswers
{
public:
    using Send = std::function<void(std::span<const char> datagram)>;

    SearchAnswers(const PvDirectory& directory, quint16 port)
        : m_directory(directory)
        , m_port(port)
    {
    }

    void answer(std::span<const char> datagram, const Send& send);

private:
    void add(const WireHeader& request, const Send& send);
    void flush(const Send& send);

    const PvDirectory& m_directory;
    const quint16 m_port;
    std::optional<quint32> m_sequence; // of the datagram at hand
    std::vector<char> m_reply;
};

} // namespace devices
