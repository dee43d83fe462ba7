#include "simulator/workerthread.h"

#include <pthread.h>

namespace simulator {

WorkerThread::WorkerThread(Host& host, const char* name)
    : m_host(host)
    , m_name(name)
    , m_thread([this] { run(); })
{
}

WorkerThread::~WorkerThread()
{
    m_tasks.post([this] { m_quit = true; });
    m_thread.join();
}

void WorkerThread::submit(Work work)
{
    m_tasks.post([this, work = std::move(work)] { m_host.post(work()); });
}

void WorkerThread::run()
{
    pthread_setname_np(pthread_self(), m_name);
    while (!m_quit) {
        m_tasks.waitFor(std::chrono::steady_clock::now() + std::chrono::hours(1));
        m_tasks.drain();
    }
}

} // namespace simulator
