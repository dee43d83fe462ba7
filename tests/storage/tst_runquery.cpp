#include "storage/catalogue/runquery.h"

#include <QTest>

using storage::QueryTerm;
using storage::RunQuery;
using Kind = storage::QueryTerm::Kind;

class TestRunQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparisons_data();
    void comparisons();
    void words();
    void alternatives();
    void times_data();
    void times();
    void problems_data();
    void problems();
    void positions();

private:
    const QDateTime m_now{QDate(2026, 11, 21), QTime(15, 30)};
    QueryTerm single(const QString& text) const;
};

QueryTerm TestRunQuery::single(const QString& text) const
{
    const RunQuery query = RunQuery::parse(text, m_now);
    if (query.problem() || query.terms().size() != 1)
        qFatal("%s: %s", qPrintable(text), query.problem() ? qPrintable(query.problem()->message) : "not one term");
    return query.terms().front();
}

void TestRunQuery::comparisons_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("value");
    QTest::addColumn<double>("number"); // nan = none
    QTest::addColumn<bool>("negated");
    const double none = qQNaN();
    const auto row = [](const char* text, const char* key, Kind kind, const char* value, double number, bool negated) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(key) << kind << QString::fromUtf8(value)
                            << number << negated;
    };
    row("plan:mesh", "plan", Kind::Equal, "mesh", none, false);
    row("plan=mesh", "plan", Kind::Equal, "mesh", none, false);
    row("PLAN:Mesh", "plan", Kind::Equal, "mesh", none, false);
    row("plan!=mesh", "plan", Kind::Equal, "mesh", none, true);
    row("-plan:mesh", "plan", Kind::Equal, "mesh", none, true);
    row("-plan!=mesh", "plan", Kind::Equal, "mesh", none, false);
    row("sample~\"iron*\"", "sample", Kind::Like, "iron*", none, false);
    row("sample~foil", "sample", Kind::Like, "*foil*", none, false);
    row("sample:\"iron foil\"", "sample", Kind::Equal, "iron foil", none, false);
    row("sample:\"7\"", "sample", Kind::Equal, "7", none, false);
    row("\"X:ring\">7", "x:ring", Kind::Greater, "7", 7.0, false);
    row("energy>7.1", "energy", Kind::Greater, "7.1", 7.1, false);
    row("energy >= 7.1", "energy", Kind::GreaterEqual, "7.1", 7.1, false);
    row("energy <7.1", "energy", Kind::Less, "7.1", 7.1, false);
    row("energy<=-7.1e-3", "energy", Kind::LessEqual, "-7.1e-3", -7.1e-3, false);
    row("energy=7", "energy", Kind::Equal, "7", 7, false);
    row("plan_args.dwell>0.5", "plan_args.dwell", Kind::Greater, "0.5", 0.5, false);
    row("Größe>3", "größe", Kind::Greater, "3", 3, false);
    row("file~*.h5", "file", Kind::Like, "*.h5", none, false);
    row("star:yes", "star", Kind::Equal, "yes", none, false);
    row("status:fail", "status", Kind::Equal, "fail", none, false);
    row("tag:a:b", "tag", Kind::Equal, "a:b", none, false);
}

void TestRunQuery::comparisons()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    QFETCH(Kind, kind);
    QFETCH(QString, value);
    QFETCH(double, number);
    QFETCH(bool, negated);
    const QueryTerm term = single(text);
    QCOMPARE(term.key, key);
    QCOMPARE(term.kind, kind);
    QCOMPARE(term.values.size(), 1U);
    QCOMPARE(term.values.front().text, value);
    QCOMPARE(term.values.front().number.has_value(), !qIsNaN(number));
    if (term.values.front().number)
        QCOMPARE(*term.values.front().number, number);
    QCOMPARE(term.negated, negated);
    QCOMPARE(term.position, 0);
    QCOMPARE(term.length, static_cast<int>(text.size()));
}

void TestRunQuery::words()
{
    const RunQuery query = RunQuery::parse(QStringLiteral("  iron \"two words\" -bad sx-2 "), m_now);
    QVERIFY(!query.problem());
    QCOMPARE(query.terms().size(), 4U);
    const auto text = [&query](std::size_t term) { return query.terms()[term].values.front().text; };
    QCOMPARE(text(0), QStringLiteral("iron"));
    QCOMPARE(text(1), QStringLiteral("two words"));
    QVERIFY(query.terms()[1].exact && !query.terms()[0].exact);
    QCOMPARE(text(2), QStringLiteral("bad"));
    QVERIFY(query.terms()[2].negated && !query.terms()[3].negated);
    QCOMPARE(text(3), QStringLiteral("sx-2"));
    for (const QueryTerm& term : query.terms())
        QCOMPARE(term.kind, Kind::Words);
    QVERIFY(RunQuery::parse({}, m_now).terms().empty());
    QVERIFY(!query.mentionsHidden());
    QVERIFY(RunQuery::parse(QStringLiteral("-hidden:no"), m_now).mentionsHidden());
}

void TestRunQuery::alternatives()
{
    const QueryTerm term = single(QStringLiteral("plan:mesh,\"a, b\",7"));
    QCOMPARE(term.values.size(), 3U);
    QCOMPARE(term.values[1].text, QStringLiteral("a, b"));
    QCOMPARE(term.values[2].number.value_or(0), 7.0);
}

void TestRunQuery::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("from"); // invalid = open
    QTest::addColumn<QDateTime>("to");
    const auto at = [](int day, int hour, int minute) { return QDateTime(QDate(2026, 11, day), QTime(hour, minute)); };
    const auto row = [](const char* text, const QDateTime& from, const QDateTime& to) {
        QTest::newRow(text) << QString::fromLatin1(text) << from << to;
    };
    const QDateTime open;
    row("since:today", at(21, 0, 0), open);
    row("since:yesterday", at(20, 0, 0), open);
    row("since:7d", at(14, 15, 30), open);
    row("since:2w", at(7, 15, 30), open);
    row("since:12h", at(21, 3, 30), open);
    row("since:90min", at(21, 14, 0), open);
    row("since:2026-11-02", at(2, 0, 0), open);
    row("since:14:30", at(21, 14, 30), open);
    row("since:2026-11-02T14:30", at(2, 14, 30), open);
    row("since:2026-11-02T14:30:00", at(2, 14, 30), open);
    row("since:\"2026-11-02 14:30\"", at(2, 14, 30), open);
    row("until:yesterday", open, at(21, 0, 0));
    row("until:2026-11-02T14:30", open, at(2, 14, 31));
    row("on:2026-11-02", at(2, 0, 0), at(3, 0, 0));
    row("on:2026-11", at(1, 0, 0), QDateTime(QDate(2026, 12, 1), QTime(0, 0)));
    row("started>2026-11-02", at(3, 0, 0), open);
    row("started>=2026-11-02", at(2, 0, 0), open);
    row("started<2026-11-02", open, at(2, 0, 0));
    row("started<=2026-11-02", open, at(3, 0, 0));
    row("started:yesterday", at(20, 0, 0), at(21, 0, 0));
    row("since:2026-11-02T14:30Z", QDateTime(QDate(2026, 11, 2), QTime(14, 30), Qt::UTC), open);
    row("since:2026-11-02T14:30:00+02:00", QDateTime(QDate(2026, 11, 2), QTime(12, 30), Qt::UTC), open);
}

void TestRunQuery::times()
{
    QFETCH(QString, text);
    QFETCH(QDateTime, from);
    QFETCH(QDateTime, to);
    const QueryTerm term = single(text);
    QCOMPARE(term.kind, Kind::Time);
    QCOMPARE(term.time.from, from.isValid() ? from.toMSecsSinceEpoch() : 0);
    QCOMPARE(term.time.to, to.isValid() ? to.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max());
}

void TestRunQuery::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* text, int position, int length, const char* says) {
        QTest::newRow(text) << QString::fromLatin1(text) << position << length << QString::fromLatin1(says);
    };
    row("iron \"foil", 5, 5, "no end");
    row("sample:\"foil", 7, 5, "no end");
    row("plan:", 0, 5, "plan needs a value");
    row("iron plan: mesh since:", 16, 6, "since:today");
    row("plan:mesh,", 0, 10, "needs a value");
    row(">5", 0, 1, "a key is missing");
    row("iron -:5", 6, 1, "a key is missing");
    row("iron - foil", 5, 1, "minus");
    row("iron -", 5, 1, "minus");
    row("foil % x", 5, 1, "no letters");
    row("wow!", 3, 1, "!=");
    row("energy>abc", 7, 3, "no number");
    row("energy>\"7\"", 7, 3, "no number");
    row("energy>7,8", 9, 1, "one number");
    row("since:tomorrow", 6, 8, "no time");
    row("iron since:2026-13-01", 11, 10, "no time");
    row("since>today", 0, 5, "since takes a colon");
    row("on:today,yesterday", 9, 9, "one date");
    row("star:maybe", 5, 5, "yes, no");
    row("status:good", 7, 4, "success, abort, fail");
    row("verified:yes", 9, 3, "good, damaged");
}

void TestRunQuery::problems()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, says);
    const RunQuery query = RunQuery::parse(text, m_now);
    QVERIFY(query.problem());
    QVERIFY(query.terms().empty());
    QVERIFY2(query.problem()->message.contains(says), qPrintable(query.problem()->message));
    QCOMPARE(query.problem()->position, position);
    QCOMPARE(query.problem()->length, length);
}

void TestRunQuery::positions()
{
    const RunQuery query = RunQuery::parse(QStringLiteral("iron  energy > 7.1 -tag:bad"), m_now);
    QCOMPARE(query.terms().size(), 3U);
    QCOMPARE(query.terms()[1].position, 6);
    QCOMPARE(query.terms()[1].length, 12);
    QCOMPARE(query.terms()[2].position, 19);
    QCOMPARE(query.terms()[2].length, 8);
}

QTEST_GUILESS_MAIN(TestRunQuery)
#include "tst_runquery.moc"
