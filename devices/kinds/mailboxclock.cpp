#include "devices/kinds/mailboxclock.h"

namespace devices {

namespace {

class Timer : public Handle::Guard
{
public:
    Timer(Mailbox& mailbox, std::chrono::steady_clock::time_point time, std::function<void()> task)
        : m_mailbox(mailbox)
        , m_key(mailbox.postAt(time, std::move(task)))
    {
    }
    ~Timer() override { m_mailbox.cancel(m_key); }
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

private:
    Mailbox& m_mailbox;
    const Mailbox::TimerKey m_key;
};

} // namespace

Handle MailboxClock::at(Seconds time, std::function<void()> task)
{
    using Steady = std::chrono::steady_clock;
    return Handle(std::make_shared<Timer>(
        m_mailbox, Steady::time_point(std::chrono::ceil<Steady::duration>(time)), std::move(task)));
}

} // namespace devices
