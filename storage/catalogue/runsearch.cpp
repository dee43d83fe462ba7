#include "storage/catalogue/runsearch.h"

#include <QStringList>

#include <algorithm>
#include <limits>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

using Kind = QueryTerm::Kind;

/// A term with fewer runs leads.
constexpr int fewRuns = 1000;
/// What every run has: its values are shorter than the rows of runs.
const QString ownedByAll = QStringLiteral("scan");

QString sign(Kind kind)
{
    switch (kind) {
    case Kind::Less:
        return QStringLiteral("<");
    case Kind::LessEqual:
        return QStringLiteral("<=");
    case Kind::Greater:
        return QStringLiteral(">");
    default:
        return QStringLiteral(">=");
    }
}

/// SQLite takes [ for the beginning of a set of characters.
QString globPattern(QString text)
{
    return text.replace(QLatin1Char('['), QStringLiteral("[[]"));
}

/// All words of it, one after the other; the last one may go on.
QString matchText(const QueryTerm& term)
{
    QString phrase = term.values.front().text;
    phrase.replace(QLatin1Char('"'), QLatin1Char(' '));
    return QLatin1Char('"') + phrase + (term.exact ? QStringLiteral("\"") : QStringLiteral("\" *"));
}

/// Sorted by that, a term with one text stands in the order of time already.
bool isOneText(const QueryTerm& term)
{
    return term.kind == Kind::Equal && term.values.size() == 1 && !term.values.front().number;
}

QString runColumn(const QueryTerm& term)
{
    return term.kind == Kind::Words ? QStringLiteral("v.rowid") : QStringLiteral("v.run");
}

} // namespace

RunSearch::Part& RunSearch::Part::operator+=(const Part& more)
{
    sql += more.sql;
    values += more.values;
    return *this;
}

RunSearch::RunSearch(const Database& database, const RunQuery& query, bool withHidden)
    : m_database(database)
    , m_showHidden(withHidden || query.mentionsHidden())
{
    if (query.problem()) {
        m_failure = Error{ErrorCode::BadValue, query.problem()->message, query.text()};
        return;
    }
    takeTerms(query);
    takeKeys();
}

/// Words that must all occur become one question: the index answers that faster than one after the other.
void RunSearch::takeTerms(const RunQuery& query)
{
    QStringList phrases;
    for (QueryTerm term : query.terms()) {
        if (term.kind == Kind::Words && !term.negated) {
            phrases << matchText(term);
            continue;
        }
        if (term.kind == Kind::Words)
            term.values.front().text = matchText(term);
        (term.kind == Kind::Time ? m_times : m_terms).push_back(std::move(term));
    }
    if (phrases.isEmpty())
        return;
    QueryTerm together;
    together.values.push_back({phrases.join(QStringLiteral(" AND ")), std::nullopt});
    m_terms.push_back(std::move(together));
}

void RunSearch::takeKeys()
{
    QStringList keys{ownedByAll};
    for (const QueryTerm& term : m_terms)
        keys << term.key;
    const ValueIndex index(m_database);
    for (const QString& key : keys) {
        const auto id = index.find(key);
        if (!id) {
            m_failure = id.error();
            return;
        }
        m_keys[key] = id.value().value_or(-1); // no run has it, and none is found
    }
}

RunSearch::Part RunSearch::compare(const QueryTerm& term, const QString& value) const
{
    QStringList any;
    QVariantList bound;
    for (const QueryValue& each : term.values) {
        if (term.kind == Kind::Like) {
            any << value + QStringLiteral(" GLOB ?");
            bound << globPattern(each.text);
        } else if (term.kind == Kind::Equal) {
            any << QStringLiteral("?");
            bound << each.text;
            if (each.number) {
                any << QStringLiteral("?");
                bound << *each.number;
            }
        } else {
            // Every text is greater than every number.
            any << QStringLiteral("%1 %2 ? AND %1 < ''").arg(value, sign(term.kind));
            bound << *each.number;
        }
    }
    if (term.kind == Kind::Equal)
        return {QStringLiteral("%1 IN (%2)").arg(value, any.join(QStringLiteral(", "))), bound};
    return {QLatin1Char('(') + any.join(QStringLiteral(" OR ")) + QLatin1Char(')'), bound};
}

/// The time limits of the query, on a column with the number of a run.
RunSearch::Part RunSearch::times(const QString& column, qint64 before) const
{
    Part part{QStringLiteral(" AND %1 < ?").arg(column), {before}};
    for (const QueryTerm& term : m_times) {
        const QString within = QStringLiteral("%1 >= ? AND %1 < ?").arg(column);
        part.sql += term.negated ? QStringLiteral(" AND NOT (%1)").arg(within) : QStringLiteral(" AND ") + within;
        part.values << term.time.from << term.time.to;
    }
    return part;
}

/// Few are looked up by their values, and sorted. Of many, all values of the key are passed in the order of time: the plus keeps
/// SQLite from looking them up.
RunSearch::Part RunSearch::list(const QueryTerm& term, bool few) const
{
    if (term.kind == Kind::Words) {
        return {
            QStringLiteral("SELECT v.rowid AS run FROM words AS v WHERE v.words MATCH ?"), {term.values.front().text}};
    }
    const bool byValue = few || isOneText(term);
    Part part{QStringLiteral("SELECT %1 v.run AS run FROM run_values AS v %2 WHERE v.key = ? AND ")
                  .arg(isOneText(term) ? QString() : QStringLiteral("DISTINCT"),
                      byValue ? QStringLiteral("INDEXED BY values_by_value") : QString()),
        {m_keys.at(term.key)}};
    return part += compare(term, byValue ? QStringLiteral("v.value") : QStringLiteral("+v.value"));
}

RunSearch::Part RunSearch::asked(const QueryTerm& term, const QString& run) const
{
    Part part{QStringLiteral(" AND %1 (SELECT 1 FROM run_values AS a WHERE a.key = ? AND a.run = %2 AND ")
                  .arg(term.negated ? QStringLiteral("NOT EXISTS") : QStringLiteral("EXISTS"), run),
        {m_keys.at(term.key)}};
    part += compare(term, QStringLiteral("+a.value"));
    part.sql += QLatin1Char(')');
    return part;
}

/// How many runs it finds, as far as that matters.
Result<int> RunSearch::estimate(const QueryTerm& term) const
{
    const Part part = list(term, true);
    auto rows = m_database.query(
        QStringLiteral("SELECT count(*) FROM (%1 LIMIT %2)").arg(part.sql).arg(fewRuns), part.values);
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toInt() : 0;
}

/// The term with the fewest runs, if these are few.
Result<RunSearch::Leader> RunSearch::leader() const
{
    Leader best;
    int fewest = fewRuns;
    for (std::size_t each = 0; each < m_terms.size(); ++each) {
        const QueryTerm& term = m_terms[each];
        const bool alone = term.kind == Kind::Words && m_terms.size() == 1;
        // How many a pattern finds is known only after all values were compared.
        if (term.negated || term.kind == Kind::Like || alone)
            continue;
        const auto found = estimate(term);
        if (!found)
            return found.error();
        if (found.value() < fewest) {
            best = each;
            fewest = found.value();
        }
    }
    return best;
}

/// The list that leads, and what is asked of its runs; the full-text index cannot be asked well of single runs.
RunSearch::Part RunSearch::led(std::size_t leading, qint64 before) const
{
    const QueryTerm& leader = m_terms[leading];
    Part all = list(leader, true);
    all += times(runColumn(leader), before);
    for (std::size_t each = 0; each < m_terms.size(); ++each) {
        if (each != leading && m_terms[each].kind != Kind::Words)
            all += asked(m_terms[each], runColumn(leader));
    }
    return all;
}

RunSearch::Part RunSearch::everything(qint64 before) const
{
    Part all{QStringLiteral("SELECT v.run AS run FROM run_values AS v WHERE v.key = ?"), {m_keys.at(ownedByAll)}};
    return all += times(QStringLiteral("v.run"), before);
}

Result<RunSearch::Part> RunSearch::found(qint64 before) const
{
    if (m_failure)
        return *m_failure;
    const auto leading = leader();
    if (!leading)
        return leading.error();
    Part all;
    Part without;
    if (leading.value())
        all = led(*leading.value(), before);
    for (std::size_t each = 0; each < m_terms.size(); ++each) {
        const QueryTerm& term = m_terms[each];
        if (leading.value() && (leading.value() == each || term.kind != Kind::Words))
            continue;
        Part& to = term.negated ? without : all;
        to.sql += term.negated  ? QStringLiteral(" EXCEPT ")
            : all.sql.isEmpty() ? QString()
                                : QStringLiteral(" INTERSECT ");
        to += list(term, false);
        to += times(runColumn(term), before);
    }
    if (all.sql.isEmpty())
        all = everything(before);
    all += without;
    if (!m_showHidden)
        all.sql += QStringLiteral(" EXCEPT SELECT id FROM runs WHERE hidden");
    // SQLite merges what has an order; without one, it would gather.
    all.sql += QStringLiteral(" ORDER BY 1 DESC LIMIT ?");
    return all;
}

Result<QSqlQuery> RunSearch::page(const QString& columns, qint64 before, int limit) const
{
    const auto ids = found(before);
    if (!ids)
        return ids.error();
    return m_database.query(
        QStringLiteral("SELECT %1 FROM (%2) AS f CROSS JOIN runs AS r ON r.id = f.run ORDER BY r.id DESC")
            .arg(columns, ids.value().sql),
        QVariantList(ids.value().values) << limit);
}

Result<int> RunSearch::count(int most) const
{
    const auto ids = found(std::numeric_limits<qint64>::max());
    if (!ids)
        return ids.error();
    auto counted = m_database.query(
        QStringLiteral("SELECT count(*) FROM (%1)").arg(ids.value().sql), QVariantList(ids.value().values) << most);
    if (!counted)
        return counted.error();
    return counted.value().next() ? counted.value().value(0).toInt() : 0;
}

} // namespace storage
