#include "scans/engine/runengine.h"

#include "scans/engine/enginecore.h"
#include "scans/engine/reportboard.h"

#include <QCoreApplication>

#include <pthread.h>

#include <atomic>
#include <thread>

namespace scans {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds AbortPatience{10};

EngineSettings settingsOf(RunEngine::Options options)
{
    EngineSettings settings;
    settings.profileMetadata = std::move(options.profileMetadata);
    settings.sessionMetadata = std::move(options.sessionMetadata);
    settings.nextScanId = std::move(options.nextScanId);
    if (!settings.nextScanId)
        settings.nextScanId = [last = std::make_shared<qint64>(0)] { return ++*last; };
    settings.preflight = std::move(options.preflight);
    settings.resumeWhenConnected = options.resumeWhenConnected;
    settings.reconnectSettle = options.reconnectSettle;
    settings.failurePolicy = options.failurePolicy;
    return settings;
}

} // namespace

class RunEngine::Private
{
public:
    explicit Private(Options options)
        : m_mailbox([this] { m_called.store(true, std::memory_order_relaxed); })
        , m_dispatcher([this] { m_mailbox.post([] {}); })
        , m_core(settingsOf(std::move(options)), m_dispatcher, m_board, [this] { m_busy = false; })
        , m_thread([this] { loop(); })
    {
    }

    ~Private()
    {
        m_mailbox.post([this] {
            m_quit = true;
            m_core.abort(QCoreApplication::translate("scans", "The program was closed"));
            // A plan that does not want to hear of it.
            m_mailbox.postAt(steady_clock::now() + AbortPatience, [this] { m_core.halt(); });
        });
        m_thread.join();
    }

    // Any thread.
    devices::Mailbox m_mailbox;
    ReportBoard m_board;
    std::atomic<bool> m_busy = false;

    // Engine's thread.
    Dispatcher m_dispatcher;
    EngineCore m_core;

private:
    void loop();
    void leave();

    std::atomic<bool> m_called = false; // something is in the mailbox
    bool m_quit = false; // engine's thread
    std::thread m_thread; // last: everything is there when it begins
};

void RunEngine::Private::loop()
{
    pthread_setname_np(pthread_self(), "engine");
    while (!m_quit || !m_core.idle()) {
        m_called.store(false, std::memory_order_relaxed);
        m_mailbox.drain();
        const SteadyTime wakeAt = m_core.turn(m_called);
        if (wakeAt == SteadyTime::min() || (m_quit && m_core.idle()))
            continue;
        // Some standard libraries compute with the deadline: keep it within reach.
        m_mailbox.waitFor(std::min(wakeAt, steady_clock::now() + std::chrono::hours(1)));
    }
    leave();
}

// Devices end on this thread, and their last tasks run while the mailbox is alive.
void RunEngine::Private::leave()
{
    const SteadyTime deadline = steady_clock::now() + std::chrono::seconds(2);
    while (m_dispatcher.blocked() && steady_clock::now() < deadline) {
        m_mailbox.waitFor(deadline);
        m_mailbox.drain();
        m_dispatcher.flush();
    }
    m_core.settings().baseline = makeDeviceList({});
    m_core.suspenders().clear();
    while (m_mailbox.drain() > 0) { }
}

RunEngine::RunEngine()
    : RunEngine(Options())
{
}

RunEngine::RunEngine(Options options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

RunEngine::~RunEngine() = default;

devices::Mailbox& RunEngine::mailbox()
{
    return d->m_mailbox;
}

void RunEngine::post(std::function<void()> task)
{
    d->m_mailbox.post(std::move(task));
}

devices::Result<void> RunEngine::start(
    PlanFactory plan, QJsonObject metadata, std::function<void(const RunOutcome&)> done)
{
    if (!plan)
        return devices::Error{
            devices::ErrorCode::BadValue, QCoreApplication::translate("scans", "There is no plan to start"), {}};
    if (d->m_busy.exchange(true))
        return devices::Error{
            devices::ErrorCode::Refused, QCoreApplication::translate("scans", "Another plan is running"), {}};
    post([core = &d->m_core, plan = std::move(plan), metadata = std::move(metadata), done = std::move(done)] {
        core->start(plan, metadata, done);
    });
    return {};
}

void RunEngine::pause(bool deferred)
{
    post([core = &d->m_core, deferred] { core->pause(deferred); });
}

void RunEngine::resume()
{
    post([core = &d->m_core] { core->resume(); });
}

void RunEngine::stop(const QString& reason)
{
    post([core = &d->m_core, reason] { core->stop(reason); });
}

void RunEngine::abort(const QString& reason)
{
    post([core = &d->m_core, reason] { core->abort(reason); });
}

void RunEngine::halt()
{
    post([core = &d->m_core] { core->halt(); });
}

EngineState RunEngine::state() const
{
    const bool busy = d->m_busy;
    const EngineState state = d->m_board.state();
    // Accepted, but not begun yet.
    return busy && state == EngineState::Idle ? EngineState::Running : state;
}

EngineReport RunEngine::report() const
{
    const bool busy = d->m_busy;
    EngineReport report = d->m_board.last();
    if (busy && report.state == EngineState::Idle) {
        report = EngineReport();
        report.state = EngineState::Running;
    }
    return report;
}

void RunEngine::setReportListener(std::function<void(const EngineReport&)> listener)
{
    d->m_board.setListener(std::move(listener));
}

void RunEngine::setBaseline(std::vector<devices::DevicePtr> devices)
{
    post([core = &d->m_core, list = makeDeviceList(std::move(devices))] { core->settings().baseline = list; });
}

void RunEngine::setSessionMetadata(QJsonObject metadata)
{
    post([core = &d->m_core, metadata = std::move(metadata)] { core->settings().sessionMetadata = metadata; });
}

void RunEngine::skip()
{
    post([core = &d->m_core] { core->skip(); });
}

void RunEngine::answer(const QString& text)
{
    post([core = &d->m_core, text] { core->answer(text); });
}

qint64 RunEngine::subscribe(DocumentQueuePtr queue, Subscription subscription)
{
    const qint64 token = d->m_dispatcher.newToken();
    post([dispatcher = &d->m_dispatcher, queue = std::move(queue), subscription, token] {
        dispatcher->subscribe(queue, subscription, token);
    });
    return token;
}

void RunEngine::unsubscribe(const DocumentQueuePtr& queue)
{
    post([dispatcher = &d->m_dispatcher, queue] { dispatcher->unsubscribe(queue); });
}

void RunEngine::unsubscribe(qint64 token)
{
    post([dispatcher = &d->m_dispatcher, token] { dispatcher->unsubscribe(token); });
}

void RunEngine::addConsumers(ConsumerFactory factory)
{
    post([dispatcher = &d->m_dispatcher, factory = std::move(factory)] { dispatcher->addFactory(factory); });
}

void RunEngine::addSuspender(SuspenderPtr suspender)
{
    post([core = &d->m_core, suspender = std::move(suspender)] { core->suspenders().add(suspender); });
}

void RunEngine::removeSuspender(SuspenderPtr suspender)
{
    post([core = &d->m_core, suspender = std::move(suspender)] { core->suspenders().remove(suspender); });
}

void RunEngine::addWrapper(PlanWrapper wrapper)
{
    post([core = &d->m_core, wrapper = std::move(wrapper)] { core->settings().wrappers.push_back(wrapper); });
}

void RunEngine::registerCommand(const QString& name, UserCommand command)
{
    post([core = &d->m_core, name, command = std::move(command)] { core->settings().commands[name] = command; });
}

} // namespace scans
