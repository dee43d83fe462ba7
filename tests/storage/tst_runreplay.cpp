#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/runreplay.h"
#include "tests/storage/testruns.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using devices::DataKey;
using devices::Value;
using scans::Document;
using storage::NexusWriter;
using storage::RunReplay;

namespace {

/// Everything that a document holds, in words.
QStringList wordsOf(const DataKey& key)
{
    return {key.name, QString::number(static_cast<int>(key.dtype)), key.source, key.units,
        key.choices.join(QLatin1Char('|')), key.objectName, key.label, QString::number(key.precision.value_or(-1)),
        QString::number(key.hinted), QString::number(key.counts),
        QString::number(key.limits.valid() ? key.limits.high : 0)};
}

bool same(const devices::Reading& a, const devices::Reading& b)
{
    return devices::equal(a.value, b.value) && a.time == b.time && a.severity == b.severity && a.status == b.status;
}

bool same(const std::vector<devices::Reading>& a, const std::vector<devices::Reading>& b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
        [](const devices::Reading& x, const devices::Reading& y) { return same(x, y); });
}

QString difference(const scans::EventDescriptor& a, const scans::EventDescriptor& b)
{
    if (a.keys.size() != b.keys.size() || a.external.size() != b.external.size()
        || a.objects.size() != b.objects.size())
        return QStringLiteral("sizes");
    for (std::size_t i = 0; i < a.keys.size(); ++i) {
        if (wordsOf(a.keys[i]) != wordsOf(b.keys[i]) || a.keys[i].shape != b.keys[i].shape)
            return a.keys[i].name;
    }
    for (std::size_t i = 0; i < a.objects.size(); ++i) {
        if (a.objects[i].kind != b.objects[i].kind || !same(a.objects[i].configuration, b.objects[i].configuration))
            return a.objects[i].name;
    }
    return a.time == b.time ? QString() : QStringLiteral("time");
}

QString difference(const scans::Event& a, const scans::Event& b)
{
    if (a.time != b.time || a.gridIndex != b.gridIndex || a.data.size() != b.data.size())
        return QStringLiteral("event %1").arg(a.seqNum);
    for (std::size_t i = 0; i < a.data.size(); ++i) {
        if (!same(a.data[i], b.data[i]))
            return QStringLiteral("%1 of event %2").arg(a.descriptor->keys[i].name).arg(a.seqNum);
    }
    return {};
}

/// Empty when both are the same.
QString difference(const Document& a, const Document& b)
{
    if (a.index() != b.index() || scans::toJson(a) != scans::toJson(b)) {
        return QString::fromUtf8(QJsonDocument(scans::toJson(a)).toJson())
            + QString::fromUtf8(QJsonDocument(scans::toJson(b)).toJson());
    }
    if (const auto* descriptor = std::get_if<scans::EventDescriptorPtr>(&a))
        return difference(**descriptor, *std::get<scans::EventDescriptorPtr>(b));
    if (const auto* event = std::get_if<scans::EventPtr>(&a))
        return difference(**event, *std::get<scans::EventPtr>(b));
    return {};
}

void compare(const std::vector<Document>& got, const std::vector<Document>& expected)
{
    QCOMPARE(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        const QString different = difference(got[i], expected[i]);
        QVERIFY2(different.isEmpty(), qPrintable(QStringLiteral("document %1: %2").arg(i).arg(different)));
    }
}

QString write(const QTemporaryDir& dir, const std::vector<Document>& documents, std::size_t flushEvery = 1000)
{
    QString path;
    NexusWriter writer(
        dir.path(), QStringLiteral("run.h5"), [&path](const QString&, const QString& made, NexusWriter::Stage) {
            path = made;
            return devices::Result<void>();
        });
    std::vector<Document> batch;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        batch.push_back(documents[i]);
        if (batch.size() < flushEvery && i + 1 < documents.size())
            continue;
        if (const auto done = testruns::feed(writer, batch); !done)
            QTest::qFail(qPrintable(done.error().message), __FILE__, __LINE__);
        batch.clear();
    }
    return path;
}

/// Values of every kind, among them those that their column cannot hold.
std::vector<Document> everyKindOfValue()
{
    const auto start = testruns::start(3, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    DataKey filter = testruns::key(QStringLiteral("filter"), DataKey::Dtype::String, QStringLiteral("filter"));
    filter.choices = QStringList{QStringLiteral("Out"), QStringLiteral("Al 10 µm")};
    filter.label = QStringLiteral("The filter");
    filter.limits = {-1, 2.5};
    filter.precision = 3;
    DataKey spectrum = testruns::key(QStringLiteral("mca"), DataKey::Dtype::Array, QStringLiteral("mca"));
    spectrum.shape = {3};
    DataKey texts = testruns::key(QStringLiteral("names.of"), DataKey::Dtype::Array, QStringLiteral("names"));
    texts.shape = {2};
    DataKey image = testruns::key(QStringLiteral("names/of"), DataKey::Dtype::Array, QStringLiteral("names"));
    image.shape = {2, 2};
    auto primary = std::make_shared<scans::EventDescriptor>(*testruns::descriptor(start, QStringLiteral("primary"),
        {filter, testruns::key(QStringLiteral("x"), DataKey::Dtype::Number, QStringLiteral("x")),
            testruns::key(QStringLiteral("n"), DataKey::Dtype::Integer, QStringLiteral("n")), spectrum, texts, image}));
    primary->objects.front().configurationKeys = {filter};
    primary->objects.front().configuration
        = {{devices::EnumIndex{1}, start->time, devices::Severity::Major, quint16{4}}};
    std::vector<Document> all{start, scans::EventDescriptorPtr(primary)};
    const auto frame = [](quint16 first) { return Value(devices::makeArray<quint16>({first, 2, 3, 4})); };
    const auto names = [](std::vector<QString> list) { return Value(devices::makeArray(std::move(list))); };
    const std::vector<std::vector<Value>> rows{
        {devices::EnumIndex{1}, 0.1, qint64{7}, devices::makeArray<float>({1, 2, 3}), names({QStringLiteral("a"), {}}),
            frame(1)},
        {QStringLiteral("Out"), qint64{5}, devices::EnumIndex{3}, devices::makeArray<float>({4}),
            names({QStringLiteral("ä")}), frame(2)},
        {devices::EnumIndex{9}, devices::EnumIndex{2}, 2.5, devices::makeArray<double>({1, 2, 3}),
            names({QString(500, QChar(u'x')), {}}), Value()},
        {QString(300, QChar(0xE4)), std::numeric_limits<double>::quiet_NaN(), qint64{1} << 62,
            devices::makeArray<float>({1, 2, 3, 4, 5}), Value(), frame(9)},
        {Value(), Value(), Value(), 3.5, QStringLiteral("one"), devices::makeArray<quint16>({1})},
        {qint64{12}, QStringLiteral("high"), QStringLiteral("7"), Value(), Value(), Value()},
        {QStringLiteral("a\nb"), std::numeric_limits<double>::infinity(), -4.0, Value(), Value(), Value()},
        {Value(), (qint64{1} << 60) + 1, 1e300, Value(), Value(), Value()},
    };
    int seqNum = 0;
    for (const std::vector<Value>& row : rows) {
        auto event = std::make_shared<scans::Event>(*testruns::event(primary, ++seqNum, row));
        event->data.at(1).time += std::chrono::nanoseconds(seqNum);
        event->data.at(2).severity = devices::Severity::Minor;
        event->data.at(2).status = 17;
        event->time += std::chrono::nanoseconds(12'345'678'901'234'567);
        all.emplace_back(scans::EventPtr(event));
    }
    auto odd = std::make_shared<scans::Event>(*testruns::event(primary, ++seqNum, {QStringLiteral("x"), 1.0}, {1, 2}));
    odd->uid = QStringLiteral("not a uuid");
    all.emplace_back(scans::EventPtr(odd));
    all.emplace_back(testruns::stop(start, seqNum));
    return all;
}

/// All that interrupts and accompanies a scan.
std::vector<Document> manyStreams()
{
    const testruns::LineScan scan(4, 5, {{QStringLiteral("weights"), QJsonArray{1, 2.5, 1e-9}}});
    const auto monitor = testruns::descriptor(scan.start, QStringLiteral("ring"),
        {testruns::key(QStringLiteral("ring"), DataKey::Dtype::Number, QStringLiteral("ring"))});
    const auto baseline = testruns::descriptor(scan.start, QStringLiteral("baseline"),
        {testruns::key(QStringLiteral("theta"), DataKey::Dtype::Number, QStringLiteral("theta"))});
    const auto interruptions = testruns::descriptor(scan.start, QStringLiteral("interruptions"),
        {testruns::key(QStringLiteral("interruption"), DataKey::Dtype::String, QStringLiteral("engine"))});
    auto framed
        = std::make_shared<scans::EventDescriptor>(*testruns::descriptor(scan.start, QStringLiteral("flight"), {}));
    framed->external = {testruns::key(QStringLiteral("cam"), DataKey::Dtype::Array, QStringLiteral("cam"))};
    auto again = std::make_shared<scans::EventDescriptor>(*scan.primary); // configured anew
    again->uid = QStringLiteral("another");
    const auto resource = std::make_shared<const scans::StreamResource>(
        scans::StreamResource{QStringLiteral("r1"), scan.start->uid, QStringLiteral("cam"),
            QStringLiteral("application/x-hdf5"), QStringLiteral("file://localhost/data/none.h5"),
            {{QStringLiteral("dataset"), QStringLiteral("/entry/data/data")}}});
    const auto datum = std::make_shared<const scans::StreamDatum>(
        scans::StreamDatum{QStringLiteral("r1/0"), resource, framed, {0, 4}, {1, 5}});
    auto stop = std::make_shared<scans::RunStop>(
        *testruns::stop(scan.start, 4, QStringLiteral("fail"), QStringLiteral("sx: past its limit")));
    stop->dropped[QStringLiteral("ring")] = 3;
    stop->pv = QStringLiteral("BD:m1");
    stop->device = QStringLiteral("sx");
    stop->reasonCode = QStringLiteral("limit_violation");
    return {scan.start, monitor, testruns::event(monitor, 1, {199.0}), baseline, testruns::event(baseline, 1, {1.0}),
        scan.primary, scan.point(1), interruptions, testruns::event(interruptions, 1, {QStringLiteral("pause")}),
        testruns::event(monitor, 2, {198.0}), scan.point(2), scan.point(3),
        testruns::event(interruptions, 2, {QStringLiteral("resume")}), scan.point(2), scan.point(3),
        scans::EventDescriptorPtr(again), testruns::event(again, 4, {1.0, 2.0, qint64{3}}, {3}),
        scans::EventDescriptorPtr(framed), resource, datum, testruns::event(baseline, 2, {2.0}),
        testruns::event(baseline, 3, {3.0}), scans::RunStopPtr(stop)};
}

} // namespace

class TestRunReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameDocuments_data();
    void sameDocuments();
    void whileItGrows();
    void takerEndsIt();
    void noSuchFile();
};

void TestRunReplay::sameDocuments_data()
{
    QTest::addColumn<std::vector<Document>>("documents");
    const testruns::LineScan nothing(3);
    for (const int flushEvery : {1, 1000}) {
        QTest::addRow("line, %d", flushEvery) << testruns::LineScan(1500).documents();
        QTest::addRow("values, %d", flushEvery) << everyKindOfValue();
        QTest::addRow("streams, %d", flushEvery) << manyStreams();
    }
    QTest::newRow("no point") << std::vector<Document>{
        nothing.start, nothing.primary, testruns::stop(nothing.start, 0)};
    QTest::newRow("nothing") << std::vector<Document>{nothing.start, testruns::stop(nothing.start, 0)};
}

void TestRunReplay::sameDocuments()
{
    QFETCH(std::vector<Document>, documents);
    const QTemporaryDir dir;
    const std::size_t flushEvery = QByteArrayView(QTest::currentDataTag()).endsWith(", 1") ? 1 : 1000;
    const auto again = RunReplay::all(write(dir, documents, flushEvery));
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().message));
    compare(again.value(), documents);
}

void TestRunReplay::whileItGrows()
{
    const QTemporaryDir dir;
    NexusWriter writer(dir.path(), QStringLiteral("run.h5"), {});
    const testruns::LineScan scan(10);
    std::vector<Document> sofar{scan.start, scan.primary};
    QVERIFY(testruns::feed(writer, sofar));
    for (int n = 1; n <= scan.points; ++n) {
        sofar.emplace_back(scan.point(n));
        QVERIFY(testruns::feed(writer, {sofar.back()}));
        const auto again = RunReplay::all(dir.filePath(QStringLiteral("run.h5")));
        QVERIFY(again);
        compare(again.value(), sofar);
    }
    QVERIFY(testruns::feed(writer, {testruns::stop(scan.start, scan.points)}));
}

void TestRunReplay::takerEndsIt()
{
    const QTemporaryDir dir;
    const QString path = write(dir, testruns::LineScan(5).documents());
    int taken = 0;
    const auto done = RunReplay::forEach(path, [&taken](const Document&) -> devices::Result<void> {
        if (++taken == 3)
            return devices::Error{devices::ErrorCode::Stopped, QStringLiteral("enough"), {}};
        return {};
    });
    QVERIFY(!done);
    QCOMPARE(done.error().message, QStringLiteral("enough"));
    QCOMPARE(taken, 3);
}

void TestRunReplay::noSuchFile()
{
    const auto missing = RunReplay::all(QStringLiteral("/nonexistent.h5"));
    QVERIFY(!missing);
    QVERIFY(missing.error().message.contains(QStringLiteral("/nonexistent.h5")));
}

QTEST_GUILESS_MAIN(TestRunReplay)
#include "tst_runreplay.moc"
