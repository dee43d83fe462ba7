#pragma once

#include "devices/channel/mailbox.h"

#include <QString>

#include <atomic>
#include <thread>

namespace storage {

/// The thread ("verifier") which looks at each run once it is complete, and says in the catalogue what it found.
/// Thread:  look from any.
/// Owns:    its thread; the destructor gives what waits some seconds more. A run it does not come to stays unverified.
class Verifier
{
public:
    explicit Verifier(QString cataloguePath);
    ~Verifier();
    Verifier(const Verifier&) = delete;
    Verifier& operator=(const Verifier&) = delete;

    void look(const QString& runUid);
    /// Waits until all that was asked for is looked at; false when that takes longer.
    bool drain(std::chrono::milliseconds timeout);

private:
    void run();
    void verify(const QString& runUid) const;
    bool hurried() const;

    const QString m_cataloguePath;
    devices::Mailbox m_mailbox;
    std::atomic<bool> m_quit{false};
    std::atomic<std::chrono::steady_clock::rep> m_deadline{0}; ///< for what waits when it ends
    std::thread m_thread;
};

} // namespace storage
