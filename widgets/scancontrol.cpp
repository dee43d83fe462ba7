#include "widgets/scancontrol.h"

#include "scans/plans/preprocessors.h"

#include <QJsonArray>

namespace widgets {

namespace {

constexpr std::size_t DocumentCapacity = 65536;

} // namespace

/// Posts to the display's mailbox for as long as the control lives; the engine's thread may hold it longer.
class ScanControl::Bridge
{
public:
    explicit Bridge(ScanControl& control)
        : m_mailbox(control.m_desk.pump().sharedMailbox())
        , m_control(&control)
    {
    }

    /// GUI thread.
    void close() { m_control = nullptr; }

    /// `task` runs on the GUI thread, unless the control is gone by then.
    static void post(const std::shared_ptr<Bridge>& self, std::function<void(ScanControl&)> task)
    {
        self->m_mailbox->post([self, task = std::move(task)] {
            if (self->m_control)
                task(*self->m_control);
        });
    }

private:
    const std::shared_ptr<devices::Mailbox> m_mailbox;
    ScanControl* m_control; // GUI thread
};

ScanControl::ScanControl(Desk& desk, scans::RunEngine& engine, scans::PlanDevices devices, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_engine(engine)
    , m_devices(std::move(devices))
    , m_documents(
          std::make_shared<scans::DocumentQueue>(QStringLiteral("display"), scans::Service::Lossy, DocumentCapacity))
    , m_bridge(std::make_shared<Bridge>(*this))
    , m_dryRunner(engine, m_devices)
{
    m_engine.subscribe(m_documents);
    m_engine.setReportListener([bridge = m_bridge](const scans::EngineReport& report) {
        Bridge::post(bridge, [report](ScanControl& self) {
            self.m_report = report;
            Q_EMIT self.reportChanged(report);
        });
    });
    connect(&desk.pump(), &DisplayPump::frame, this, &ScanControl::takeDocuments);
}

ScanControl::~ScanControl()
{
    m_bridge->close();
    m_engine.setReportListener({});
    m_engine.unsubscribe(m_documents);
}

void ScanControl::takeDocuments()
{
    for (const scans::Document& document : m_documents->pop())
        m_run.consume(document);
}

void ScanControl::foresee(const QString& planId, const QJsonObject& parameters)
{
    const scans::PlanSpec* spec = scans::findPlan(planId);
    if (!spec)
        return;
    m_dryRunner.request(
        *spec, parameters, [bridge = m_bridge, number = ++m_foreseen](const scans::DryResult& result, bool) {
            Bridge::post(bridge, [result, number](ScanControl& self) {
                if (number == self.m_foreseen)
                    Q_EMIT self.foreseen(result);
            });
        });
}

void ScanControl::start(
    const QString& planId, const QJsonObject& parameters, const QJsonObject& metadata, scans::FailurePolicy policy)
{
    const scans::PlanSpec* spec = scans::findPlan(planId);
    if (!spec) {
        Q_EMIT refused(tr("There is no plan called \"%1\"").arg(planId));
        return;
    }
    m_engine.post([engine = &m_engine, spec, parameters, metadata, policy, devices = m_devices, bridge = m_bridge] {
        const auto refuse = [bridge](const QString& reason) {
            Bridge::post(bridge, [reason](ScanControl& self) {
                self.m_desk.say(reason, Desk::Tone::Refusal);
                Q_EMIT self.refused(reason);
            });
        };
        const devices::Result<scans::PlanFactory> plan = spec->make(parameters, devices);
        if (!plan) {
            refuse(plan.error().message);
            return;
        }
        const auto done = [bridge](const scans::RunOutcome& outcome) {
            Bridge::post(bridge, [outcome](ScanControl& self) {
                if (!outcome.success && !outcome.reason.isEmpty())
                    self.m_desk.say(outcome.reason, Desk::Tone::Refusal);
                Q_EMIT self.finished(outcome);
            });
        };
        if (const devices::Result<void> started
            = engine->start(scans::withPolicy(plan.value(), policy), metadata, done);
            !started)
            refuse(started.error().message);
    });
}

void ScanControl::moveMotors(const std::vector<std::pair<QString, double>>& targets)
{
    QJsonArray axes;
    for (const auto& [motor, target] : targets)
        axes.append(QJsonObject{{QStringLiteral("motor"), motor}, {QStringLiteral("position"), target}});
    start(QStringLiteral("mv"), {{QStringLiteral("axes"), axes}}, {});
}

} // namespace widgets
