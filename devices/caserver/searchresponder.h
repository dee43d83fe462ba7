#pragma once

#include "devices/caserver/searchanswers.h"
#include "devices/caserver/serversockets.h"

namespace devices {

class ServerLoop;

/// Answers name searches that come as datagrams.
class SearchResponder
{
public:
    /// The sockets are the owner's and outlive the responder.
    SearchResponder(ServerLoop& loop, const PvDirectory& directory, const ServerSockets& sockets);
    ~SearchResponder();
    SearchResponder(const SearchResponder&) = delete;
    SearchResponder& operator=(const SearchResponder&) = delete;

private:
    void receive(int fd);

    ServerLoop& m_loop;
    const ServerSockets& m_sockets;
    SearchAnswers m_answers;
    std::vector<char> m_received;
};

} // namespace devices
