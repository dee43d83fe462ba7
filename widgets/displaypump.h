#pragma once

#include "devices/channel/mailbox.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace widgets {

/// Brings values to the screen: drains the GUI's mailbox at the display rate, so that the GUI's cost follows what is shown and
/// not what servers send. Falls back to a lower rate while a drain takes longer than half a frame.
/// Thread:  GUI; its mailbox may be posted to from any.
class DisplayPump : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds FramePeriod{33};

    explicit DisplayPump(QObject* parent = nullptr);

    devices::Mailbox& mailbox() { return *m_mailbox; }
    /// For threads that may still post when the pump is gone; what they post then is never run.
    std::shared_ptr<devices::Mailbox> sharedMailbox() const { return m_mailbox; }
    /// Longest drain since the last call, for diagnostics.
    std::chrono::microseconds takeLongestFrame();

Q_SIGNALS:
    /// After each drain.
    void frame();

private:
    void drain();

    const std::shared_ptr<devices::Mailbox> m_mailbox = std::make_shared<devices::Mailbox>();
    QTimer m_timer;
    std::chrono::microseconds m_longest{0};
};

} // namespace widgets
