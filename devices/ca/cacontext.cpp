#include "devices/ca/cacontext.h"

#include "devices/ca/calogging.h"

#include <cadef.h>

#include <QByteArray>
#include <QString>

#include <array>
#include <atomic>
#include <cstdio>
#include <future>
#include <semaphore>

Q_LOGGING_CATEGORY(lcCa, "beamdeck.ca", QtInfoMsg)

namespace devices {

namespace {

thread_local bool inCallback = false;

/// libca's default handler aborts the process at an error that a faulty server sends.
void onException(exception_handler_args args)
{
    const QString context = QString::fromUtf8(args.ctx != nullptr ? args.ctx : "");
    const QString name = args.chid != nullptr ? QString::fromUtf8(ca_name(args.chid)) : context;
    const QString message = QString::fromUtf8(ca_message(args.stat));
    const bool linkLost = args.stat == ECA_DISCONN || args.stat == ECA_UNRESPTMO;
    if (linkLost)
        qCInfo(lcCa).noquote() << context << message;
    else if (args.op == CA_OP_PUT)
        qCWarning(lcCa).noquote() << name << "was not written:" << message;
    else
        qCWarning(lcCa).noquote() << name << message << context;
}

int onMessage(const char* format, va_list arguments)
{
    std::array<char, 512> text{};
    const int length = std::vsnprintf(text.data(), text.size(), format, arguments);
    const QString line = QString::fromUtf8(text.data()).trimmed();
    if (!line.isEmpty())
        qCInfo(lcCa).noquote() << line;
    return length;
}

} // namespace

/// Wakes the context's thread: to send, or to end.
class CaContext::Sender
{
public:
    void request()
    {
        if (!m_requested.exchange(true))
            m_wakeUp.release();
    }
    void stop()
    {
        m_stopped = true;
        request();
    }
    void sendUntilStopped()
    {
        for (;;) {
            m_wakeUp.acquire();
            m_requested = false;
            if (m_stopped)
                return;
            ca_flush_io();
        }
    }

private:
    std::atomic<bool> m_requested = false;
    std::atomic<bool> m_stopped = false;
    std::counting_semaphore<> m_wakeUp{0};
};

CaContext::CaContext()
    : m_sender(std::make_unique<Sender>())
{
    std::promise<ca_client_context*> created;
    std::future<ca_client_context*> handle = created.get_future();
    m_thread = std::thread([created = std::move(created), sender = m_sender.get()]() mutable {
        if (const int status = ca_context_create(ca_enable_preemptive_callback); status != ECA_NORMAL)
            qCCritical(lcCa) << "No Channel Access:" << ca_message(status);
        ca_add_exception_event(onException, nullptr);
        ca_replace_printf_handler(onMessage);
        created.set_value(ca_current_context());
        sender->sendUntilStopped();
        ca_context_destroy();
    });
    m_handle = handle.get();
}

CaContext::~CaContext()
{
    if (ca_current_context() == m_handle)
        ca_detach_context();
    m_sender->stop();
    m_thread.join();
}

void CaContext::attach() const
{
    // Also leaves a context that has been destroyed since.
    if (ca_current_context() == m_handle)
        return;
    ca_detach_context();
    if (const int status = ca_attach_context(m_handle); status != ECA_NORMAL)
        qCWarning(lcCa) << "Thread not attached:" << ca_message(status);
}

void CaContext::flush()
{
    if (inCallback) {
        flushSoon();
        return;
    }
    attach();
    ca_flush_io();
}

void CaContext::flushSoon()
{
    m_sender->request();
}

CaCallback::CaCallback()
    : m_outer(std::exchange(inCallback, true))
{
}

CaCallback::~CaCallback()
{
    inCallback = m_outer;
}

} // namespace devices
