#include "scans/plans/planspec.h"
#include "widgets/numberfield.h"
#include "widgets/planform.h"

#include <QComboBox>
#include <QJsonArray>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

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
