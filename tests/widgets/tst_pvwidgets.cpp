#include "devices/channel/blocking.h"
#include "devices/local/localprovider.h"
#include "widgets/motorbinding.h"
#include "widgets/pventry.h"
#include "widgets/pvlabel.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace devices;

/// The rules that keep hardware safe, on the widgets themselves, with soft PVs.
class TestPvWidgets : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChannelHub> m_hub;
    std::unique_ptr<widgets::Desk> m_desk;

    double valueOf(const QString& pv)
    {
        const Result<ChannelPtr> channel = m_hub->channel(pv);
        const Result<Reading> reading = getBlocking(*channel.value(), std::chrono::seconds(2));
        return reading ? toDouble(reading.value().value).value_or(-999) : -999;
    }

private Q_SLOTS:
    void init()
    {
        m_hub = std::make_unique<ChannelHub>();
        m_hub->addProvider(QStringLiteral("loc"), std::make_unique<LocalProvider>());
        m_desk = std::make_unique<widgets::Desk>(*m_hub);
    }
    void cleanup()
    {
        m_desk.reset();
        m_hub.reset();
    }

    void labelShowsValueAndLossOfIt()
    {
        widgets::PvLabel label(*m_desk, QStringLiteral("loc://a(2.5)"));
        label.show();
        QTRY_COMPARE(label.shownText(), QStringLiteral("2.5"));
        widgets::PvLabel none(*m_desk, QStringLiteral("nosuch://a"));
        QCOMPARE(none.shownText(), QStringLiteral("—"));
    }

    void hiddenLabelsDoNotListen()
    {
        const ChannelPtr channel = m_hub->channel(QStringLiteral("loc://h(2.5)")).value();
        const auto isMonitored = [&channel] { return !isNull(channel->latest().value); };
        widgets::PvLabel label(*m_desk, QStringLiteral("loc://h(2.5)"));
        QVERIFY(!isMonitored());
        label.show();
        QVERIFY(isMonitored());
        QTRY_COMPARE(label.shownText(), QStringLiteral("2.5"));
        label.hide();
        QVERIFY(!isMonitored());
        QVERIFY(putBlocking(*channel, 7.5).ok());
        label.show();
        QTRY_COMPARE(label.shownText(), QStringLiteral("7.5"));
    }

    void enterWrites()
    {
        widgets::PvEntry entry(*m_desk, QStringLiteral("loc://b(1.0)"));
        entry.show();
        QTRY_VERIFY(entry.isEnabled());
        QSignalSpy written(&entry, &widgets::PvEntry::written);
        entry.setFocus();
        entry.selectAll();
        QTest::keyClicks(&entry, QStringLiteral("3.25"));
        QCOMPARE(valueOf(QStringLiteral("loc://b")), 1.0); // typing alone writes nothing
        QTest::keyClick(&entry, Qt::Key_Return);
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(valueOf(QStringLiteral("loc://b")), 3.25);
    }

    void escapeAndLeavingRevert()
    {
        QWidget window;
        auto* entry = new widgets::PvEntry(*m_desk, QStringLiteral("loc://c(1.0)"), &window);
        auto* other = new QLineEdit(&window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_COMPARE(entry->text(), QStringLiteral("1"));
        entry->setFocus();
        QTest::keyClicks(entry, QStringLiteral("77"));
        QTest::keyClick(entry, Qt::Key_Escape);
        QCOMPARE(entry->text(), QStringLiteral("1"));
        QTest::keyClicks(entry, QStringLiteral("88"));
        other->setFocus();
        QCOMPARE(entry->text(), QStringLiteral("1"));
        QCOMPARE(valueOf(QStringLiteral("loc://c")), 1.0);
    }

    void theWheelDoesNothing()
    {
        widgets::PvEntry entry(*m_desk, QStringLiteral("loc://d(1.0)"));
        entry.show();
        QTRY_COMPARE(entry.text(), QStringLiteral("1"));
        entry.setFocus();
        for (const int notch : {120, -120}) {
            QWheelEvent wheel(QPointF(5, 5), entry.mapToGlobal(QPointF(5, 5)), {}, QPoint(0, notch), Qt::NoButton,
                Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&entry, &wheel);
        }
        QCOMPARE(entry.text(), QStringLiteral("1"));
        QCOMPARE(valueOf(QStringLiteral("loc://d")), 1.0);
    }

    void badInputIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char* text : {"abc", "nan", "inf", "-inf", "", "1e999", "1,5"})
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
    }
    void badInputIsRefused()
    {
        QFETCH(QString, typed);
        widgets::PvEntry entry(*m_desk, QStringLiteral("loc://e(1.0)"));
        entry.show();
        QTRY_VERIFY(entry.isEnabled());
        QSignalSpy refused(&entry, &widgets::PvEntry::refused);
        QSignalSpy said(m_desk.get(), &widgets::Desk::said);
        entry.setFocus();
        entry.selectAll();
        QTest::keyClick(&entry, Qt::Key_Delete);
        QTest::keyClicks(&entry, typed);
        QTest::keyClick(&entry, Qt::Key_Return);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(said.size(), 1);
        QCOMPARE(valueOf(QStringLiteral("loc://e")), 1.0);
        QCOMPARE(entry.text(), typed); // nothing that was typed is lost
    }

    void readOnlyRefuses()
    {
        m_hub->policy().readOnly = true;
        widgets::PvEntry entry(*m_desk, QStringLiteral("loc://f(1.0)"));
        entry.show();
        QTRY_COMPARE(entry.text(), QStringLiteral("1"));
        QVERIFY(!entry.isEnabled());
        widgets::PvBinding binding(*m_desk, QStringLiteral("loc://f"));
        QTRY_VERIFY(binding.isConnected());
        QSignalSpy finished(&binding, &widgets::PvBinding::putFinished);
        binding.put(Value(2.0));
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!finished.first().first().toString().isEmpty());
        QCOMPARE(valueOf(QStringLiteral("loc://f")), 1.0);
    }

    void nothingWaitsToBeWrittenLater()
    {
        widgets::PvBinding binding(*m_desk, QStringLiteral("loc://g(1.0)"));
        QSignalSpy said(m_desk.get(), &widgets::Desk::said);
        QVERIFY(!binding.isConnected()); // the first frame has not come
        binding.put(Value(2.0));
        QCOMPARE(said.size(), 1);
        QTRY_VERIFY(binding.isConnected());
        QCOMPARE(valueOf(QStringLiteral("loc://g")), 1.0);
    }

    void motorLimits_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("target");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("inside") << -10.0 << 10.0 << 9.9 << QString();
        QTest::newRow("above") << -10.0 << 10.0 << 10.5 << QStringLiteral("high limit of 10");
        QTest::newRow("below") << -10.0 << 10.0 << -11.0 << QStringLiteral("low limit of -10");
        QTest::newRow("0 and 0 mean none") << 0.0 << 0.0 << 1234.0 << QString();
        QTest::newRow("not finite") << 0.0 << 0.0 << qQNaN() << QStringLiteral("not finite");
    }
    void motorLimits()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, target);
        QFETCH(QString, refusal);
        const QString prefix = QStringLiteral("loc://m_%1").arg(QLatin1String(QTest::currentDataTag()).size());
        std::vector<std::unique_ptr<widgets::PvBinding>> fields;
        for (const auto& [field, value] : {std::pair("HLM", high), std::pair("LLM", low)}) {
            fields.push_back(std::make_unique<widgets::PvBinding>(
                *m_desk, QStringLiteral("%1.%2(%3)").arg(prefix, QLatin1String(field)).arg(value)));
        }
        for (const auto& field : fields)
            QTRY_VERIFY(field->hasValue());
        const widgets::MotorBinding motor(*m_desk, prefix);
        QTRY_COMPARE(motor.limits().high, high);
        QTRY_COMPARE(motor.limits().low, low);
        const Result<void> allowed = motor.check(target);
        QCOMPARE(allowed.ok(), refusal.isEmpty());
        if (!allowed)
            QVERIFY2(allowed.error().message.contains(refusal), qPrintable(allowed.error().message));
    }
};

QTEST_MAIN(TestPvWidgets)
#include "tst_pvwidgets.moc"
