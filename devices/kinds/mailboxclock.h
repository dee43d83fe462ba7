#pragma once

#include "devices/channel/mailbox.h"
#include "devices/kinds/softclock.h"

namespace devices {

/// The steady clock, whose tasks run where the mailbox is drained. The mailbox outlives it.
class MailboxClock : public SoftClock
{
public:
    explicit MailboxClock(Mailbox& mailbox)
        : m_mailbox(mailbox)
    {
    }

    Seconds now() const override { return std::chrono::steady_clock::now().time_since_epoch(); }
    Handle at(Seconds time, std::function<void()> task) override;

private:
    Mailbox& m_mailbox;
};

} // namespace devices
