#include "scans/dryrun/dryrun.h"

#include "scans/engine/runexit.h"
#include "scans/plans/planerror.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

using devices::DevicePtr;
using devices::Result;
using std::chrono::steady_clock;

namespace {

constexpr int MostAnswers = 3;
constexpr int MessagesBetweenLooks = 256;
// Reading and bookkeeping at each point on a Channel Access beamline.
constexpr double PointOverhead = 0.01;

double secondsOf(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

devices::Error tooLate(double seconds)
{
    return {devices::ErrorCode::Timeout,
        QCoreApplication::translate("scans", "Something takes longer than the %1 s that the plan waits for it")
            .arg(seconds, 0, 'g', 3),
        {}};
}

} // namespace

/// What is done about each message: the counterpart of the engine's table of commands. What is not here is answered with nothing.
struct DryRun::Handler
{
    DryRun& run;

    template <typename M>
    Reply operator()(M&)
    {
        return {};
    }
    Reply operator()(msg::OpenRun& message)
    {
        run.m_record.open(
            message, [this](const QString& name) { return run.doubleNamed(name); }, run.m_result);
        return QString();
    }
    Reply operator()(msg::CloseRun&) { return QString(); }
    Reply operator()(msg::DeclareStream&) { return QString(); }
    Reply operator()(msg::Create& message)
    {
        run.m_record.create(message);
        return {};
    }
    Reply operator()(msg::Read& message)
    {
        Readings all;
        qint64 bytes = 0;
        for (const DevicePtr& device : *message.devices) {
            const DryDevicePtr each = run.doubleOf(device);
            const Readings& readings = each->readings();
            all.insert(all.end(), readings.begin(), readings.end());
            bytes += each->bytes();
        }
        run.m_record.read(message.run, bytes);
        return all;
    }
    Reply operator()(msg::Save& message)
    {
        if (run.m_record.save(message.run, run.m_result))
            run.m_clock.pass(PointOverhead);
        return {};
    }
    Reply operator()(msg::Drop& message)
    {
        run.m_record.drop(message.run);
        return {};
    }
    Reply operator()(msg::Locate& message)
    {
        std::vector<devices::Location> found;
        for (const DevicePtr& device : *message.devices)
            found.push_back(run.doubleOf(device)->location());
        return found;
    }
    Reply operator()(msg::Set& message)
    {
        const DryDevicePtr motor = run.doubleOf(message.device);
        const std::optional<double> arrival = motor->moveTo(message.target);
        run.m_result.durationKnown = run.m_result.durationKnown && arrival.has_value();
        run.m_clock.start(message.group, arrival.value_or(0));
        run.m_record.moved(motor);
        return {};
    }
    Reply operator()(msg::SetDwell& message)
    {
        run.doubleOf(message.device)->useDwell(message.dwell);
        return {};
    }
    Reply operator()(msg::Trigger& message)
    {
        run.m_clock.start(message.group, run.doubleOf(message.device)->triggeredUntil());
        return {};
    }
    Reply operator()(msg::Stop& message)
    {
        if (message.device)
            run.doubleOf(message.device)->halt();
        for (std::size_t i = 0; !message.device && i < run.m_order.size(); ++i)
            run.m_order[i]->halt();
        return {};
    }
    Reply operator()(msg::Wait& message)
    {
        const double timeout = secondsOf(message.timeout);
        const bool done = run.m_clock.wait(message.group, timeout);
        if (!done && message.errorOnTimeout)
            throw PlanError(tooLate(timeout));
        return done;
    }
    Reply operator()(msg::WaitFor& message) { return waitsFor(message.what), Reply(true); }
    Reply operator()(msg::Complete& message)
    {
        return waitsFor(QCoreApplication::translate("scans", "%1 to take its points").arg(message.device->name()));
    }
    Reply operator()(msg::Collect&)
    {
        run.m_result.pointsKnown = false;
        return qint64{0};
    }
    Reply operator()(msg::Configure&) { return std::make_shared<const Reconfigured>(); }
    Reply operator()(msg::Rewindable& message)
    {
        run.m_rewindable = message.on.value_or(run.m_rewindable);
        return run.m_rewindable;
    }
    Reply operator()(msg::Pause&) { return waitsFor(QCoreApplication::translate("scans", "somebody to let it go on")); }
    Reply operator()(msg::Sleep& message)
    {
        run.m_clock.pass(message.time.count());
        return {};
    }
    Reply operator()(msg::Now&) { return *run.m_clock.now(); }
    Reply operator()(msg::EnterScope& message)
    {
        run.m_scopes.push_back(std::move(message.cleanup));
        return {};
    }
    Reply operator()(msg::LeaveScope&)
    {
        if (run.m_scopes.empty())
            return {};
        const PlanFactory cleanup = std::move(run.m_scopes.back());
        run.m_scopes.pop_back();
        run.m_runners.push_back(std::make_unique<PlanRunner>(cleanup()));
        return {};
    }
    Reply operator()(msg::Subscribe&) { return qint64{0}; }
    Reply operator()(msg::Input& message)
    {
        // What comes now depends on the answer: it is no problem yet.
        if (run.m_result.questions.isEmpty())
            run.noteProblems();
        run.m_result.questions << message.prompt;
        run.m_result.durationKnown = false;
        run.m_result.pointsKnown = false;
        return QString();
    }
    Reply operator()(msg::User& message)
    {
        return waitsFor(QCoreApplication::translate("scans", "the command %1").arg(message.name));
    }

private:
    Reply waitsFor(const QString& what)
    {
        run.m_result.durationKnown = false;
        if (!what.isEmpty() && !run.m_result.waits.contains(what))
            run.m_result.waits << what;
        return {};
    }
};

DryRun::DryRun(const PlanSpec& spec, const QJsonObject& parameters, const PlanDevices& devices)
    : DryRun(spec, parameters, devices, Most())
{
}

DryRun::DryRun(const PlanSpec& spec, const QJsonObject& parameters, const PlanDevices& devices, Most most)
    : m_most(most)
{
    const PlanDevices doubles{[this, devices](const QString& name) -> Result<DevicePtr> {
        const Result<DevicePtr> real = devices.find(name);
        return real ? Result<DevicePtr>(doubleOf(real.value())) : real.error();
    }};
    const Result<PlanFactory> plan = spec.make(parameters, doubles);
    if (plan) {
        begin(plan.value());
        return;
    }
    m_result.problems.push_back(plan.error());
    m_done = true;
}

DryRun::DryRun(const PlanFactory& plan)
    : DryRun(plan, Most())
{
}

DryRun::DryRun(const PlanFactory& plan, Most most)
    : m_most(most)
{
    begin(plan);
}

DryRun::~DryRun() = default;

void DryRun::begin(const PlanFactory& plan)
{
    m_runners.push_back(std::make_unique<PlanRunner>(plan()));
}

DryDevicePtr DryRun::doubleOf(const DevicePtr& device)
{
    if (const auto found = m_doubles.find(device.get()); found != m_doubles.end())
        return found->second;
    auto made = std::make_shared<DryDevice>(device, m_clock.now());
    m_doubles.emplace(device.get(), made);
    m_doubles.emplace(made.get(), made);
    m_order.push_back(made);
    return made;
}

DryDevicePtr DryRun::doubleNamed(const QString& name) const
{
    const auto found
        = std::find_if(m_order.begin(), m_order.end(), [&name](const auto& each) { return each->name() == name; });
    return found == m_order.end() ? nullptr : *found;
}

bool DryRun::advance(steady_clock::duration budget)
{
    const steady_clock::time_point end = steady_clock::now() + budget;
    while (!m_done) {
        for (int i = 0; i < MessagesBetweenLooks && !m_done; ++i)
            step();
        if (steady_clock::now() >= end)
            break;
    }
    return m_done;
}

const DryResult& DryRun::finish()
{
    while (!m_done)
        step();
    return m_result;
}

const DryResult& DryRun::giveUp()
{
    if (!m_done) {
        m_result.complete = false;
        close();
    }
    return m_result;
}

DryResult DryRun::result() const
{
    if (m_done)
        return m_result;
    DryResult soFar = m_result;
    soFar.complete = false;
    soFar.duration = std::chrono::duration<double>(*m_clock.now());
    m_record.extrapolate(soFar);
    return soFar;
}

void DryRun::step()
{
    PlanRunner& plan = *m_runners.back();
    Msg* message
        = m_thrown ? plan.resumeWith(std::exchange(m_thrown, nullptr)) : plan.resume(std::exchange(m_reply, Reply()));
    if (!message)
        return ended();
    try {
        m_reply = std::visit(Handler{*this}, *message);
    } catch (...) {
        m_thrown = std::current_exception();
    }
    const bool tooMany = !m_record.declared() && m_result.points >= m_most.undeclaredPoints;
    if (++m_messages >= m_most.messages || tooMany || m_result.questions.size() > MostAnswers)
        giveUp();
}

void DryRun::ended()
{
    const std::exception_ptr failure = m_runners.back()->failure();
    m_runners.pop_back();
    m_reply = Reply();
    if (!m_runners.empty()) {
        m_thrown = failure;
        return;
    }
    if (failure)
        setFailure(failure);
    if (m_scopes.empty())
        return close();
    const PlanFactory cleanup = std::move(m_scopes.back());
    m_scopes.pop_back();
    begin(cleanup);
}

void DryRun::setFailure(const std::exception_ptr& failure)
{
    if (!m_result.questions.isEmpty())
        return;
    const RunExit exit = exitFor(failure);
    m_result.problems.push_back({devices::ErrorCode::BadValue, exit.reason, exit.device});
}

/// Limits come first: what the plan says itself may follow from them.
void DryRun::noteProblems()
{
    std::vector<devices::Error> problems;
    for (const DryDevicePtr& device : m_order) {
        for (LimitProblem& problem : device->limitProblems()) {
            problems.push_back(problem.error);
            m_result.limits.push_back(std::move(problem));
        }
        if (device->trouble())
            problems.push_back(*device->trouble());
    }
    m_result.problems.insert(m_result.problems.begin(), problems.begin(), problems.end());
}

void DryRun::close()
{
    m_done = true;
    m_runners.clear();
    m_scopes.clear();
    m_result.duration = std::chrono::duration<double>(*m_clock.now());
    m_record.extrapolate(m_result);
    if (m_result.questions.isEmpty())
        noteProblems();
    for (const DryDevicePtr& device : m_order) {
        if (device->extent())
            m_result.extents.push_back(*device->extent());
    }
}

DryResult dryRun(const PlanSpec& spec, const QJsonObject& parameters, const PlanDevices& devices)
{
    return DryRun(spec, parameters, devices).finish();
}

} // namespace scans
