#include "storage/verify/verifier.h"

#include "storage/catalogue/catalogue.h"
#include "storage/verify/runverifier.h"

#include <future>
#include <utility>

namespace storage {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds lastLook{5};

} // namespace

Verifier::Verifier(QString cataloguePath)
    : m_cataloguePath(std::move(cataloguePath))
    , m_thread([this] { run(); })
{
}

Verifier::~Verifier()
{
    m_deadline = (Clock::now() + lastLook).time_since_epoch().count();
    m_quit = true;
    m_mailbox.post([] {});
    m_thread.join();
}

void Verifier::look(const QString& runUid)
{
    m_mailbox.post([this, runUid] { verify(runUid); });
}

bool Verifier::drain(std::chrono::milliseconds timeout)
{
    auto promise = std::make_shared<std::promise<void>>();
    auto done = promise->get_future();
    m_mailbox.post([promise] { promise->set_value(); });
    return done.wait_for(timeout) == std::future_status::ready;
}

void Verifier::run()
{
    pthread_setname_np(pthread_self(), "verifier");
    while (!m_quit) {
        m_mailbox.waitFor(Clock::now() + std::chrono::hours(1));
        m_mailbox.drain();
    }
    while (m_mailbox.drain() > 0) { }
}

bool Verifier::hurried() const
{
    return m_quit && Clock::now().time_since_epoch().count() >= m_deadline;
}

void Verifier::verify(const QString& runUid) const
{
    if (hurried())
        return;
    const auto catalogue = Catalogue::open(m_cataloguePath);
    if (!catalogue) {
        qWarning("%s", qPrintable(catalogue.error().message));
        return;
    }
    const auto run = catalogue.value().summary(runUid);
    if (!run) {
        qWarning("%s", qPrintable(run.error().message));
        return;
    }
    const Verification found = RunVerifier::verify(run.value(), [this] { return hurried(); });
    if (found.cancelled)
        return;
    if (!found.problems.isEmpty())
        qWarning("%s: %s", qPrintable(run.value().file), qPrintable(found.text()));
    if (const auto said = catalogue.value().marks().setVerified(runUid, found.state(), found.text()); !said)
        qWarning("%s", qPrintable(said.error().message));
}

} // namespace storage
