#include "app/desk/tour.h"

#include "app/desk/viewdock.h"
#include "storage/nexus/runreader.h"
#include "widgets/cameraview.h"
#include "widgets/liveview.h"
#include "widgets/motorpanel.h"
#include "widgets/positionsview.h"
#include "widgets/runsview.h"
#include "widgets/scanbuilder.h"
#include "widgets/stripchartview.h"

#include <QDir>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <cmath>
#include <cstdio>

namespace app {

namespace {

constexpr int PollMs = 100;
constexpr int SettleMs = 1200;
const QString Motor = QStringLiteral("sx");
const QString PositionName = QStringLiteral("tour");

void say(const QString& text)
{
    std::fprintf(stdout, "%s\n", text.toUtf8().constData());
    std::fflush(stdout);
}

/// Types into a field and presses Enter, as a person would.
void enter(QLineEdit& field, const QString& text)
{
    field.setFocus();
    field.selectAll();
    field.insert(text);
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QCoreApplication::sendEvent(&field, &press);
}

bool near(std::optional<double> value, double target, double tolerance)
{
    return value && std::abs(*value - target) <= tolerance;
}

} // namespace

Tour::Tour(MainWindow& window, Session& session, QString folder)
    : QObject(&window)
    , m_window(window)
    , m_session(session)
    , m_folder(std::move(folder))
{
    m_timer.setInterval(PollMs);
    connect(&m_timer, &QTimer::timeout, this, &Tour::poll);
    connect(&window.control(), &widgets::ScanControl::finished, this, [this](const scans::RunOutcome& outcome) {
        m_lastOutcome = outcome.success ? QStringLiteral("success") : outcome.exitStatus;
    });
    connect(window.views().positions, &widgets::PositionsView::restored, this,
        [this](int written, const QStringList& failures) { m_restored = failures.isEmpty() ? written : -1; });
    addSteps();
}

void Tour::addSteps()
{
    m_steps.push_back({tr("every PV is connected"), [] {},
        [this] {
            const auto census = m_session.hub().census();
            return census.channels > 50 && census.connected == census.channels;
        },
        {}});
    addMotorSteps();
    addViewSteps();
    addScanSteps();
    addPositionSteps();
    addPictureSteps();
}

void Tour::addMotorSteps()
{
    const auto row = [this]() -> widgets::MotorRow& { return *m_window.views().motors->row(Motor); };
    m_steps.push_back({tr("a motor moves to a typed target"),
        [row] { enter(*row().findChild<QLineEdit*>(QStringLiteral("target_") + Motor), QStringLiteral("1.5")); },
        [row] { return near(row().state().readback(), 1.5, 0.001) && !row().state().isMoving(); }, {}});
    m_steps.push_back({tr("a tweak moves it one step"),
        [this, row] {
            m_before = row().state().readback().value_or(0);
            row().state().tweak(-1);
        },
        [this, row] {
            return row().state().readback().value_or(m_before) < m_before - 1e-4 && !row().state().isMoving();
        },
        {}});
    m_steps.push_back({tr("STOP ALL stops it on the way"),
        [row] { enter(*row().findChild<QLineEdit*>(QStringLiteral("target_") + Motor), QStringLiteral("-5")); },
        [this, row] {
            if (row().state().isMoving() && row().state().readback().value_or(9) < 1.2)
                m_window.stopAll();
            return !row().state().isMoving() && row().state().readback().value_or(9) < 1.2;
        },
        {}});
    m_steps.push_back({tr("a target beyond the limit is refused"),
        [this, row] {
            m_before = row().state().setpoint().value_or(0);
            enter(*row().findChild<QLineEdit*>(QStringLiteral("target_") + Motor), QStringLiteral("99"));
        },
        [this, row] { return near(row().state().setpoint(), m_before, 1e-9) && !row().state().isMoving(); },
        [this] { picture(*m_window.dock(QStringLiteral("motors")), QStringLiteral("motors")); }});
}

void Tour::addViewSteps()
{
    m_steps.push_back({tr("the strip chart scrolls"), [] {},
        [this] {
            const auto legend = m_window.views().strip->chart().legend();
            int running = 0;
            for (const plotting::StripLegendEntry& entry : legend)
                running += entry.connected && std::isfinite(entry.value) ? 1 : 0;
            return running >= 3 && m_elapsed.elapsed() > SettleMs;
        },
        [this] { picture(*m_window.dock(QStringLiteral("strip")), QStringLiteral("stripchart")); }});
    m_steps.push_back({tr("the camera runs"), [this] { m_window.perspectives().show(QStringLiteral("align")); },
        [this] { return m_window.views().camera->image().shown() > 5; },
        [this] { picture(*m_window.dock(QStringLiteral("camera")), QStringLiteral("camera")); }});
}

void Tour::addScanSteps()
{
    const auto scan = [this](const QString& name, const QString& plan, const QJsonObject& parameters, int points,
                          const QString& pictureName, const QString& dock) {
        m_steps.push_back({name,
            [this, plan, parameters] {
                m_window.perspectives().show(QStringLiteral("scan"));
                m_lastOutcome.clear();
                m_window.views().scan->show(plan, parameters);
                m_window.views().scan->start();
            },
            [this, points] {
                return m_lastOutcome == QLatin1String("success") && m_window.control().run().rows() == points;
            },
            [this, pictureName, dock] { picture(*m_window.dock(dock), pictureName); }, 120000});
    };
    const auto axis = [](const char* motor, double from, double to) {
        return QJsonObject{{QStringLiteral("motor"), QLatin1String(motor)}, {QStringLiteral("start"), from},
            {QStringLiteral("stop"), to}};
    };
    const QJsonArray detectors{QStringLiteral("sc")};
    scan(tr("a step scan of 41 points"), QStringLiteral("scan"),
        {{QStringLiteral("axes"), QJsonArray{axis("sx", -2, 2)}}, {QStringLiteral("intervals"), 40},
            {QStringLiteral("dwell"), 0.05}, {QStringLiteral("detectors"), detectors}},
        41, QStringLiteral("curve"), QStringLiteral("live"));
    m_steps.push_back({tr("the motor goes to the centre of mass"),
        [this] {
            m_lastOutcome.clear();
            m_window.views().live->moveToCentreOfMass();
        },
        [this] {
            const auto& row = *m_window.views().motors->row(Motor);
            return m_lastOutcome == QLatin1String("success") && !row.state().isMoving();
        },
        [this] {
            picture(*m_window.dock(QStringLiteral("points")), QStringLiteral("points"));
            picture(m_window, QStringLiteral("window-scan"));
        }});
    QJsonObject slow = axis("sy", -1, 1);
    QJsonObject fast = axis("sx", -1, 1);
    slow[QLatin1String("intervals")] = 12;
    fast[QLatin1String("intervals")] = 12;
    scan(tr("a mesh of 13 by 13 points"), QStringLiteral("grid_scan"),
        {{QStringLiteral("axes"), QJsonArray{slow, fast}}, {QStringLiteral("snake"), true},
            {QStringLiteral("dwell"), 0.02}, {QStringLiteral("detectors"), detectors}},
        169, QStringLiteral("raster"), QStringLiteral("live"));
    m_steps.push_back({tr("another detector is drawn"), [this] { m_window.views().live->draw(QStringLiteral("If")); },
        [this] { return std::isfinite(m_window.views().live->raster().value(0, 0)) && m_elapsed.elapsed() > SettleMs; },
        [this] { picture(*m_window.dock(QStringLiteral("live")), QStringLiteral("raster")); }});
    m_steps.push_back({tr("the run is in the list and opens from its file"),
        [this] {
            m_session.storage().drain(std::chrono::seconds(10)).ok();
            m_window.views().runs->refresh();
            m_window.dock(QStringLiteral("runs"))->raise();
            m_window.views().runs->openRow(0);
        },
        [this] {
            const models::RunListModel& runs = m_window.views().runs->model();
            return runs.rowCount() > 1 && !m_window.control().run().isLive() && m_window.control().run().rows() == 169;
        },
        [this] {
            m_dataFile = m_window.views().runs->model().run(0).file;
            picture(*m_window.dock(QStringLiteral("runs")), QStringLiteral("runs"));
        }});
}

void Tour::addPositionSteps()
{
    const auto row = [this]() -> widgets::MotorRow& { return *m_window.views().motors->row(Motor); };
    m_steps.push_back({tr("a position is saved"),
        [this, row] {
            m_before = row().state().readback().value_or(0);
            auto* name = m_window.views().positions->findChild<QLineEdit*>(QStringLiteral("positionName"));
            enter(*name, PositionName);
        },
        [this] { return m_window.views().positions->compare().position().info.name == PositionName; }, {}});
    m_steps.push_back({tr("moving away shows the difference"), [this, row] { row().state().moveTo(m_before + 0.8); },
        [this, row] { return !row().state().isMoving() && m_window.views().positions->compare().differing() == 1; },
        [this] { picture(*m_window.dock(QStringLiteral("positions")), QStringLiteral("positions")); }});
    m_steps.push_back({tr("restore brings it back"), [this] { m_window.views().positions->restore(); },
        [this, row] {
            return m_restored == 1 && near(row().state().readback(), m_before, 0.002)
                && m_window.views().positions->compare().differing() == 0;
        },
        {}});
}

void Tour::addPictureSteps()
{
    for (const auto& [theme, name] :
        {std::pair(plotting::ThemeName::Light, "light"), std::pair(plotting::ThemeName::Dark, "dark")}) {
        for (const char* perspective : {"scan", "align"}) {
            m_steps.push_back({tr("picture %1 %2").arg(QLatin1String(perspective), QLatin1String(name)),
                [this, theme = theme, perspective] {
                    m_window.setTheme(theme);
                    m_window.perspectives().show(QLatin1String(perspective));
                },
                [this] { return m_elapsed.elapsed() > SettleMs; },
                [this, name = name, perspective] {
                    picture(m_window, QStringLiteral("%1-%2").arg(QLatin1String(perspective), QLatin1String(name)));
                }});
        }
    }
}

void Tour::start()
{
    if (!QDir().mkpath(m_folder)) {
        say(tr("%1 cannot be made").arg(m_folder));
        Q_EMIT finished(1);
        return;
    }
    begin();
    m_timer.start();
}

void Tour::begin()
{
    m_elapsed.start();
    m_steps[m_current].act();
}

void Tour::poll()
{
    const Step& step = m_steps[m_current];
    if (step.seen()) {
        say(tr("ok      %1 (%2 s)").arg(step.name).arg(static_cast<double>(m_elapsed.elapsed()) / 1000, 0, 'f', 1));
        if (step.after)
            step.after();
        if (++m_current == m_steps.size())
            finish(true);
        else
            begin();
    } else if (m_elapsed.elapsed() > step.timeoutMs) {
        say(tr("FAILED  %1 (waited %2 s)").arg(step.name).arg(step.timeoutMs / 1000));
        const QStringList missing = m_session.hub().disconnected(5);
        if (!missing.isEmpty())
            say(tr("not connected: %1").arg(missing.join(QStringLiteral(", "))));
        picture(m_window, QStringLiteral("failed"));
        finish(false);
    }
}

void Tour::finish(bool worked)
{
    m_timer.stop();
    say(tr("pictures: %1").arg(QDir(m_folder).absolutePath()));
    if (!m_dataFile.isEmpty())
        say(tr("data: %1").arg(m_dataFile));
    Q_EMIT finished(worked ? 0 : 1);
}

void Tour::picture(QWidget& widget, const QString& name)
{
    const QString path = QStringLiteral("%1/%2.png").arg(m_folder, name);
    if (!widget.grab().save(path))
        say(tr("%1 could not be written").arg(path));
}

} // namespace app
