#include "scans/plans/planspec.h"
#include "widgets/failurechoice.h"
#include "widgets/numberfield.h"
#include "widgets/planform.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

class TestForms : public QObject
{
    Q_OBJECT

    static devices::Profile profile()
    {
        devices::Profile made;
        for (const char* name : {"sx", "sy", "energy"}) {
            devices::DeviceSpec motor;
            motor.kind = QStringLiteral("motor");
            motor.name = QLatin1String(name);
            made.devices.push_back(motor);
        }
        for (const char* name : {"sc", "cam"}) {
            devices::DeviceSpec detector;
            detector.kind = QStringLiteral("scaler");
            detector.name = QLatin1String(name);
            made.devices.push_back(detector);
        }
        return made;
    }

private Q_SLOTS:
    void numberField_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("usable");
        QTest::newRow("plain") << QStringLiteral("1.5") << true;
        QTest::newRow("exponent") << QStringLiteral("-2e1") << true;
        QTest::newRow("true minus") << QString(QChar(0x2212)) + QStringLiteral("3") << true;
        QTest::newRow("words") << QStringLiteral("many") << false;
        QTest::newRow("nan") << QStringLiteral("nan") << false;
        QTest::newRow("infinite") << QStringLiteral("inf") << false;
        QTest::newRow("above") << QStringLiteral("101") << false;
        QTest::newRow("empty") << QString() << false;
    }
    void numberField()
    {
        QFETCH(QString, typed);
        QFETCH(bool, usable);
        widgets::NumberField field;
        field.setRange(-100, 100);
        field.setValue(7);
        field.setText(typed);
        QCOMPARE(field.value().has_value(), usable);
        QCOMPARE(field.property("state").toString(), usable ? QString() : QStringLiteral("refused"));
        if (!usable) {
            QTest::keyClick(&field, Qt::Key_Escape);
            QCOMPARE(field.value(), std::optional(7.0));
        }
    }

    void everyPlanFillsItsForm_data()
    {
        QTest::addColumn<QString>("plan");
        for (const scans::PlanSpec& spec : scans::plansCatalog())
            QTest::newRow(qPrintable(spec.id)) << spec.id;
    }
    void everyPlanFillsItsForm()
    {
        QFETCH(QString, plan);
        const devices::Profile beamline = profile();
        const scans::PlanSpec* spec = scans::findPlan(plan);
        widgets::PlanForm form(*spec, beamline);
        const QJsonObject parameters = form.parameters();
        QCOMPARE(parameters[QLatin1String("axes")].toArray().size(), spec->minAxes);
        for (const scans::PlanParameter& parameter : spec->parameters)
            QVERIFY2(parameter.advanced != parameters.contains(parameter.id), qPrintable(parameter.id));
        widgets::PlanForm copy(*spec, beamline);
        copy.setParameters(parameters);
        QCOMPARE(copy.parameters(), parameters);
    }

    void pointsAndIntervalsFollowEachOther()
    {
        const devices::Profile beamline = profile();
        widgets::PlanForm form(*scans::findPlan(QStringLiteral("scan")), beamline);
        auto* points = form.findChild<widgets::NumberField*>(QStringLiteral("points_0"));
        auto* intervals = form.findChild<widgets::NumberField*>(QStringLiteral("intervals_0"));
        QVERIFY(points && intervals);
        points->selectAll();
        QTest::keyClicks(points, QStringLiteral("41"));
        QCOMPARE(intervals->value(), std::optional(40.0));
        intervals->selectAll();
        QTest::keyClicks(intervals, QStringLiteral("10"));
        QCOMPARE(points->value(), std::optional(11.0));
        QCOMPARE(form.parameters()[QLatin1String("intervals")].toInt(), 10);
    }

    void unusableFieldsAreLeftOut()
    {
        const devices::Profile beamline = profile();
        widgets::PlanForm form(*scans::findPlan(QStringLiteral("scan")), beamline);
        QSignalSpy changed(&form, &widgets::PlanForm::changed);
        form.findChild<widgets::NumberField*>(QStringLiteral("start_0"))->setText(QStringLiteral("inf"));
        QVERIFY(!changed.isEmpty());
        QVERIFY(!form.parameters()[QLatin1String("axes")][0].toObject().contains(QLatin1String("start")));
    }

    void advancedFieldsAreLeftOutUntilUsed()
    {
        const devices::Profile beamline = profile();
        widgets::PlanForm form(*scans::findPlan(QStringLiteral("scan")), beamline);
        form.findChild<QLineEdit*>(QStringLiteral("before_0"))->setText(QStringLiteral("mv sy 1"));
        form.findChild<QLineEdit*>(QStringLiteral("extras"))->setText(QStringLiteral("sy, cam"));
        const QJsonObject parameters = form.parameters();
        QCOMPARE(parameters[QLatin1String("before")].toString(), QStringLiteral("mv sy 1"));
        QCOMPARE(
            parameters[QLatin1String("extras")].toArray(), (QJsonArray{QStringLiteral("sy"), QStringLiteral("cam")}));
        QVERIFY(!parameters.contains(QLatin1String("after")));
        QVERIFY(!parameters.contains(QLatin1String("every")));
        form.setParameters({});
        QVERIFY(!form.parameters().contains(QLatin1String("before")));
    }

    void problemsAreSaidAtTheirField()
    {
        const devices::Profile beamline = profile();
        widgets::PlanForm form(*scans::findPlan(QStringLiteral("list_scan")), beamline);
        const auto* field = form.findChild<QLineEdit*>(QStringLiteral("positions_0"));
        const auto* problem = form.findChild<QLabel*>(QStringLiteral("positions_0_problem"));
        QVERIFY(field && problem);
        form.showProblem(QStringLiteral("axes[0].positions"), QStringLiteral("axes[0].positions: Character 3: no"));
        QCOMPARE(problem->text(), QStringLiteral("Character 3: no"));
        QCOMPARE(field->property("state").toString(), QStringLiteral("refused"));
        QCOMPARE(form.inWords({devices::ErrorCode::BadValue, QStringLiteral("axes[0].positions: Character 3: no"),
                     QStringLiteral("axes[0].positions")}),
            QStringLiteral("Positions: Character 3: no"));
        QCOMPARE(
            form.inWords({devices::ErrorCode::LimitViolation, QStringLiteral("sx is too far"), QStringLiteral("sx")}),
            QStringLiteral("sx is too far"));
        form.showProblem({}, {});
        QVERIFY(problem->text().isEmpty());
        QVERIFY(field->property("state").toString().isEmpty());
    }

    void theWheelLeavesChoicesAlone()
    {
        const devices::Profile beamline = profile();
        widgets::PlanForm form(*scans::findPlan(QStringLiteral("scan")), beamline);
        auto* motor = form.findChild<QComboBox*>(QStringLiteral("motor_0"));
        QVERIFY(motor && !motor->hasFocus());
        const int before = motor->currentIndex();
        QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(motor, &wheel);
        QCOMPARE(motor->currentIndex(), before);
    }

    void failuresAreHeldUnlessSaidOtherwise()
    {
        widgets::FailureChoice choice;
        QVERIFY(choice.policy().then == scans::FailurePolicy::Then::Hold);
        QCOMPARE(choice.policy().retries, 0);
        auto* then = choice.findChild<QComboBox*>(QStringLiteral("onFailure"));
        then->setCurrentIndex(then->findData(QStringLiteral("skip")));
        choice.findChild<widgets::NumberField*>(QStringLiteral("retries"))->setValue(3);
        widgets::FailureChoice copy;
        copy.restoreState(choice.saveState());
        QVERIFY(copy.policy().then == scans::FailurePolicy::Then::Skip);
        QCOMPARE(copy.policy().retries, 3);
    }

    void chipsChooseDetectors()
    {
        const devices::Profile beamline = profile();
        widgets::PlanForm form(*scans::findPlan(QStringLiteral("count")), beamline);
        form.findChild<QPushButton*>(QStringLiteral("detector_cam"))->click();
        QCOMPARE(form.parameters()[QLatin1String("detectors")].toArray(),
            (QJsonArray{QStringLiteral("sc"), QStringLiteral("cam")}));
    }
};

QTEST_MAIN(TestForms)
#include "tst_forms.moc"
