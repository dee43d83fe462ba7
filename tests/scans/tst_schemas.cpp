#include "tests/scans/enginetests.h"
#include "tests/scans/morefakes.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace enginetests;

namespace {

// The schemas are of the 2020-12 draft; older validators pass over some of their rules.
const char* const Validator = R"(
import json, sys
from jsonschema import Draft202012Validator
folder, lines = sys.argv[1:]
files = {"start": "run_start", "descriptor": "event_descriptor", "event": "event", "stop": "run_stop",
         "stream_resource": "stream_resource", "stream_datum": "stream_datum"}
validators = {k: Draft202012Validator(json.load(open(f"{folder}/{v}.json"))) for k, v in files.items()}
seen = {}
for number, line in enumerate(open(lines), 1):
    name, document = json.loads(line)
    seen[name] = seen.get(name, 0) + 1
    for error in validators[name].iter_errors(document):
        sys.exit(f"line {number} ({name}): {error.json_path}: {error.message}")
    if name == "descriptor":
        keys = {k for k, v in document["data_keys"].items() if "external" not in v}
        descriptors = globals().setdefault("descriptors", {})
        descriptors[document["uid"]] = keys
    if name == "event":
        keys = descriptors[document["descriptor"]]
        if set(document["data"]) != keys or set(document["timestamps"]) != keys:
            sys.exit(f"line {number}: the keys of the event are not those of its descriptor")
for broken in ({"start": {"uid": 1}}, {"start": {"uid": "a", "time": 1, "a.b": 2}}, {"event": {"more": 1}},
               {"stream_resource": {"uid": "a"}}, {"stream_datum": {"uid": "a"}}):
    (name, document), = broken.items()
    if validators[name].is_valid(document):
        sys.exit(f"the validator does not see what is wrong with {document}")
print(json.dumps(seen, sort_keys=True))
)";

QByteArray jsonLines(const std::deque<Document>& documents)
{
    QByteArray lines;
    for (const Document& document : documents)
        lines += QJsonDocument(QJsonArray{documentName(document), toJson(document)}).toJson(QJsonDocument::Compact)
            + '\n';
    return lines;
}

} // namespace

class TestSchemas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void documentsOfSeveralRunsAreValid();
    void documentsOfEveryKindAreValid();

private:
    /// Counts by kind; empty when they are not valid.
    static QJsonObject validated(const std::deque<Document>& documents);
};

void TestSchemas::initTestCase()
{
    if (!QFile::exists(QStringLiteral("/usr/bin/python3")))
        QSKIP("needs /usr/bin/python3 with jsonschema");
}

QJsonObject TestSchemas::validated(const std::deque<Document>& documents)
{
    QTemporaryDir folder;
    const QString linesName = folder.filePath(QStringLiteral("documents.jsonl"));
    QFile file(linesName);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(jsonLines(documents));
    file.close();

    const QString python = QStringLiteral("/usr/bin/python3");
    QProcess validation;
    validation.start(
        python, {QStringLiteral("-c"), QString::fromUtf8(Validator), QFINDTESTDATA("event-model"), linesName});
    if (!validation.waitForFinished())
        return {};
    const QByteArray complaint = validation.readAllStandardError();
    if (validation.exitCode() != 0)
        qWarning("%s", complaint.constData());
    return QJsonDocument::fromJson(validation.readAllStandardOutput()).object();
}

void TestSchemas::documentsOfSeveralRunsAreValid()
{
    RunEngine::Options options;
    options.profileMetadata = {{QStringLiteral("sample"), QJsonObject{{QStringLiteral("name.long"), 1}}},
        {QStringLiteral("owner"), QStringLiteral("us")}};
    Session session(options);
    const auto x = session.motor("x");
    session.motor("y");
    const auto d = session.detector("d");
    session.known.push_back(std::make_shared<devices::SoftDetector>(
        QStringLiteral("nan"), [] { return std::numeric_limits<double>::quiet_NaN(); }));
    session.engine.setBaseline({x});

    const QJsonArray detectors{QStringLiteral("d"), QStringLiteral("nan")};
    const QString detectorsKey = QStringLiteral("detectors");
    const QString axesKey = QStringLiteral("axes");
    const QJsonObject grid{{axesKey, QJsonArray{axis("x", 0, 1, 1), axis("y", 0, 1, 2)}},
        {QStringLiteral("snake"), true}, {detectorsKey, detectors}};
    const QJsonObject line{
        {axesKey, QJsonArray{axis("x", 0, 1)}}, {QStringLiteral("intervals"), 3}, {detectorsKey, detectors}};
    QVERIFY(session.run(session.plan("count", {{QStringLiteral("num"), 2}, {detectorsKey, detectors}})).success);
    QVERIFY(session.run(session.plan("grid_scan", grid), {{QStringLiteral("with/slash"), 1}}).success);
    x->hold = true;
    QVERIFY(session.start(session.plan("scan", line)));
    QTRY_VERIFY(x->moving);
    session.engine.pause();
    QTRY_COMPARE(session.engine.state(), EngineState::Paused);
    x->hold = false;
    session.engine.resume();
    QVERIFY(session.outcome().success);
    d->failAt = d->triggers + 2;
    QCOMPARE(session.run(session.plan("scan", line)).exitStatus, QStringLiteral("fail"));
    x->hold = true;
    QVERIFY(session.start(session.plan("scan", line)));
    QTRY_VERIFY(x->moving);
    session.engine.abort(QStringLiteral("enough"));
    QCOMPARE(session.outcome().exitStatus, QStringLiteral("abort"));

    const QJsonObject seen = validated(session.documents());
    QCOMPARE(seen.value(QStringLiteral("start")).toInt(), 5);
    QCOMPARE(seen.value(QStringLiteral("stop")).toInt(), 5);
    QCOMPARE(seen.value(QStringLiteral("descriptor")).toInt(), 5 + 1 + 4);
    QCOMPARE(seen.value(QStringLiteral("event")).toInt(), 2 + 6 + 4 + 1 + 2 + 2 * 5);
}

void TestSchemas::documentsOfEveryKindAreValid()
{
    Session session;
    const auto d = session.detector("d");
    const auto g = std::make_shared<Gauge>(QStringLiteral("g"));
    const auto f = std::make_shared<Flyer>(QStringLiteral("f"));
    const auto cam = std::make_shared<FrameCamera>(QStringLiteral("cam"));
    d->failAt = 1;
    const auto burst = msg::WaitFor{[g] {
        for (int i = 0; i < 2000; ++i)
            g->change(i, i);
        return true;
    }};
    const RunOutcome outcome = session.run(sequenceFactory(
        join({{msg::OpenRun{}, msg::OpenRun{{}, 1}, msg::Monitor{g}, burst, msg::Kickoff{f, 0, 1}, msg::Complete{f},
                  msg::Wait{}, msg::Collect{f, {}, 1}, msg::Trigger{cam}, msg::Wait{}},
            eventOf(cam), {msg::Configure{cam, {{QStringLiteral("gain"), 3}}}, msg::Trigger{d}}})));
    QCOMPARE(outcome.exitStatus, QStringLiteral("fail"));
    const QJsonObject seen = validated(session.documents());
    for (const auto& [kind, count] : std::map<QString, int>{{QStringLiteral("start"), 2}, {QStringLiteral("stop"), 2},
             {QStringLiteral("descriptor"), 4}, {QStringLiteral("stream_resource"), 1},
             {QStringLiteral("stream_datum"), 1}, {QStringLiteral("event"), 1001 + 3 + 1}})
        QCOMPARE(seen.value(kind).toInt(), count);
}

QTEST_GUILESS_MAIN(TestSchemas)
#include "tst_schemas.moc"
