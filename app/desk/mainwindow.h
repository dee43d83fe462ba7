#pragma once

#include "app/desk/perspectives.h"
#include "app/desk/settings.h"
#include "app/session/session.h"
#include "widgets/desk.h"
#include "widgets/scancontrol.h"

#include <QMainWindow>

namespace widgets {
class CameraView;
class LevelsView;
class LinksView;
class LiveView;
class MotorPanel;
class PointsView;
class PositionsView;
class RunsView;
class ScanBuilder;
class StripChartView;
class ValuesView;
} // namespace widgets

namespace app {

class StatusLine;
class TopBar;
class ViewDock;

/// The views of the desk, by type, for whoever drives them.
struct Views
{
    widgets::MotorPanel* motors = nullptr;
    widgets::LiveView* live = nullptr;
    widgets::PointsView* points = nullptr;
    widgets::ScanBuilder* scan = nullptr;
    widgets::StripChartView* strip = nullptr;
    widgets::CameraView* camera = nullptr;
    widgets::LevelsView* levels = nullptr;
    widgets::RunsView* runs = nullptr;
    widgets::PositionsView* positions = nullptr;
    widgets::ValuesView* values = nullptr;
    widgets::LinksView* links = nullptr;
};

/// The window: puts the views into docks, joins them, and remembers how they stood.
/// Thread:  GUI.   Owns: desk, scan control, views. The session outlives it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Session& session, Settings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    const Views& views() const { return m_views; }
    widgets::Desk& desk() { return m_desk; }
    widgets::ScanControl& control() { return m_control; }
    Perspectives& perspectives() { return *m_perspectives; }
    ViewDock* dock(const QString& id) const { return m_docks.value(id); }

    void setTheme(plotting::ThemeName name);
    /// Writes layout, strip-chart PVs, scan definition and the like.
    void saveState();

public Q_SLOTS:
    void stopAll();
    /// Shows the view, wherever it is; a view that the perspective lacks joins one of its tabs.
    void reveal(const QString& id);

protected:
    void closeEvent(QCloseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeViews();
    void joinViews();
    void fillFinder();
    void restoreState();

    Session& m_session;
    Settings& m_settings;
    widgets::Desk m_desk;
    widgets::ScanControl m_control;
    Views m_views;
    Perspectives::Docks m_docks;
    std::unique_ptr<Perspectives> m_perspectives;
    TopBar* m_topBar = nullptr;
    plotting::ThemeName m_theme = plotting::ThemeName::Light;
    bool m_closing = false;
};

} // namespace app
