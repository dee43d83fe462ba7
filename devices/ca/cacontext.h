#pragma once

#include "devices/ca/caarraylimit.h"
#include "devices/channel/traffic.h"

#include <memory>
#include <thread>

struct ca_client_context;

namespace devices {

/// The process's one connection to libca: a preemptive context with handlers for exceptions and messages.
/// Thread:  attach and flush from any; libca calls back from its own threads, one at a time.
/// Owns:    a thread that creates the context, sends what callbacks ask for and, when the last provider and channel have gone, destroys it.
///          Its last holder must not be a callback of libca.
class CaContext
{
public:
    CaContext();
    ~CaContext();
    CaContext(const CaContext&) = delete;
    CaContext& operator=(const CaContext&) = delete;

    /// Makes the calling thread use this context. A thread that forgets it silently gets another one.
    void attach() const;
    /// Sends what the calling thread has asked for, now.
    void flush();
    /// Leaves it to the context's own thread, so that what is asked for at many channels goes out together.
    void flushSoon();

    const CaArrayLimit& arrayLimit() const { return m_arrayLimit; }
    TrafficLedger& traffic() { return m_traffic; }

private:
    class Sender;

    const CaArrayLimit m_arrayLimit = CaArrayLimit::fromEnvironment();
    TrafficLedger m_traffic;
    const std::unique_ptr<Sender> m_sender;
    ca_client_context* m_handle = nullptr;
    std::thread m_thread;
};

/// To be alive while a callback of libca runs.
class CaCallback
{
public:
    CaCallback();
    ~CaCallback();
    Q_DISABLE_COPY_MOVE(CaCallback)

private:
    const bool m_outer;
};

using CaContextPtr = std::shared_ptr<CaContext>;

} // namespace devices
