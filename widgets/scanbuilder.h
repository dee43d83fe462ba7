#pragma once

#include "widgets/planform.h"
#include "widgets/pvbinding.h"
#include "widgets/scancontrol.h"
#include "widgets/view.h"

#include <QTimer>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QLayout;
class QToolButton;

namespace widgets {

class FailureChoice;
class PathPreview;
class ScanNotice;

/// Builds a scan by form, tells what it will do, and runs it: start, pause, resume, stop, abort.
class ScanBuilder : public View
{
    Q_OBJECT

public:
    ScanBuilder(Desk& desk, ScanControl& control, const devices::Profile& profile, QWidget* parent = nullptr);

    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    QString planId() const;
    QJsonObject parameters() const;
    void show(const QString& planId, const QJsonObject& parameters);

public Q_SLOTS:
    void start();

private:
    PlanForm& currentForm() const;
    void build(const devices::Profile& profile);
    QWidget* buildPlanTabs(const devices::Profile& profile);
    QWidget* buildOtherPlans(QWidget* parent);
    QWidget* buildButtons();
    void buildPauseMenu(QWidget* parent);
    QLayout* buildCommon(QWidget* parent);
    QString checksText(const scans::DryResult& result) const;
    void watchUnits(const devices::Profile& profile);
    void askForecast();
    void showForecast(const scans::DryResult& result);
    void showReport(const scans::EngineReport& report);
    void pauseOrResume();
    void confirmAbort();

    ScanControl& m_control;
    std::vector<PlanForm*> m_forms;
    std::vector<std::unique_ptr<PvBinding>> m_units;
    QButtonGroup* m_tabs = nullptr;
    QWidget* m_stack = nullptr;
    QLineEdit* m_sample = nullptr;
    FailureChoice* m_failure = nullptr;
    PathPreview* m_path = nullptr;
    ScanNotice* m_notice = nullptr;
    QLabel* m_checks = nullptr;
    QLabel* m_summary = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_activity = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_pause = nullptr;
    QToolButton* m_pauseMenu = nullptr;
    QToolButton* m_others = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_abort = nullptr;
    QTimer m_forecastTimer;
    bool m_startable = false;
};

} // namespace widgets
