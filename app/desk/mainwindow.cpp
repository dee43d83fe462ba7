#include "app/desk/mainwindow.h"

#include "app/desk/statusline.h"
#include "app/desk/stylesheet.h"
#include "app/desk/topbar.h"
#include "app/desk/viewdock.h"
#include "widgets/cameraview.h"
#include "widgets/levelsview.h"
#include "widgets/linksview.h"
#include "widgets/liveview.h"
#include "widgets/motorpanel.h"
#include "widgets/pointsview.h"
#include "widgets/positionsview.h"
#include "widgets/runsview.h"
#include "widgets/scanbuilder.h"
#include "widgets/stripchartview.h"
#include "widgets/valuesview.h"

#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QScreen>

namespace app {

namespace {

const QString WindowSection = QStringLiteral("window");
const QString ViewsSection = QStringLiteral("views");
const QString PerspectivesSection = QStringLiteral("perspectives");
constexpr QSize InitialSize(1600, 1000);
constexpr QSize FrameAllowance(8, 40);

} // namespace

MainWindow::MainWindow(Session& session, Settings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_settings(settings)
    , m_desk(session.hub())
    , m_control(m_desk, session.engine(), session.planDevices())
{
    setWindowTitle(tr("Beamdeck · %1").arg(session.profile().title));
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    session.hub().policy().warning = [mailbox = m_desk.pump().sharedMailbox(), desk = QPointer<widgets::Desk>(&m_desk)](
                                         const devices::Error& warning) {
        mailbox->post([desk, text = warning.message] {
            if (desk)
                desk->say(text, widgets::Desk::Tone::Warning);
        });
    };
    makeViews();
    m_perspectives = std::make_unique<Perspectives>(*this, m_docks);
    m_topBar = new TopBar(m_desk, session.profile(), *m_perspectives, this);
    setMenuWidget(m_topBar);
    auto* statusLine = new StatusLine(m_desk, session, this);
    connect(statusLine, &StatusLine::linksWanted, this, [this] { reveal(m_views.links->id()); });
    setStatusBar(statusLine);
    joinViews();
    fillFinder();
    qApp->installEventFilter(this);
    setFocusPolicy(Qt::ClickFocus);
    setFocus();
    restoreState();
    for (const QString& problem : session.problems())
        m_desk.say(problem, widgets::Desk::Tone::Refusal);
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    m_session.hub().policy().warning = {};
    // Views hold subscriptions to the desk's mailbox: they go first.
    for (ViewDock* dock : std::as_const(m_docks))
        dock->setParent(nullptr);
    for (ViewDock* dock : std::as_const(m_docks))
        std::unique_ptr<ViewDock>(dock).reset();
    m_docks.clear();
    setMenuWidget(nullptr);
    setStatusBar(nullptr);
}

void MainWindow::makeViews()
{
    const devices::Profile& profile = m_session.profile();
    const auto add = [this](auto* view) {
        m_docks[view->id()] = new ViewDock(view, this);
        return view;
    };
    m_views.motors = add(new widgets::MotorPanel(m_desk, profile));
    m_views.live = add(new widgets::LiveView(m_desk, m_control, profile));
    m_views.points = add(new widgets::PointsView(m_desk, m_control.run()));
    m_views.scan = add(new widgets::ScanBuilder(m_desk, m_control, profile));
    m_views.strip = add(new widgets::StripChartView(m_desk, profile));
    m_views.camera = add(new widgets::CameraView(m_desk, profile));
    m_views.levels = add(new widgets::LevelsView(m_desk, m_views.camera->image()));
    m_views.runs = add(new widgets::RunsView(m_desk, m_session.storage().catalogue()));
    m_views.positions = add(new widgets::PositionsView(m_desk, m_session.storage().positions(), profile));
    m_views.values = add(new widgets::ValuesView(m_desk, profile));
    m_views.links = add(new widgets::LinksView(m_desk));
}

void MainWindow::joinViews()
{
    connect(m_topBar, &TopBar::stopAllPressed, this, &MainWindow::stopAll);
    connect(m_views.motors, &widgets::MotorPanel::movingCountChanged, m_topBar, &TopBar::showMoving);
    connect(&m_control, &widgets::ScanControl::reportChanged, m_topBar, &TopBar::showReport);
    connect(&m_control, &widgets::ScanControl::finished, m_views.runs, &widgets::RunsView::refresh);
    connect(&m_control.run(), &models::ShownRun::started, this, [this] {
        if (m_control.run().isLive())
            m_views.strip->mark(tr("scan %1 started").arg(m_control.run().scanId()));
    });
    connect(m_views.runs, &widgets::RunsView::opened, this, [this](const storage::RunData& run) {
        if (m_control.isBusy()) {
            m_desk.say(tr("A scan is running: its live view stays. Open the run when it has ended."),
                widgets::Desk::Tone::Warning);
            return;
        }
        m_control.run().load(run);
        reveal(QStringLiteral("live"));
    });
}

void MainWindow::fillFinder()
{
    CommandFinder& finder = m_topBar->finder();
    for (ViewDock* dock : std::as_const(m_docks)) {
        finder.add(tr("Show %1").arg(dock->view().title()), [this, id = dock->view().id()] { reveal(id); });
    }
    for (const Perspectives::Entry& entry : m_perspectives->entries())
        finder.add(tr("Perspective %1").arg(entry.title), [this, id = entry.id] { m_perspectives->show(id); });
    finder.add(tr("Reset this perspective"), [this] { m_perspectives->reset(); });
    finder.add(tr("Light theme"), [this] { setTheme(plotting::ThemeName::Light); });
    finder.add(tr("Dark theme"), [this] { setTheme(plotting::ThemeName::Dark); });
    finder.add(tr("Stop all"), [this] { stopAll(); });
    for (widgets::MotorRow* row : m_views.motors->rows()) {
        finder.add(tr("Motor %1").arg(row->name()), [this, row] {
            reveal(QStringLiteral("motors"));
            if (auto* target = row->findChild<QLineEdit*>(QStringLiteral("target_") + row->name())) {
                target->setFocus();
                target->selectAll();
            }
        });
    }
}

void MainWindow::reveal(const QString& id)
{
    m_perspectives->reveal(id);
}

void MainWindow::stopAll()
{
    // Both ways at once: the motors hear it directly, whatever the engine does.
    m_views.motors->stopAll();
    m_control.abort(tr("STOP ALL was pressed"));
    m_desk.say(tr("STOP ALL: every motor was told to stop"), widgets::Desk::Tone::Warning);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    // Everywhere, also while a dialog is open.
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_F12) {
        if (!static_cast<QKeyEvent*>(event)->isAutoRepeat())
            stopAll();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::setTheme(plotting::ThemeName name)
{
    m_theme = name;
    const plotting::Theme& theme = plotting::Theme::of(name);
    qApp->setPalette(plotting::palette(theme));
    qApp->setStyleSheet(applicationStyle(theme));
    m_desk.setTheme(name);
}

void MainWindow::restoreState()
{
    const QJsonObject window = m_settings.section(WindowSection);
    setTheme(window[QLatin1String("theme")].toString() == QLatin1String("dark") ? plotting::ThemeName::Dark
                                                                                : plotting::ThemeName::Light);
    // STOP ALL must never lie beyond the edge of a small screen.
    resize(InitialSize.boundedTo(screen()->availableSize() - FrameAllowance));
    if (window.contains(QLatin1String("geometry")))
        restoreGeometry(QByteArray::fromBase64(window[QLatin1String("geometry")].toString().toLatin1()));
    m_perspectives->restoreState(m_settings.section(PerspectivesSection));
    const QJsonObject views = m_settings.section(ViewsSection);
    for (ViewDock* dock : std::as_const(m_docks)) {
        if (views.contains(dock->view().id()))
            dock->view().restoreState(views[dock->view().id()].toObject());
    }
}

void MainWindow::saveState()
{
    const QString theme = m_theme == plotting::ThemeName::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    m_settings.setSection(WindowSection,
        {{QStringLiteral("theme"), theme},
            {QStringLiteral("geometry"), QString::fromLatin1(saveGeometry().toBase64())}});
    m_settings.setSection(PerspectivesSection, m_perspectives->saveState());
    QJsonObject views;
    for (ViewDock* dock : std::as_const(m_docks)) {
        const QJsonObject state = dock->view().saveState();
        if (!state.isEmpty())
            views[dock->view().id()] = state;
    }
    m_settings.setSection(ViewsSection, views);
    if (const devices::Result<void> saved = m_settings.save(); !saved)
        m_desk.say(saved.error().message, widgets::Desk::Tone::Refusal);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_control.isBusy() || m_closing) {
        saveState();
        event->accept();
        return;
    }
    event->ignore();
    auto* box = new QMessageBox(QMessageBox::Warning, tr("A scan is running"),
        tr("Leave and abort it? The points measured so far stay in the file."), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* leave = box->addButton(tr("Abort and leave"), QMessageBox::DestructiveRole);
    connect(leave, &QPushButton::clicked, this, [this] {
        m_closing = true;
        m_control.abort(tr("the program was closed"));
        close();
    });
    box->open();
}

} // namespace app
