#include "devices/kinds/deviceset.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/nearmisses.h"
#include "devices/kinds/soft.h"
#include "fakechannels.h"

#include <QSet>
#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

DeviceSpec signalSpecOf(const char* name, const char* pv)
{
    DeviceSpec spec;
    spec.kind = QStringLiteral("signal");
    spec.name = QString::fromLatin1(name);
    spec.pv = QString::fromLatin1(pv);
    return spec;
}

} // namespace

class tst_DeviceSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogue();
    void findsByName();
    void connectsAll();
    void connectsAllButOne();
    void nearMisses_data();
    void nearMisses();
};

void tst_DeviceSet::catalogue()
{
    QCOMPARE(kindIds().join(QLatin1Char(' ')),
        QStringLiteral("motor scaler mca areadetector shutter signal group braggenergy slitgap slitcenter"));
    for (const DeviceKindSpec& kind : kindsCatalog()) {
        QVERIFY(kind.setpointPv && !kind.title.isEmpty());
        // A PV of its own, or devices that it is made of.
        QVERIFY(bool(kind.make) != bool(kind.compose));
        QCOMPARE(kind.pvHelp.isEmpty(), bool(kind.compose));
        QSet<QString> keys;
        for (const DeviceOption& option : kind.options) {
            QVERIFY2(!option.help.isEmpty(), qPrintable(option.key));
            QVERIFY2(!keys.contains(option.key), qPrintable(option.key));
            keys.insert(option.key);
        }
    }
}

void tst_DeviceSet::findsByName()
{
    FakeBeamline beamline;
    std::vector<Error> problems;
    DeviceSpec odd = signalSpecOf("odd", "T:odd");
    odd.kind = QStringLiteral("laser");
    DeviceSet set = DeviceSet::make(
        {signalSpecOf("ring", "T:ring"), odd, signalSpecOf("ring", "T:other")}, beamline.context(), problems);
    QCOMPARE(problems.size(), std::size_t{2});
    QVERIFY(problems[0].message.contains(QStringLiteral("\"laser\"")));
    QCOMPARE(problems[1].message, QStringLiteral("There is already a device called ring"));
    QVERIFY(set.add(std::make_shared<SoftPositioner>(QStringLiteral("sx"))));
    QCOMPARE(set.names().join(QLatin1Char(' ')), QStringLiteral("ring sx"));
    QCOMPARE(set.find(QStringLiteral("sx")).value()->name(), QStringLiteral("sx"));
    QCOMPARE(set.movables().size(), std::size_t{1});
    QCOMPARE(set.movables()[0]->name(), QStringLiteral("sx"));
    const Result<DevicePtr> missed = set.find(QStringLiteral("sX2"));
    QVERIFY(!missed);
    QCOMPARE(missed.error().message, QStringLiteral("There is no device called \"sX2\" (did you mean sx?)"));
}

void tst_DeviceSet::connectsAll()
{
    FakeBeamline beamline;
    beamline.add(QStringLiteral("T:a"), 1);
    beamline.add(QStringLiteral("T:b"), 1);
    std::vector<Error> problems;
    DeviceSet set = DeviceSet::make({signalSpecOf("a", "T:a"), signalSpecOf("b", "T:b")}, beamline.context(), problems);
    const StatusPtr status = set.connect(5s);
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result());
    QVERIFY(set.missing().isEmpty());
    QVERIFY(DeviceSet().connect(5s)->isDone());
}

void tst_DeviceSet::connectsAllButOne()
{
    FakeBeamline beamline;
    beamline.add(QStringLiteral("T:b"), 1);
    std::vector<Error> problems;
    DeviceSet set = DeviceSet::make({signalSpecOf("a", "T:a"), signalSpecOf("b", "T:b")}, beamline.context(), problems);
    const StatusPtr status = set.connect(20ms);
    QVERIFY(beamline.finish(status));
    QVERIFY(!status->result());
    QCOMPARE(status->result().error().message, QStringLiteral("T:a is not connected (a)"));
    QCOMPARE(set.missing(), QStringList(QStringLiteral("T:a")));
    QVERIFY(set.find(QStringLiteral("b")).value()->missing().isEmpty());
}

void tst_DeviceSet::nearMisses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("near");
    QTest::newRow("case") << QStringLiteral("SX") << QStringLiteral("sx,sy,sz");
    QTest::newRow("typing error") << QStringLiteral("enrgy") << QStringLiteral("energy");
    QTest::newRow("beginning") << QStringLiteral("slit") << QStringLiteral("slit_gap,slit_center");
    QTest::newRow("too long") << QStringLiteral("theta2") << QStringLiteral("theta");
    QTest::newRow("nothing like it") << QStringLiteral("detector") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void tst_DeviceSet::nearMisses()
{
    QFETCH(QString, name);
    QFETCH(QString, near);
    const QStringList known{QStringLiteral("energy"), QStringLiteral("theta"), QStringLiteral("sx"),
        QStringLiteral("sy"), QStringLiteral("sz"), QStringLiteral("slit_gap"), QStringLiteral("slit_center")};
    QCOMPARE(devices::nearMisses(name, known).join(QLatin1Char(',')), near);
}

QTEST_GUILESS_MAIN(tst_DeviceSet)
#include "tst_deviceset.moc"
