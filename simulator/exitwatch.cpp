#include "simulator/exitwatch.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace simulator {

namespace {

int signalDescriptor()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&signals, number);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

devices::Error systemError(const QString& what)
{
    return {devices::ErrorCode::Io, what + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(errno)), {}};
}

} // namespace

ExitWatch::Descriptor::~Descriptor()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

ExitWatch::ExitWatch(std::function<void()> ended)
    : m_ended(std::move(ended))
    , m_parent(getppid())
    , m_signals(signalDescriptor())
    , m_signalNotifier(watch(m_signals.get()))
{
}

std::unique_ptr<QSocketNotifier> ExitWatch::watch(int descriptor)
{
    auto notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [this] { m_ended(); });
    return notifier;
}

devices::Result<void> ExitWatch::followParent()
{
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0)
        return systemError(QCoreApplication::translate("simulator", "cannot watch the parent process"));
    // Adopted between the two calls, or even before: the signal will not come.
    if (m_parent == 1 || getppid() != m_parent)
        return devices::Error{
            devices::ErrorCode::Stopped, QCoreApplication::translate("simulator", "the parent process has ended"), {}};
    return {};
}

devices::Result<void> ExitWatch::followProcess(int pid)
{
    m_process = std::make_unique<Descriptor>(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
    if (m_process->get() < 0)
        return systemError(QCoreApplication::translate("simulator", "cannot watch process %1").arg(pid));
    m_processNotifier = watch(m_process->get());
    return {};
}

} // namespace simulator
