#include "devices/ca/cacontext.h"

#include "devices/ca/calogging.h"

#include <cadef.h>

#include <QByteArray>
#include <QString>

#include <cstdio>
#include <future>

Q_LOGGING_CATEGORY(lcCa, "beamdeck.ca", QtInfoMsg)

namespace devices {

namespace {

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

class CaContext::Stopper
{
public:
    std::promise<void> stop;
};

CaContext::CaContext()
    : m_stopper(std::make_unique<Stopper>())
{
    std::promise<ca_client_context*> created;
    std::future<ca_client_context*> handle = created.get_future();
    m_thread = std::thread([created = std::move(created), stopped = m_stopper->stop.get_future()]() mutable {
        if (const int status = ca_context_create(ca_enable_preemptive_callback); status != ECA_NORMAL)
            qCCritical(lcCa) << "No Channel Access:" << ca_message(status);
        ca_add_exception_event(onException, nullptr);
        ca_replace_printf_handler(onMessage);
        created.set_value(ca_current_context());
        stopped.wait();
        ca_context_destroy();
    });
    m_handle = handle.get();
}

CaContext::~CaContext()
{
    if (ca_current_context() == m_handle)
        ca_detach_context();
    m_stopper->stop.set_value();
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

void CaContext::flush() const
{
    attach();
    ca_flush_io();
}

} // namespace devices
