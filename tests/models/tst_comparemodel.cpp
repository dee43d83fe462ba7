#include "models/comparemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using models::CompareModel;

namespace {

storage::SavedValue saved(const char* pv, devices::Value value, const QString& problem = {})
{
    storage::SavedValue made;
    made.pv = QLatin1String(pv);
    made.value = std::move(value);
    made.problem = problem;
    return made;
}

CompareModel::Current now(devices::Value value, double tolerance = 0)
{
    CompareModel::Current current;
    current.connected = true;
    current.value = std::move(value);
    current.precision = 3;
    current.tolerance = tolerance;
    return current;
}

} // namespace

class TestCompareModel : public QObject
{
    Q_OBJECT

    static storage::SavedPosition position()
    {
        storage::SavedPosition made;
        made.values = {saved("sx", 1.0), saved("sy", 2.0), saved("shutter", devices::EnumIndex{1}),
            saved("oven", {}, QStringLiteral("not connected"))};
        return made;
    }

private Q_SLOTS:
    void onlyWhatDiffersIsRestored()
    {
        CompareModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPosition(position(), {});
        QCOMPARE(model.toRestore().size(), 0U); // nothing known yet, nothing written
        model.setCurrent(QStringLiteral("sx"), now(1.0004, 0.0005));
        model.setCurrent(QStringLiteral("sy"), now(2.5, 0.0005));
        model.setCurrent(QStringLiteral("shutter"), now(devices::EnumIndex{0}));
        model.setCurrent(QStringLiteral("oven"), now(600.0));
        QCOMPARE(model.differing(), 2);
        QCOMPARE(model.toRestore().size(), 2U);
        QCOMPARE(model.toRestore()[0].pv, QStringLiteral("sy"));
        QCOMPARE(model.index(1, CompareModel::Change).data().toString(), QStringLiteral("-0.500"));
    }

    void untickedIsLeftAlone()
    {
        CompareModel model;
        model.setPosition(position(), {});
        model.setCurrent(QStringLiteral("sy"), now(2.5));
        QVERIFY(model.setData(model.index(1, CompareModel::Pv), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model.toRestore().empty());
        // What was not saved cannot be ticked.
        QVERIFY(!model.setData(model.index(3, CompareModel::Pv), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!(model.flags(model.index(3, 0)) & Qt::ItemIsEnabled));
    }

    void disconnectedIsNotWritten()
    {
        CompareModel model;
        model.setPosition(position(), {});
        model.setCurrent(QStringLiteral("sy"), {});
        QVERIFY(model.toRestore().empty());
        QCOMPARE(model.index(1, CompareModel::Change).data().toString(), QStringLiteral("not connected"));
    }
};

QTEST_APPLESS_MAIN(TestCompareModel)
#include "tst_comparemodel.moc"
