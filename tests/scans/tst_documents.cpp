#include "scans/documents/documents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace scans;
using devices::DataKey;
using devices::Reading;
using devices::Value;

namespace {

DataKey key(const QString& name, const QString& object, bool hinted)
{
    DataKey made;
    made.name = name;
    made.source = QStringLiteral("ca://BD:") + name;
    made.units = QStringLiteral("mm");
    made.objectName = object;
    made.hinted = hinted;
    return made;
}

std::shared_ptr<EventDescriptor> descriptor()
{
    auto made = std::make_shared<EventDescriptor>();
    made->uid = QStringLiteral("d");
    made->runStart = QStringLiteral("s");
    made->name = QStringLiteral("primary");
    made->time = devices::fromEpochSeconds(1000.5);
    made->keys = {key(QStringLiteral("sx"), QStringLiteral("sx"), true),
        key(QStringLiteral("sx_setpoint"), QStringLiteral("sx"), false)};
    made->keys[0].limits = {-5, 5};
    made->keys[0].precision = 3;
    made->keys[1].dtype = DataKey::Dtype::Array;
    made->keys[1].shape = {4, -1};
    EventDescriptor::Object object;
    object.name = QStringLiteral("sx");
    object.configurationKeys = {key(QStringLiteral("sx_velocity"), QStringLiteral("sx"), false)};
    object.configuration = {Reading{Value(2.5), devices::fromEpochSeconds(999)}};
    made->objects = {object};
    return made;
}

QJsonObject parsed(const char* text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void start();
    void describes();
    void event();
    void stop();
};

void TestDocuments::start()
{
    auto start = std::make_shared<RunStart>();
    start->uid = QStringLiteral("s");
    start->time = devices::fromEpochSeconds(12.25);
    start->scanId = 7;
    start->metadata = parsed(R"({"plan_name": "scan", "uid": "not this one"})");
    const QJsonObject expected = parsed(R"({"plan_name": "scan", "uid": "s", "time": 12.25, "scan_id": 7})");
    QCOMPARE(documentName(RunStartPtr(start)), QStringLiteral("start"));
    QCOMPARE(toJson(RunStartPtr(start)), expected);
}

void TestDocuments::describes()
{
    const QJsonObject json = toJson(EventDescriptorPtr(descriptor()));
    const QJsonObject objectKeys = parsed(R"({"sx": ["sx", "sx_setpoint"]})");
    QCOMPARE(json.value(QStringLiteral("name")).toString(), QStringLiteral("primary"));
    QCOMPARE(json.value(QStringLiteral("object_keys")).toObject(), objectKeys);
    const QJsonObject hints = parsed(R"({"sx": {"fields": ["sx"]}})");
    QCOMPARE(json.value(QStringLiteral("hints")).toObject(), hints);
    const QJsonObject keys = json.value(QStringLiteral("data_keys")).toObject();
    const QJsonObject column
        = parsed(R"({"dtype": "number", "dtype_numpy": "<f8", "shape": [], "source": "ca://BD:sx", "object_name": "sx",
                   "units": "mm", "precision": 3, "limits": {"control": {"low": -5, "high": 5}}})");
    QCOMPARE(keys.value(QStringLiteral("sx")).toObject(), column);
    const QJsonObject values = parsed(R"({"sx_velocity": 2.5})");
    QCOMPARE(keys.value(QStringLiteral("sx_setpoint")).toObject().value(QStringLiteral("shape")).toArray(),
        (QJsonArray{4, QJsonValue(QJsonValue::Null)}));
    const QJsonObject configuration = json.value(QStringLiteral("configuration")).toObject();
    const QJsonObject sx = configuration.value(QStringLiteral("sx")).toObject();
    QCOMPARE(sx.value(QStringLiteral("data")).toObject(), values);
    const QJsonObject times = parsed(R"({"sx_velocity": 999})");
    QCOMPARE(sx.value(QStringLiteral("timestamps")).toObject(), times);
    QVERIFY(sx.value(QStringLiteral("data_keys")).toObject().contains(QStringLiteral("sx_velocity")));
}

void TestDocuments::event()
{
    auto event = std::make_shared<Event>();
    event->uid = QStringLiteral("e");
    event->descriptor = descriptor();
    event->seqNum = 3;
    event->time = devices::fromEpochSeconds(20);
    event->data = {Reading{Value(std::numeric_limits<double>::quiet_NaN()), devices::fromEpochSeconds(19)},
        Reading{Value(devices::makeArray<double>({1, 2})), devices::fromEpochSeconds(18)}};
    event->gridIndex = {2, 1};
    const QJsonObject expected = parsed(R"({"uid": "e", "descriptor": "d", "seq_num": 3, "time": 20, "filled": {},
                   "data": {"sx": null, "sx_setpoint": [1, 2]}, "timestamps": {"sx": 19, "sx_setpoint": 18}})");
    QCOMPARE(toJson(EventPtr(event)), expected);
}

void TestDocuments::stop()
{
    auto stop = std::make_shared<RunStop>();
    stop->uid = QStringLiteral("x");
    stop->runStart = QStringLiteral("s");
    stop->time = devices::fromEpochSeconds(30);
    stop->exitStatus = QStringLiteral("success");
    stop->numEvents = {{QStringLiteral("primary"), 5}};
    const QJsonObject expected
        = parsed(R"({"uid": "x", "run_start": "s", "time": 30, "exit_status": "success", "reason": "",
                   "num_events": {"primary": 5}})");
    QCOMPARE(toJson(RunStopPtr(stop)), expected);
    stop->exitStatus = QStringLiteral("fail");
    stop->reasonCode = QStringLiteral("timeout");
    stop->device = QStringLiteral("sx");
    const QJsonObject json = toJson(RunStopPtr(stop));
    QCOMPARE(json.value(QStringLiteral("reason_code")).toString(), QStringLiteral("timeout"));
    QCOMPARE(json.value(QStringLiteral("device")).toString(), QStringLiteral("sx"));
}

QTEST_APPLESS_MAIN(TestDocuments)
#include "tst_documents.moc"
