#pragma once

#include "devices/profile/profile.h"
#include "models/runselection.h"
#include "plotting/curveplot.h"
#include "plotting/rasterplot.h"
#include "widgets/pvbinding.h"
#include "widgets/scancontrol.h"
#include "widgets/segmented.h"
#include "widgets/view.h"

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace widgets {

/// The run as it grows, or one opened from its file: curve or raster, what the peak says, and moves to it.
class LiveView : public View
{
    Q_OBJECT

public:
    LiveView(Desk& desk, ScanControl& control, const devices::Profile& profile, QWidget* parent = nullptr);

    plotting::CurvePlot& curve() { return *m_curve; }
    plotting::RasterPlot& raster() { return *m_raster; }

    /// Draws this column, by its label; false if the run has none such.
    bool draw(const QString& column);

public Q_SLOTS:
    void moveToMaximum();
    void moveToCentreOfMass();
    void moveToCentre();

private:
    void buildTools();
    void beginRun();
    void showColumns();
    void addRow(int row);
    void redraw();
    void redrawRaster();
    void showResults();
    void showPosition();
    void watchMotor();
    void offerMove(double x, double y, const QPoint& globalPos, bool onRaster);
    void moveTo(const models::RunSelection::Target& target);
    QString yTitle() const;

    ScanControl& m_control;
    models::ShownRun& m_run;
    models::RunSelection m_selection;
    const devices::Profile& m_profile;
    plotting::CurvePlot* m_curve = nullptr;
    plotting::RasterPlot* m_raster = nullptr;
    QStackedWidget* m_stack = nullptr;
    Segmented* m_mode = nullptr;
    QComboBox* m_yBox = nullptr;
    QComboBox* m_overBox = nullptr;
    QToolButton* m_moveButton = nullptr;
    std::unique_ptr<PvBinding> m_motorX;
    std::unique_ptr<PvBinding> m_motorY;
    std::pair<std::vector<double>, std::vector<double>> m_last; ///< the curve as last evaluated
    bool m_stale = false; ///< points came since
    QString m_ghostMotor; ///< over which the curve on the screen was measured
};

} // namespace widgets
