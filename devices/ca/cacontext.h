#pragma once

#include <memory>
#include <thread>

struct ca_client_context;

namespace devices {

/// The process's one connection to libca: a preemptive context with handlers for exceptions and messages.
/// Thread:  attach and flush from any; libca calls back from its own threads, one at a time.
/// Owns:    a thread that creates the context and, when the last provider and channel have gone, destroys it.
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
    /// Sends what the calling thread has asked for.
    void flush() const;

private:
    class Stopper;

    std::unique_ptr<Stopper> m_stopper;
    ca_client_context* m_handle = nullptr;
    std::thread m_thread;
};

using CaContextPtr = std::shared_ptr<CaContext>;

} // namespace devices
