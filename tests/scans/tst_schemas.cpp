#include "tests/scans/fakes.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace scans;
using namespace fakes;

namespace {

// The schemas are of the 2020-12 draft; older validators pass over some of their rules.
const char* const Validator = R"(
import json, sys
from jsonschema import Draft202012Validator
folder, lines = sys.argv[1:]
files = {"start": "run_start", "descriptor": "event_descriptor", "event": "event", "stop": "run_stop"}
validators = {k: Draft202012Validator(json.load(open(f"{folder}/{v}.json"))) for k, v in files.items()}
seen = {}
for number, line in enumerate(open(lines), 1):
    name, document = json.loads(line)
    seen[name] = seen.get(name, 0) + 1
    for error in validators[name].iter_errors(document):
        sys.exit(f"line {number} ({name}): {error.json_path}: {error.message}")
    if name == "descriptor":
        keys = set(document["data_keys"])
        descriptors = globals().setdefault("descriptors", {})
        descriptors[document["uid"]] = keys
    if name == "event":
        keys = descriptors[document["descriptor"]]
        if set(document["data"]) != keys or set(document["timestamps"]) != keys:
            sys.exit(f"line {number}: the keys of the event are not those of its descriptor")
for broken in ({"start": {"uid": 1}}, {"start": {"uid": "a", "time": 1, "a.b": 2}}, {"event": {"more": 1}}):
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
    void documentsOfSeveralRunsAreValid();
};

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

    QTemporaryDir folder;
    const QString linesName = folder.filePath(QStringLiteral("documents.jsonl"));
    QFile file(linesName);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(jsonLines(session.documents()));
    file.close();

    const QString python = QStringLiteral("/usr/bin/python3");
    if (!QFile::exists(python))
        QSKIP("needs /usr/bin/python3 with jsonschema");
    QProcess validation;
    validation.start(
        python, {QStringLiteral("-c"), QString::fromUtf8(Validator), QFINDTESTDATA("event-model"), linesName});
    QVERIFY(validation.waitForFinished());
    const QByteArray complaint = validation.readAllStandardError();
    QVERIFY2(validation.exitCode() == 0, complaint.constData());
    const QJsonObject seen = QJsonDocument::fromJson(validation.readAllStandardOutput()).object();
    QCOMPARE(seen.value(QStringLiteral("start")).toInt(), 5);
    QCOMPARE(seen.value(QStringLiteral("stop")).toInt(), 5);
    QCOMPARE(seen.value(QStringLiteral("descriptor")).toInt(), 5 + 1 + 4);
    QCOMPARE(seen.value(QStringLiteral("event")).toInt(), 2 + 6 + 4 + 1 + 2 + 2 * 5);
}

QTEST_GUILESS_MAIN(TestSchemas)
#include "tst_schemas.moc"
