#include "widgets/liveview.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

enum Mode { Curve, Raster };

QString number(double value)
{
    return QString::number(value, 'g', 5);
}

} // namespace

LiveView::LiveView(Desk& desk, ScanControl& control, const devices::Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("live"), tr("Live"), parent)
    , m_control(control)
    , m_run(control.run())
    , m_selection(m_run)
    , m_profile(profile)
    , m_curve(new plotting::CurvePlot(this))
    , m_raster(new plotting::RasterPlot(this))
    , m_stack(new QStackedWidget(this))
{
    m_curve->setEmptyText(tr("No run yet. Define a scan at the right and press Start, or open a run from the list."));
    m_raster->setEmptyText(tr("No mesh yet. Choose Mesh in the scan builder."));
    m_curve->addCurve(QString());
    m_stack->addWidget(m_curve);
    m_stack->addWidget(m_raster);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_stack);
    buildTools();

    const auto applyTheme = [this](const plotting::Theme& theme) {
        m_curve->setTheme(theme);
        m_raster->setTheme(theme);
    };
    applyTheme(desk.theme());
    connect(&desk, &Desk::themeChanged, this, applyTheme);
    connect(&m_run, &models::ShownRun::started, this, &LiveView::beginRun);
    connect(&m_run, &models::ShownRun::columnsChanged, this, &LiveView::showColumns);
    connect(&m_run, &models::ShownRun::rowChanged, this, &LiveView::addRow);
    connect(&m_run, &models::ShownRun::stopped, this, &LiveView::showResults);
    connect(&desk.pump(), &DisplayPump::frame, this, [this] {
        if (m_stale)
            showResults();
    });
    connect(m_curve, &plotting::CurvePlot::contextRequested, this,
        [this](double x, double y, const QPoint& pos) { offerMove(x, y, pos, false); });
    connect(m_curve, &plotting::CurvePlot::clicked, this, [this](double x, double) { m_curve->setMarker(x); });
    connect(m_raster, &plotting::RasterPlot::contextRequested, this,
        [this](double x, double y, const QPoint& pos) { offerMove(x, y, pos, true); });
}

void LiveView::buildTools()
{
    m_mode = new Segmented({tr("Curve"), tr("Raster")});
    m_mode->setEnabledAt(Raster, false);
    connect(m_mode, &Segmented::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    addLeftTool(m_mode);

    m_yBox = new QComboBox;
    m_yBox->setProperty("flat", true);
    m_yBox->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_yBox->setAccessibleName(tr("What is drawn"));
    m_overBox = new QComboBox;
    m_overBox->setProperty("flat", true);
    m_overBox->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_overBox->setAccessibleName(tr("What it is divided by"));
    for (QComboBox* box : {m_yBox, m_overBox})
        connect(box, &QComboBox::currentIndexChanged, this, &LiveView::redraw);
    m_moveButton = new QToolButton;
    m_moveButton->setObjectName(QStringLiteral("moveTo"));
    m_moveButton->setText(tr("move to"));
    m_moveButton->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_moveButton);
    menu->addAction(tr("Maximum"), this, &LiveView::moveToMaximum);
    menu->addAction(tr("Centre of mass"), this, &LiveView::moveToCentreOfMass);
    menu->addAction(tr("Centre of the half heights"), this, &LiveView::moveToCentre);
    menu->addSeparator();
    menu->addAction(tr("A right click on the plot moves there"))->setEnabled(false);
    m_moveButton->setMenu(menu);
    m_moveButton->setEnabled(false);
    addRightTool(m_yBox);
    addRightTool(m_overBox);
    addRightTool(m_moveButton);
}

void LiveView::beginRun()
{
    // Runs over the same motor stay as ghosts behind the new one.
    const QString motor = m_run.grid().valid() ? QString() : m_run.motors().value(0);
    if (motor.isEmpty() || motor != m_ghostMotor || !m_run.isLive())
        m_curve->clearGhosts();
    else if (!m_last.first.empty())
        m_curve->addGhost(m_last.first, m_last.second);
    m_ghostMotor = motor;
    m_last = {};
    m_curve->clearData(0);
    m_curve->setMarker(std::nullopt);
    m_curve->setResults({});
    const bool grid = m_run.grid().valid();
    m_mode->setEnabledAt(Raster, grid);
    m_mode->setCurrent(grid ? Raster : Curve);
    setTitle(m_run.isLive() ? tr("Live") : m_run.title());
    watchMotor();
}

void LiveView::showColumns()
{
    const QString lastY = m_yBox->currentText();
    const QString lastOver = m_overBox->currentText();
    const QSignalBlocker yBlocker(m_yBox);
    const QSignalBlocker overBlocker(m_overBox);
    m_yBox->clear();
    m_overBox->clear();
    m_overBox->addItem(tr("as is"), -1);
    const std::vector<models::ShownColumn>& columns = m_run.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_yBox->addItem(columns[i].label, static_cast<int>(i));
        if (columns[i].counts)
            m_overBox->addItem(QStringLiteral("/ ") + columns[i].label, static_cast<int>(i));
    }
    const int same = m_yBox->findText(lastY);
    m_yBox->setCurrentIndex(same >= 0 ? same : m_run.defaultY().value_or(0));
    m_overBox->setCurrentIndex(std::max(0, m_overBox->findText(lastOver)));
    redraw();
}

bool LiveView::draw(const QString& column)
{
    const int index = m_yBox->findText(column);
    if (index >= 0)
        m_yBox->setCurrentIndex(index);
    return index >= 0;
}

QString LiveView::yTitle() const
{
    if (m_yBox->currentIndex() < 0)
        return {};
    const bool divided = m_overBox->currentIndex() > 0;
    return divided ? m_yBox->currentText() + QLatin1Char(' ') + m_overBox->currentText() : m_yBox->currentText();
}

void LiveView::redraw()
{
    const std::vector<models::ShownColumn>& columns = m_run.columns();
    if (columns.empty() || m_yBox->currentIndex() < 0)
        return;
    const int y = m_yBox->currentData().toInt();
    const int over = m_overBox->currentData().toInt();
    m_selection.select(y, over >= 0 ? std::optional(over) : std::nullopt);
    m_curve->clearData(0);
    if (const std::optional<int> x = m_run.defaultX()) {
        const models::ShownColumn& column = columns[static_cast<std::size_t>(*x)];
        m_curve->setXAxis(column.label, column.units);
    } else {
        m_curve->setXAxis(tr("time"), tr("s"));
    }
    m_curve->setYAxis(yTitle(), m_selection.divided() ? QString() : columns[static_cast<std::size_t>(y)].units);
    if (m_run.grid().valid())
        redrawRaster();
    for (int row = 0; row < m_run.rows(); ++row)
        addRow(row);
    showResults();
    showPosition();
}

void LiveView::redrawRaster()
{
    const models::RunGrid& grid = m_run.grid();
    const QStringList motors = m_run.motors();
    const auto units = [this](const QString& motor) {
        const int column = m_run.columnIndex(motor);
        return column < 0 ? QString() : m_run.columns()[static_cast<std::size_t>(column)].units;
    };
    m_raster->setShape(grid.slow, grid.fast, {grid.extents[2], grid.extents[3]}, {grid.extents[0], grid.extents[1]});
    m_raster->setXAxis(motors.value(1), units(motors.value(1)));
    m_raster->setYAxis(motors.value(0), units(motors.value(0)));
    m_raster->setValueTitle(yTitle());
}

void LiveView::addRow(int row)
{
    const double y = m_selection.ordinate(row);
    if (m_run.grid().valid()) {
        const auto [slow, fast] = m_run.gridIndex(row);
        if (slow >= 0)
            m_raster->setCell(slow, fast, y);
    }
    m_curve->append(0, m_selection.abscissa(row), y);
    m_stale = true;
}

void LiveView::showResults()
{
    m_stale = false;
    m_last = m_selection.curve();
    const std::optional<models::PeakStats> stats = models::peakStats(m_last.first, m_last.second);
    m_moveButton->setEnabled(stats.has_value() && !m_run.motors().isEmpty());
    if (!stats || m_run.grid().valid()) {
        m_curve->setResults({});
        return;
    }
    const std::optional<int> x = m_run.defaultX();
    const QString units = x ? m_run.columns()[static_cast<std::size_t>(*x)].units : tr("s");
    const std::optional<int> precision
        = x ? m_run.columns()[static_cast<std::size_t>(*x)].precision : std::optional<int>(1);
    const auto withUnits = [&](double value) {
        const QString text = precision ? QString::number(value, 'f', *precision) : number(value);
        return QStringLiteral("%1 %2").arg(text, units).trimmed().replace(QLatin1Char('-'), QChar(0x2212));
    };
    QList<QPair<QString, QString>> rows;
    if (stats->centre)
        rows << qMakePair(stats->fwhm ? tr("centre") : tr("edge"), withUnits(*stats->centre));
    if (stats->fwhm)
        rows << qMakePair(tr("FWHM"), withUnits(*stats->fwhm));
    rows << qMakePair(tr("max"), tr("%1 at %2").arg(number(stats->yMax), withUnits(stats->xMax)));
    if (stats->centreOfMass)
        rows << qMakePair(tr("com"), withUnits(*stats->centreOfMass));
    m_curve->setResults(rows);
}

void LiveView::watchMotor()
{
    const auto bind = [this](const QString& motor) -> std::unique_ptr<PvBinding> {
        for (const devices::DeviceSpec& device : m_profile.devices) {
            if (device.name == motor && device.kind == QLatin1String("motor")) {
                auto binding = std::make_unique<PvBinding>(desk(), device.pv + QLatin1String(".RBV"));
                connect(binding.get(), &PvBinding::valueChanged, this, &LiveView::showPosition);
                return binding;
            }
        }
        return nullptr;
    };
    const QStringList motors = m_run.motors();
    const bool grid = m_run.grid().valid();
    m_motorX = bind(grid ? motors.value(1) : motors.value(0));
    m_motorY = grid ? bind(motors.value(0)) : nullptr;
}

void LiveView::showPosition()
{
    const std::optional<double> x = m_motorX ? m_motorX->number() : std::nullopt;
    const std::optional<double> y = m_motorY ? m_motorY->number() : std::nullopt;
    m_curve->setPosition(x);
    m_raster->setPosition(x && y ? std::optional(QPointF(*x, *y)) : std::nullopt);
}

void LiveView::moveTo(const models::RunSelection::Target& target)
{
    if (target.empty())
        desk().say(tr("The curve does not tell such a place"), Desk::Tone::Warning);
    else
        m_control.moveMotors(target);
}

void LiveView::moveToMaximum()
{
    moveTo(m_selection.maximum());
}

void LiveView::moveToCentreOfMass()
{
    moveTo(m_selection.centreOfMass());
}

void LiveView::moveToCentre()
{
    moveTo(m_selection.centre());
}

void LiveView::offerMove(double x, double y, const QPoint& globalPos, bool onRaster)
{
    QMenu menu(this);
    const QStringList motors = m_run.motors();
    if (motors.isEmpty()) {
        menu.addAction(tr("Nothing was scanned: no motor to move"))->setEnabled(false);
    } else if (onRaster) {
        menu.addAction(tr("Move %1 to %2 and %3 to %4").arg(motors.value(1), number(x), motors.value(0), number(y)),
            this, [this, x, y, motors] {
                moveTo({{motors.value(1), x}, {motors.value(0), y}});
            });
    } else {
        menu.addAction(tr("Move %1 to %2").arg(motors.first(), number(x)), this, [this, x, motor = motors.first()] {
            moveTo({{motor, x}});
        });
    }
    menu.addSeparator();
    menu.addAction(tr("Show everything"), this, [this, onRaster] { onRaster ? m_raster->fit() : m_curve->fit(); });
    menu.exec(globalPos);
}

} // namespace widgets
