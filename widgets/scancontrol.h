#pragma once

#include "models/shownrun.h"
#include "scans/dryrun/dryrunner.h"
#include "scans/engine/runengine.h"
#include "scans/plans/planspec.h"
#include "widgets/desk.h"

#include <QJsonObject>
#include <QObject>

namespace widgets {

/// The scan engine as the GUI sees it: requests go there at once, answers and documents come back with the display's frames.
/// Thread:  GUI. What it hands to the engine's thread holds no reference to it after destruction.
class ScanControl : public QObject
{
    Q_OBJECT

public:
    /// `devices` is only used on the engine's thread. Engine and desk outlive the control.
    ScanControl(Desk& desk, scans::RunEngine& engine, scans::PlanDevices devices, QObject* parent = nullptr);
    ~ScanControl() override;

    const scans::EngineReport& report() const { return m_report; }
    bool isBusy() const { return m_report.state != scans::EngineState::Idle; }
    models::ShownRun& run() { return m_run; }

    /// Answered by foreseen(); of several requests under way only the last is answered.
    void foresee(const QString& planId, const QJsonObject& parameters);
    void start(const QString& planId, const QJsonObject& parameters, const QJsonObject& metadata,
        scans::FailurePolicy policy = {});
    /// Moves motors together through the engine, as "move to the peak" does; refused while a plan runs.
    void moveMotors(const std::vector<std::pair<QString, double>>& targets);
    /// Deferred: at the next checkpoint, when the point under way is complete.
    void pause(bool deferred = false) { m_engine.pause(deferred); }
    void resume() { m_engine.resume(); }
    void skip() { m_engine.skip(); }
    void answer(const QString& text) { m_engine.answer(text); }
    void stop() { m_engine.stop(tr("stopped by the user")); }
    void abort(const QString& reason) { m_engine.abort(reason); }

Q_SIGNALS:
    void reportChanged(const scans::EngineReport& report);
    /// What the plan would do. It may come several times, not `complete` at first.
    void foreseen(const scans::DryResult& result);
    void refused(const QString& reason);
    void finished(const scans::RunOutcome& outcome);

private:
    class Bridge;

    void takeDocuments();

    Desk& m_desk;
    scans::RunEngine& m_engine;
    const scans::PlanDevices m_devices;
    scans::DocumentQueuePtr m_documents;
    std::shared_ptr<Bridge> m_bridge;
    models::ShownRun m_run;
    scans::EngineReport m_report;
    scans::DryRunner m_dryRunner;
    quint64 m_foreseen = 0;
};

} // namespace widgets
