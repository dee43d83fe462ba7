#include "devices/kinds/mca.h"

#include "devices/kinds/devicekind.h"
#include "fakechannels.h"

#include <QtTest>

using namespace devices;
using namespace std::chrono_literals;

namespace {

QString field(const QString& name)
{
    return QStringLiteral("T:mca.") + name;
}

struct Region
{
    QString name;
    int low = -1;
    int high = -1;
};

/// An analyser of eight channels that counts until the test says so.
void addMca(FakeBeamline& beamline, const std::vector<Region>& regions)
{
    const QStringList doneAcquire{QStringLiteral("Done"), QStringLiteral("Acquire")};
    for (const char* command : {"ERST", "STOP", "ACQG"})
        beamline.addEnum(field(QString::fromLatin1(command)), 0, doneAcquire);
    for (const char* number : {"PRTM", "PLTM", "PCT", "ERTM", "ELTM", "DTIM", "CALO", "CALQ", "TTH"})
        beamline.add(field(QString::fromLatin1(number)), 0);
    ChannelInfo energy;
    energy.units = QStringLiteral("keV");
    beamline.add(field(QStringLiteral("CALS")), 0.01, energy);
    beamline.addInteger(field(QStringLiteral("NUSE")), 8);
    beamline.addArray<qint32>(field(QStringLiteral("VAL")), NativeType::Long, {0, 0, 0, 0, 0, 0, 0, 0});
    for (std::size_t n = 0; n < regions.size(); ++n) {
        const QString roi = field(QStringLiteral("R%1").arg(n));
        beamline.add(roi, 0);
        beamline.add(roi + QStringLiteral("N"), 0);
        beamline.addText(roi + QStringLiteral("NM"), regions[n].name);
        beamline.addInteger(roi + QStringLiteral("LO"), regions[n].low);
        beamline.addInteger(roi + QStringLiteral("HI"), regions[n].high);
    }
    beamline.pv(field(QStringLiteral("ERST"))).onPut = [](const Value&, PutMode) {};
}

DevicePtr makeMca(FakeBeamline& beamline, const QJsonObject& options)
{
    DeviceSpec spec;
    spec.kind = QStringLiteral("mca");
    spec.name = QStringLiteral("mca");
    spec.pv = QStringLiteral("T:mca");
    spec.options = options;
    const DevicePtr mca = makeDevice(spec, beamline.context()).value();
    const StatusPtr status = mca->connect(5s);
    if (!beamline.finish(status) || !status->result())
        qFatal("the analyser does not connect");
    return mca;
}

const std::vector<Region>& usualRegions()
{
    static const std::vector<Region> regions{{QStringLiteral("Fe Ka"), 2, 3}, {QStringLiteral("unused")},
        {QString(), 1, 2}, {QStringLiteral("Ca Ka"), 5, 6}};
    return regions;
}

QString columnsOf(const std::vector<DataKey>& keys)
{
    QStringList names;
    for (const DataKey& key : keys)
        names << key.name + (key.hinted ? QStringLiteral("*") : QString())
                + (key.counts ? QStringLiteral("#") : QString());
    return names.join(QLatin1Char(' '));
}

Result<std::vector<Reading>> readNow(FakeBeamline& beamline, Device& device)
{
    std::optional<Result<std::vector<Reading>>> got;
    const Handle handle = device.read([&got](Result<std::vector<Reading>> readings) { got = std::move(readings); });
    if (!beamline.pump([&got] { return got.has_value(); }))
        return Error{ErrorCode::Timeout, QStringLiteral("no reading"), {}};
    return std::move(*got);
}

} // namespace

class tst_McaKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns_data();
    void columns();
    void configuration();
    void counts();
    void readsTheSpectrum();
    void fewerChannelsThanAnnounced();
    void stopsWithItsOwnCommand();
    void stages();
    void livePreset();
};

void tst_McaKind::columns_data()
{
    QTest::addColumn<QJsonObject>("options");
    QTest::addColumn<QString>("columns"); // * hinted, # counts
    const QJsonObject four{{QStringLiteral("regions"), 4}};
    const QString times = QStringLiteral("mca_real_time mca_live_time mca_dead_time");
    QTest::newRow("regions of the record")
        << four << QStringLiteral("mca_total# %1 mca_Fe_Ka*# mca_Ca_Ka*#").arg(times);
    QTest::newRow("fewer regions") << QJsonObject{{QStringLiteral("regions"), 1}}
                                   << QStringLiteral("mca_total# %1 mca_Fe_Ka*#").arg(times);
    QTest::newRow("no regions") << QJsonObject{{QStringLiteral("regions"), 0}}
                                << QStringLiteral("mca_total*# %1").arg(times);
    QJsonObject hinted = four;
    hinted.insert(QStringLiteral("hinted"), QJsonArray{QStringLiteral("Ca Ka")});
    QTest::newRow("hinted") << hinted << QStringLiteral("mca_total# %1 mca_Fe_Ka# mca_Ca_Ka*#").arg(times);
    QJsonObject net = four;
    net.insert(QStringLiteral("net"), true);
    QTest::newRow("net") << net << QStringLiteral("mca_total# %1 mca_Fe_Ka* mca_Ca_Ka*").arg(times);
    QJsonObject spectrum = four;
    spectrum.insert(QStringLiteral("spectrum"), true);
    QTest::newRow("spectrum") << spectrum
                              << QStringLiteral("mca_total# %1 mca_Fe_Ka*# mca_Ca_Ka*# mca_spectrum").arg(times);
}

void tst_McaKind::columns()
{
    QFETCH(QJsonObject, options);
    QFETCH(QString, columns);
    FakeBeamline beamline;
    addMca(beamline, usualRegions());
    const DevicePtr mca = makeMca(beamline, options);
    QCOMPARE(columnsOf(mca->describe()), columns);
    const auto readings = readNow(beamline, *mca);
    QVERIFY(readings.ok());
    QCOMPARE(readings.value().size(), mca->describe().size());
}

void tst_McaKind::configuration()
{
    FakeBeamline beamline;
    addMca(beamline, usualRegions());
    const DevicePtr mca = makeMca(beamline, {{QStringLiteral("regions"), 1}});
    QCOMPARE(columnsOf(mca->describeConfiguration()),
        QStringLiteral("mca_preset_real_time mca_channels mca_offset mca_slope mca_quadratic mca_two_theta "
                       "mca_Fe_Ka_low mca_Fe_Ka_high"));
    QCOMPARE(mca->describeConfiguration()[3].units, QStringLiteral("keV"));
}

void tst_McaKind::counts()
{
    FakeBeamline beamline;
    addMca(beamline, usualRegions());
    const DevicePtr mca = makeMca(beamline, {{QStringLiteral("regions"), 4}});
    QVERIFY(beamline.finish(mca->setDwell(250ms)));
    QCOMPARE(toDouble(beamline.pv("T:mca.PRTM").value()), std::optional<double>(0.25));
    FakeChannel& start = beamline.pv("T:mca.ERST");
    const StatusPtr status = mca->trigger();
    beamline.settle();
    QVERIFY(!status->isDone() && status->progress().has_value());
    QCOMPARE(status->timeout().count(), 10500);
    QVERIFY(toInteger(start.puts.at(0).value) == 1 && start.puts[0].mode == PutMode::Complete);
    beamline.pv("T:mca.VAL").changeSilently(makeArray<qint32>({0, 1, 20, 30, 1, 4, 5, 0}));
    beamline.pv("T:mca.R0").changeSilently(50.0);
    beamline.pv("T:mca.R3").changeSilently(9.0);
    beamline.pv("T:mca.DTIM").changeSilently(3.5);
    beamline.pv("T:mca.ERTM").changeSilently(0.25);
    start.completePut();
    QVERIFY(beamline.finish(status) && status->result());
    const auto readings = readNow(beamline, *mca);
    QVERIFY(readings.ok());
    std::vector<double> values;
    for (const Reading& reading : readings.value())
        values.push_back(*toDouble(reading.value));
    QCOMPARE(values, std::vector<double>({61, 0.25, 0, 3.5, 50, 9}));
}

void tst_McaKind::readsTheSpectrum()
{
    FakeBeamline beamline;
    addMca(beamline, {});
    const DevicePtr mca = makeMca(beamline, {{QStringLiteral("regions"), 0}, {QStringLiteral("spectrum"), true}});
    beamline.pv("T:mca.VAL").changeSilently(makeArray<qint32>({1, 2, 3, 4, 5, 6, 7, 8}));
    QCOMPARE(mca->describe().back().shape, std::vector<qint64>({8}));
    const auto readings = readNow(beamline, *mca);
    QCOMPARE(toDoubles(readings.value().back().value), std::vector<double>({1, 2, 3, 4, 5, 6, 7, 8}));
    QCOMPARE(toDouble(readings.value().front().value), std::optional<double>(36));
}

void tst_McaKind::fewerChannelsThanAnnounced()
{
    FakeBeamline beamline;
    addMca(beamline, {});
    beamline.pv("T:mca.NUSE").change(qint64{4});
    const DevicePtr mca = makeMca(beamline, {{QStringLiteral("regions"), 0}, {QStringLiteral("spectrum"), true}});
    QCOMPARE(mca->describe().back().shape, std::vector<qint64>({4}));
    beamline.pv("T:mca.VAL").changeSilently(makeArray<qint32>({1, 2}));
    const auto readings = readNow(beamline, *mca);
    const auto* spectrum = std::get_if<ArrayPtr<qint32>>(&readings.value().back().value);
    QVERIFY(spectrum);
    QCOMPARE(**spectrum, std::vector<qint32>({1, 2, 0, 0}));
    QCOMPARE(toDouble(readings.value().front().value), std::optional<double>(3));
}

void tst_McaKind::stopsWithItsOwnCommand()
{
    FakeBeamline beamline;
    addMca(beamline, {});
    const DevicePtr mca = makeMca(beamline, {{QStringLiteral("regions"), 0}});
    const StatusPtr status = mca->trigger();
    mca->stop();
    const auto& puts = beamline.pv("T:mca.STOP").puts;
    QCOMPARE(puts.size(), std::size_t{1});
    QVERIFY(toInteger(puts[0].value) == 1 && puts[0].mode == PutMode::Forget);
    beamline.pv("T:mca.ERST").completePut();
    QVERIFY(beamline.finish(status));
    QVERIFY(status->result().error().code == ErrorCode::Stopped);
    QCOMPARE(status->reason(), QStringLiteral("mca was stopped while it acquired (T:mca.ERST)"));
}

void tst_McaKind::stages()
{
    FakeBeamline beamline;
    addMca(beamline, {});
    beamline.pv("T:mca.PLTM").change(5.0);
    beamline.pv("T:mca.PCT").change(1000.0);
    beamline.pv("T:mca.PRTM").change(2.0);
    beamline.pv("T:mca.ACQG").change(EnumIndex{1});
    const DevicePtr mca = makeMca(beamline, {{QStringLiteral("regions"), 0}});
    QVERIFY(beamline.finish(mca->stage()));
    QCOMPARE(toInteger(beamline.pv("T:mca.STOP").puts.at(0).value), std::optional<qint64>(1));
    QCOMPARE(toDouble(beamline.pv("T:mca.PLTM").value()), std::optional<double>(0));
    QCOMPARE(toDouble(beamline.pv("T:mca.PCT").value()), std::optional<double>(0));
    QVERIFY(beamline.finish(mca->setDwell(100ms)));
    QVERIFY(beamline.finish(mca->unstage()));
    QCOMPARE(toDouble(beamline.pv("T:mca.PLTM").value()), std::optional<double>(5));
    QCOMPARE(toDouble(beamline.pv("T:mca.PCT").value()), std::optional<double>(1000));
    QCOMPARE(toDouble(beamline.pv("T:mca.PRTM").value()), std::optional<double>(2));
}

void tst_McaKind::livePreset()
{
    FakeBeamline beamline;
    addMca(beamline, {});
    const DevicePtr mca
        = makeMca(beamline, {{QStringLiteral("regions"), 0}, {QStringLiteral("preset"), QStringLiteral("live")}});
    QVERIFY(beamline.finish(mca->setDwell(100ms)));
    QCOMPARE(toDouble(beamline.pv("T:mca.PLTM").value()), std::optional<double>(0.1));
    QVERIFY(beamline.pv("T:mca.PRTM").puts.empty());
    QCOMPARE(mca->describeConfiguration()[0].name, QStringLiteral("mca_preset_live_time"));
}

QTEST_GUILESS_MAIN(tst_McaKind)
#include "tst_mcakind.moc"
