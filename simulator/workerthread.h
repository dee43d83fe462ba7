#pragma once

#include "simulator/records.h"
#include "simulator/worker.h"

#include "devices/channel/mailbox.h"

#include <thread>

namespace simulator {

/// A worker with a thread of its own.
/// Thread:  made, used and dropped on its host's thread, or while the host's thread does not run.
/// The destructor lets the work that was submitted finish, then joins. The host must outlive it.
class WorkerThread : public Worker
{
public:
    WorkerThread(Host& host, const char* name); ///< `name` as the system shows it, 15 characters at most
    ~WorkerThread() override;
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    void submit(Work work) override;

private:
    void run();

    // host's thread
    Host& m_host;
    // any thread
    devices::Mailbox m_tasks;
    // the worker's own
    const char* const m_name;
    bool m_quit = false;
    // last: starts when everything else is there
    std::thread m_thread;
};

} // namespace simulator
