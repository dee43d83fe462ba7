#pragma once

#include "devices/channel/result.h"

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace simulator {

/// Tells a program that it should end: on SIGINT, SIGTERM and SIGHUP, or because another process has ended.
/// Thread:  constructed on the main thread before any other thread exists, so that all inherit the blocked signals.
/// Source:  signalfd(2), pidfd_open(2), prctl(2): Linux only.
class ExitWatch
{
public:
    explicit ExitWatch(std::function<void()> ended);

    /// Ends when the parent does, even one that is killed; at once if it has already gone.
    devices::Result<void> followParent();
    /// Ends when the process `pid` does.
    devices::Result<void> followProcess(int pid);

private:
    class Descriptor
    {
    public:
        explicit Descriptor(int descriptor = -1)
            : m_descriptor(descriptor)
        {
        }
        ~Descriptor();
        Descriptor(const Descriptor&) = delete;
        Descriptor& operator=(const Descriptor&) = delete;
        int get() const { return m_descriptor; }

    private:
        const int m_descriptor;
    };

    std::unique_ptr<QSocketNotifier> watch(int descriptor);

    const std::function<void()> m_ended;
    const int m_parent;
    const Descriptor m_signals;
    std::unique_ptr<Descriptor> m_process;
    std::unique_ptr<QSocketNotifier> m_signalNotifier;
    std::unique_ptr<QSocketNotifier> m_processNotifier;
};

} // namespace simulator
