#include "models/servermodel.h"
#include "models/textmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace models;
using namespace std::chrono_literals;

class TestServerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratesAreDifferences();
    void serversComeAndGo();
    void textsKeepWhatIsChosen();
};

static QString text(const TableModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

void TestServerModel::ratesAreDifferences()
{
    ServerModel model;
    const QAbstractItemModelTester tester(&model);
    const QString host = QStringLiteral("ioc1:5064");
    model.update({{host, 10, 1000, 8000, {}}}, 1s);
    QCOMPARE(model.updatesPerSecond(), 0.0); // nothing to compare with
    QCOMPARE(text(model, 0, ServerModel::RoundTrip), QStringLiteral("—"));
    model.update({{host, 12, 1500, 16000, 250us}}, 2s);
    QCOMPARE(model.updatesPerSecond(), 250.0);
    QCOMPARE(model.bytesPerSecond(), 4000.0);
    QCOMPARE(text(model, 0, ServerModel::Host), host);
    QCOMPARE(text(model, 0, ServerModel::Connected), QStringLiteral("12"));
    QCOMPARE(text(model, 0, ServerModel::Updates), QLocale().toString(250));
    QCOMPARE(text(model, 0, ServerModel::RoundTrip), QStringLiteral("250 µs"));
    QVERIFY(model.toText().contains(host));
}

void TestServerModel::serversComeAndGo()
{
    ServerModel model;
    const QAbstractItemModelTester tester(&model);
    model.update({{QStringLiteral("a"), 1, 0, 0, {}}}, 1s);
    model.update({{QStringLiteral("a"), 1, 10, 0, {}}, {QStringLiteral("b"), 1, 1000000, 0, {}}}, 1s);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.updatesPerSecond(), 10.0); // b's past is not a rate
    model.update({}, 1s);
    QCOMPARE(model.rowCount(), 0);
}

void TestServerModel::textsKeepWhatIsChosen()
{
    TextModel model({QStringLiteral("name"), QStringLiteral("value")});
    const QAbstractItemModelTester tester(&model);
    const QList<QStringList> rows{{QStringLiteral("x"), QStringLiteral("1")}};
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setRows(rows);
    QCOMPARE(resets.size(), 1);
    model.setRows(rows);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(text(model, 0, 1), QStringLiteral("1"));
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestServerModel)
#include "tst_servermodel.moc"
