#include "app/desk/mainwindow.h"
#include "app/desk/viewdock.h"
#include "app/session/demosimulator.h"
#include "app/session/profileplace.h"
#include "devices/ca/caenvironment.h"
#include "widgets/linksview.h"
#include "widgets/motorpanel.h"
#include "widgets/positionsview.h"
#include "widgets/scanbuilder.h"
#include "widgets/stripchartview.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace app;

/// The real window on the simulated beamline, worked with mouse and keys.
class TestMainWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoSimulator> m_simulator;
    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    void open()
    {
        SessionOptions options;
        options.profile = devices::loadProfile(demoProfilePath()).profile;
        options.outputFolder = m_folder.path();
        options.databaseFolder = m_folder.path();
        auto session = Session::open(std::move(options));
        QVERIFY2(session.ok(), session ? "" : qPrintable(session.error().message));
        m_session = std::move(session).value();
        m_settings = std::make_unique<Settings>(m_folder.filePath(QStringLiteral("desk.json")));
        QVERIFY(m_settings->load().ok());
        m_window = std::make_unique<MainWindow>(*m_session, *m_settings);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->hub().census().connected == m_session->hub().census().channels, 15000);
    }
    void close()
    {
        m_window->close();
        m_window.reset();
        m_session.reset();
    }
    widgets::MotorRow& row(const char* motor) { return *m_window->views().motors->row(QLatin1String(motor)); }
    QLineEdit& target(const char* motor)
    {
        return *row(motor).findChild<QLineEdit*>(QStringLiteral("target_") + QLatin1String(motor));
    }
    void type(QLineEdit& field, const QString& text)
    {
        QTest::mouseClick(&field, Qt::LeftButton);
        field.selectAll();
        QTest::keyClicks(&field, text);
        QTest::keyClick(&field, Qt::Key_Return);
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto simulator = DemoSimulator::start();
        QVERIFY2(simulator.ok(), simulator ? "" : qPrintable(simulator.error().message));
        m_simulator = std::move(simulator).value();
        devices::caEnvironmentForLoopback(m_simulator->port());
        open();
    }
    void cleanupTestCase()
    {
        close();
        m_simulator.reset();
    }

    void fitsASmallScreen()
    {
        for (const app::Perspectives::Entry& entry : m_window->perspectives().entries()) {
            m_window->perspectives().show(entry.id);
            const QSize least = m_window->minimumSizeHint();
            QString widths;
            for (const char* id :
                {"motors", "live", "scan", "strip", "points", "runs", "positions", "camera", "levels"})
                widths += QStringLiteral(" %1 %2")
                              .arg(QLatin1String(id))
                              .arg(m_window->dock(QLatin1String(id))->minimumSizeHint().width());
            widths += QStringLiteral(" topbar %1").arg(m_window->menuWidget()->minimumSizeHint().width());
            QVERIFY2(least.width() <= 1280 && least.height() <= 760,
                qPrintable(
                    QStringLiteral("%1: %2 x %3:%4").arg(entry.id).arg(least.width()).arg(least.height()).arg(widths)));
        }
        m_window->perspectives().show(QStringLiteral("scan"));
    }

    void channelsViewTellsAboutServers()
    {
        QVERIFY(m_window->dock(QStringLiteral("links"))->isHidden());
        m_window->reveal(QStringLiteral("links"));
        widgets::LinksView& links = *m_window->views().links;
        QTRY_VERIFY(links.isVisible());
        QTRY_COMPARE(links.servers().rowCount(), 1);
        const QModelIndex roundTrip = links.servers().index(0, models::ServerModel::RoundTrip);
        QTRY_VERIFY(roundTrip.data().toString().endsWith(QStringLiteral("µs")));
        QTRY_VERIFY(links.servers().updatesPerSecond() > 0);
        QCOMPARE(links.missing().rowCount(), 0);
        QCOMPARE(links.variables().rowCount(), 10);
        m_window->perspectives().reset();
        QVERIFY(m_window->dock(QStringLiteral("links"))->isHidden());
    }

    void moveAndStopAMotor()
    {
        type(target("sx"), QStringLiteral("0.5"));
        QTRY_VERIFY(row("sx").state().isMoving());
        QTRY_VERIFY(!row("sx").state().isMoving());
        QTRY_COMPARE(row("sx").state().readback().value_or(0), 0.5);
        type(target("sy"), QStringLiteral("9"));
        QTRY_VERIFY(row("sy").state().isMoving());
        QTest::keyClick(m_window.get(), Qt::Key_F12);
        QTRY_VERIFY(!row("sy").state().isMoving());
        QVERIFY(row("sy").state().readback().value_or(9) < 8);
    }

    void stopAllButtonAbortsAScan()
    {
        QSignalSpy finished(&m_window->control(), &widgets::ScanControl::finished);
        const QJsonObject axis{{QStringLiteral("motor"), QStringLiteral("sx")}, {QStringLiteral("start"), -5},
            {QStringLiteral("stop"), 5}};
        m_window->views().scan->show(QStringLiteral("scan"),
            {{QStringLiteral("axes"), QJsonArray{axis}}, {QStringLiteral("intervals"), 100},
                {QStringLiteral("dwell"), 0.1}, {QStringLiteral("detectors"), QJsonArray{QStringLiteral("sc")}}});
        auto* start = m_window->views().scan->findChild<QPushButton*>(QStringLiteral("start"));
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->control().run().rows() >= 2, 20000);
        auto* pause = m_window->views().scan->findChild<QPushButton*>(QStringLiteral("pause"));
        QTest::mouseClick(pause, Qt::LeftButton);
        QTRY_COMPARE(m_window->control().report().state, scans::EngineState::Paused);
        QTest::mouseClick(pause, Qt::LeftButton);
        const int rows = m_window->control().run().rows();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->control().run().rows() > rows, 20000);
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("stopAll")), Qt::LeftButton);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().value<scans::RunOutcome>().exitStatus, QStringLiteral("abort"));
        QTRY_VERIFY(!row("sx").state().isMoving());
    }

    void everythingComesBack()
    {
        m_window->views().strip->addPv(QStringLiteral("BD:m4.RBV"), QStringLiteral("sy"));
        const QStringList pvs = m_window->views().strip->pvs();
        m_window->perspectives().show(QStringLiteral("align"));
        m_window->setTheme(plotting::ThemeName::Dark);
        const QJsonObject scan = m_window->views().scan->parameters();
        QVERIFY(m_window->views().positions->save(QStringLiteral("here")));
        close();
        open();
        QCOMPARE(m_window->views().strip->pvs(), pvs);
        QCOMPARE(m_window->perspectives().current(), QStringLiteral("align"));
        QVERIFY(m_window->dock(QStringLiteral("camera"))->isVisible());
        QVERIFY(!m_window->dock(QStringLiteral("live"))->isVisible());
        QCOMPARE(m_window->desk().theme().name, plotting::ThemeName::Dark);
        QCOMPARE(m_window->views().scan->parameters(), scan);
        QVERIFY(m_window->views().positions->select(QStringLiteral("here")));
    }

    void aDamagedSettingsFileIsSetAside()
    {
        const QString path = m_folder.filePath(QStringLiteral("damaged.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ \"window\": ");
        file.close();
        Settings settings(path);
        const devices::Result<void> loaded = settings.load();
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().message.contains(path));
        QVERIFY(QFile::exists(path + QStringLiteral(".broken")));
        QVERIFY(settings.save().ok());
    }

    void lostLinksAreShown()
    {
        m_simulator->kill();
        QTRY_VERIFY(!row("sx").state().isConnected());
        QCOMPARE(row("sx").state().word().tone, widgets::Pill::Tone::Disconnected);
        QTRY_VERIFY(!target("sx").isEnabled());
        QVERIFY(m_simulator->restart().ok());
        QTRY_VERIFY_WITH_TIMEOUT(row("sx").state().isConnected(), 60000);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
