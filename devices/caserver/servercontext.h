#pragma once

#include "devices/caserver/access/accessrules.h"
#include "devices/caserver/caserver.h"
#include "devices/caserver/pvdirectory.h"
#include "devices/caserver/serverloop.h"

#include <atomic>

namespace devices {

class ServerSession;

/// A number that one thread changes and others may read.
class Tally
{
public:
    void add(qint64 difference = 1)
    {
        m_number.store(m_number.load(std::memory_order_relaxed) + difference, std::memory_order_relaxed);
    }
    quint64 value() const { return static_cast<quint64>(m_number.load(std::memory_order_relaxed)); }

private:
    std::atomic<qint64> m_number = 0;
};

/// What the parts of one server share. Everything but the tallies belongs to the server's thread.
struct ServerContext
{
    const CaServerOptions options;
    ServerLoop loop{};
    PvDirectory directory = {};
    std::shared_ptr<const AccessRules> rules = {}; ///< null: all is allowed
    quint16 port = 0; ///< of this run
    quint32 lastSid = 0; ///< ids are never used twice
    std::vector<ServerSession*> touched = {}; ///< have something to do when the turn ends

    Tally clients = {};
    Tally channels = {};
    Tally subscriptions = {};
    Tally updatesSent = {};
    Tally updatesReplaced = {};
};

} // namespace devices
