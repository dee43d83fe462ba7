#include "storage/catalogue/catalogue.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

using storage::Catalogue;

namespace {

/// What the test itself knows of a run.
struct Fact
{
    qint64 scan = 0;
    QString plan;
    QString sample;
    QString user;
    QList<double> energies; ///< none, one, or a list
    QStringList words;
    QDate day;
    bool tagged = false;
    bool star = false;
    bool hidden = false;
};

using Holds = std::function<bool(const Fact&)>;

/// A part of a query, and what it means.
struct Clause
{
    QString text;
    Holds holds;
};

Clause negated(const Clause& clause)
{
    const Holds holds = clause.holds;
    return {QLatin1Char('-') + clause.text, [holds](const Fact& fact) { return !holds(fact); }};
}

/// A text without wildcards but for one star at the end.
bool beginsWith(const QString& text, const QString& pattern)
{
    return text.startsWith(pattern, Qt::CaseInsensitive);
}

} // namespace

/// Random queries over many runs find what looking at every run finds: rare and frequent conditions, of all kinds and in all
/// combinations, whichever of them SQLite begins with.
class TestRunQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void randomQueries_data();
    void randomQueries();

private:
    Fact makeFact(int number);
    void record(const Fact& fact);
    void mark(const Fact& fact);
    Clause clause();
    Clause textClause();
    Clause numberClause();
    Clause timeClause();
    Clause markClause();
    QList<qint64> naive(const std::vector<Clause>& clauses) const;
    QList<qint64> found(const QString& text);
    int counted(const QString& text, int most) const;
    int pick(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }
    QString pick(const QStringList& list) { return list[pick(static_cast<int>(list.size()))]; }

    static constexpr int runs = 2600;
    const QStringList m_plans{QStringLiteral("scan"), QStringLiteral("grid_scan"), QStringLiteral("count")};
    const QStringList m_samples{
        QStringLiteral("iron foil"), QStringLiteral("iron oxide"), QStringLiteral("Copper"), QStringLiteral("gold")};
    QStringList m_words;
    QTemporaryDir m_dir;
    std::optional<Catalogue> m_catalogue;
    std::vector<Fact> m_facts; ///< oldest first
    std::mt19937 m_random{20261121};
};

/// Half of all is common; a thing in a hundred is rare.
Fact TestRunQueries::makeFact(int number)
{
    Fact fact;
    fact.scan = number;
    fact.plan = m_plans[pick(20) == 0 ? 2 : pick(2)];
    fact.sample = m_samples[pick(100) == 0 ? 3 : pick(3)];
    fact.user = QStringLiteral("user%1").arg(pick(300));
    const int energies = pick(10) == 0 ? 0 : pick(10) == 0 ? 3 : 1;
    for (int energy = 0; energy < energies; ++energy)
        fact.energies << 5 + pick(7000) / 1000.0;
    fact.words << QStringLiteral("everywhere");
    for (int word = 0; word < 4; ++word)
        fact.words << pick(m_words);
    fact.day = QDate(2026, 1, 1).addDays(number / 10);
    fact.tagged = pick(80) == 0;
    fact.star = pick(60) == 0;
    fact.hidden = pick(25) == 0;
    return fact;
}

void TestRunQueries::record(const Fact& fact)
{
    scans::RunStart start;
    start.uid = QStringLiteral("run-%1").arg(fact.scan);
    start.scanId = fact.scan;
    const QDateTime noon(fact.day, QTime(12, static_cast<int>(fact.scan % 10)));
    start.time = devices::fromEpochSeconds(static_cast<double>(noon.toSecsSinceEpoch()));
    QJsonArray energies;
    for (const double energy : fact.energies)
        energies.append(energy);
    start.metadata = {{QStringLiteral("plan_name"), fact.plan}, {QStringLiteral("sample"), fact.sample},
        {QStringLiteral("user"), fact.user}, {QStringLiteral("note"), fact.words.join(QLatin1Char(' '))}};
    if (fact.energies.size() == 1)
        start.metadata[QLatin1String("energy")] = fact.energies.front();
    else if (!fact.energies.isEmpty())
        start.metadata[QLatin1String("energy")] = energies;
    QVERIFY(m_catalogue->begin(start));
    mark(fact);
}

void TestRunQueries::mark(const Fact& fact)
{
    const QString uid = QStringLiteral("run-%1").arg(fact.scan);
    const storage::RunMarks marks = m_catalogue->marks();
    if (fact.tagged)
        QVERIFY(marks.addTag(uid, QStringLiteral("good")));
    if (fact.star)
        QVERIFY(marks.setStar(uid, true));
    if (fact.hidden)
        QVERIFY(marks.setHidden(uid, true));
}

void TestRunQueries::initTestCase()
{
    for (int word = 0; word < 60; ++word)
        m_words << QStringLiteral("%1%2").arg(word % 2 ? QStringLiteral("zeb") : QStringLiteral("yak")).arg(word);
    auto opened = Catalogue::open(m_dir.filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(opened);
    m_catalogue.emplace(std::move(opened).value());
    QVERIFY(m_catalogue->together([this]() -> devices::Result<void> {
        for (int number = 1; number <= runs; ++number) {
            m_facts.push_back(makeFact(number));
            record(m_facts.back());
        }
        return {};
    }));
    QCOMPARE(counted(QStringLiteral("hidden:yes,no"), 2 * runs), runs);
}

Clause TestRunQueries::textClause()
{
    switch (pick(6)) {
    case 0: {
        const QString plan = pick(m_plans);
        return {QStringLiteral("plan:") + plan, [plan](const Fact& fact) { return fact.plan == plan; }};
    }
    case 1: {
        const QString one = pick(m_plans);
        const QString other = pick(m_plans);
        return {QStringLiteral("plan=%1,%2").arg(one, other),
            [one, other](const Fact& fact) { return fact.plan == one || fact.plan == other; }};
    }
    case 2: {
        const QString sample = pick(m_samples).left(2 + pick(4));
        return {QStringLiteral("sample~\"%1*\"").arg(sample),
            [sample](const Fact& fact) { return beginsWith(fact.sample, sample); }};
    }
    case 3: {
        const QString part = pick({QStringLiteral("o"), QStringLiteral("ron"), QStringLiteral("oxide")});
        return {QStringLiteral("sample~") + part, [part](const Fact& fact) { return fact.sample.contains(part); }};
    }
    case 4: {
        const QString user = QStringLiteral("user%1").arg(pick(310));
        return {QStringLiteral("user:") + user, [user](const Fact& fact) { return fact.user == user; }};
    }
    default: {
        const QString word = pick(m_words + QStringList{QStringLiteral("everywhere"), QStringLiteral("nowhere")});
        const bool whole = pick(2) == 0;
        const QString begin = whole ? word : word.left(1 + pick(static_cast<int>(word.size())));
        return {whole ? QStringLiteral("\"%1\"").arg(word) : begin, [begin, whole](const Fact& fact) {
                    return std::any_of(fact.words.cbegin(), fact.words.cend(),
                        [&](const QString& each) { return whole ? each == begin : beginsWith(each, begin); });
                }};
    }
    }
}

Clause TestRunQueries::numberClause()
{
    using Compare = bool (*)(double, double);
    static const std::vector<std::pair<QString, Compare>> signs{
        {QStringLiteral(">"), [](double a, double b) { return a > b; }},
        {QStringLiteral(">="), [](double a, double b) { return a >= b; }},
        {QStringLiteral("<"), [](double a, double b) { return a < b; }},
        {QStringLiteral("<="), [](double a, double b) { return a <= b; }},
        {QStringLiteral("="), [](double a, double b) { return a == b; }}};
    const auto& [sign, compare] = signs[static_cast<std::size_t>(pick(5))];
    if (pick(4) == 0) {
        const int scan = pick(runs + 100);
        return {QStringLiteral("scan%1%2").arg(sign).arg(scan),
            [compare = compare, scan](const Fact& fact) { return compare(static_cast<double>(fact.scan), scan); }};
    }
    const double limit = 5 + pick(7000) / 1000.0;
    return {QStringLiteral("energy %1 %2").arg(sign).arg(limit, 0, 'f', 3),
        [compare = compare, limit = QString::number(limit, 'f', 3).toDouble()](const Fact& fact) {
            return std::any_of(
                fact.energies.cbegin(), fact.energies.cend(), [&](double energy) { return compare(energy, limit); });
        }};
}

Clause TestRunQueries::timeClause()
{
    const QDate day = QDate(2026, 1, 1).addDays(pick(runs / 10 + 5));
    const QString text = day.toString(Qt::ISODate);
    switch (pick(3)) {
    case 0:
        return {QStringLiteral("since:") + text, [day](const Fact& fact) { return fact.day >= day; }};
    case 1:
        return {QStringLiteral("until:") + text, [day](const Fact& fact) { return fact.day <= day; }};
    default:
        return {QStringLiteral("on:") + text, [day](const Fact& fact) { return fact.day == day; }};
    }
}

Clause TestRunQueries::markClause()
{
    switch (pick(4)) {
    case 0:
        return {QStringLiteral("tag:good"), [](const Fact& fact) { return fact.tagged; }};
    case 1:
        return {QStringLiteral("star:no"), [](const Fact& fact) { return !fact.star; }};
    case 2:
        return {QStringLiteral("hidden:yes"), [](const Fact& fact) { return fact.hidden; }};
    default:
        return {QStringLiteral("hidden:yes,no"), [](const Fact&) { return true; }};
    }
}

Clause TestRunQueries::clause()
{
    const int kind = pick(10);
    const Clause made = kind < 5 ? textClause() : kind < 8 ? numberClause() : kind < 9 ? timeClause() : markClause();
    // A minus before "energy > 7" belongs to all of it; asking for both, hidden or not, has no opposite.
    const bool mayNegate = !made.text.startsWith(QLatin1String("hidden"));
    return mayNegate && pick(3) == 0 ? negated(made) : made;
}

QList<qint64> TestRunQueries::naive(const std::vector<Clause>& clauses) const
{
    const bool all = std::any_of(clauses.cbegin(), clauses.cend(),
        [](const Clause& each) { return each.text.contains(QLatin1String("hidden")); });
    QList<qint64> numbers;
    for (auto fact = m_facts.crbegin(); fact != m_facts.crend(); ++fact) {
        if ((all || !fact->hidden)
            && std::all_of(clauses.cbegin(), clauses.cend(), [&](const Clause& each) { return each.holds(*fact); }))
            numbers << fact->scan;
    }
    return numbers;
}

/// By pages, as the list asks for them.
QList<qint64> TestRunQueries::found(const QString& text)
{
    QList<qint64> numbers;
    storage::RunFilter filter{text, 100 + pick(900), {}};
    for (bool more = true; more;) {
        const auto page = m_catalogue->runs(filter);
        if (!page)
            qFatal("%s: %s", qPrintable(text), qPrintable(page.error().message));
        for (const storage::RunSummary& run : page.value()) {
            numbers << run.scanId;
            filter.before = run.id;
        }
        more = !page.value().empty();
    }
    return numbers;
}

int TestRunQueries::counted(const QString& text, int most) const
{
    const auto count = m_catalogue->count(text, most);
    return count ? count.value() : -1;
}

void TestRunQueries::randomQueries_data()
{
    QTest::addColumn<int>("clauses");
    for (int clauses = 1; clauses <= 6; ++clauses)
        QTest::addRow("%d", clauses) << clauses;
}

void TestRunQueries::randomQueries()
{
    QFETCH(int, clauses);
    for (int query = 0; query < 80; ++query) {
        std::vector<Clause> all;
        QStringList texts;
        for (int each = 0; each < clauses; ++each) {
            all.push_back(clause());
            texts << all.back().text;
        }
        const QString text = texts.join(QLatin1Char(' '));
        const QList<qint64> expected = naive(all);
        QVERIFY2(found(text) == expected, qPrintable(text));
        QCOMPARE(counted(text, runs), static_cast<int>(expected.size()));
        QCOMPARE(counted(text, 50), std::min(50, static_cast<int>(expected.size())));
    }
}

QTEST_GUILESS_MAIN(TestRunQueries)
#include "tst_runqueries.moc"
