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

/// Beyond this many, it does not matter how many runs a term finds.
constexpr int manyRuns = 5000;
/// All that the full-text index finds is gathered unless it leads: only a term with fewer runs is worth that.
constexpr int manyForWords = 500;

bool mayLead(const QueryTerm& term)
{
    return !term.negated && term.kind != Kind::Time;
}

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

} // namespace

RunSearch::RunSearch(const Database& database, const RunQuery& query)
    : m_database(database)
    , m_showHidden(query.mentionsHidden())
{
    if (query.problem()) {
        m_failure = Error{ErrorCode::BadValue, query.problem()->message, query.text()};
        return;
    }
    takeTerms(query);
    const ValueIndex index(database);
    for (const QueryTerm& term : m_terms) {
        if (term.key.isEmpty())
            continue;
        const auto id = index.find(term.key);
        if (!id) {
            m_failure = id.error();
            return;
        }
        m_keys[term.key] = id.value().value_or(-1); // no run has it, and none is found
    }
}

/// Words that must all occur become one question: the index answers that faster than one after the other.
void RunSearch::takeTerms(const RunQuery& query)
{
    QueryTerm together;
    QStringList phrases;
    for (QueryTerm term : query.terms()) {
        if (term.kind == Kind::Words && !term.negated) {
            phrases << matchText(term);
            continue;
        }
        if (term.kind == Kind::Words)
            term.values.front().text = matchText(term);
        m_terms.push_back(std::move(term));
    }
    if (phrases.isEmpty())
        return;
    together.values.push_back({phrases.join(QStringLiteral(" AND ")), std::nullopt});
    m_terms.push_back(std::move(together));
}

qint64 RunSearch::keyOf(const QueryTerm& term) const
{
    return m_keys.at(term.key);
}

/// On the column "value" of "v". A plus keeps SQLite from leaving the order of time for that of values.
RunSearch::Part RunSearch::compare(const QueryTerm& term, bool byIndex) const
{
    const QString value = byIndex ? QStringLiteral("v.value") : QStringLiteral("+v.value");
    QStringList any;
    QVariantList bound;
    for (const QueryValue& each : term.values) {
        if (term.kind == Kind::Like) {
            any << value + QStringLiteral(" GLOB ?");
            bound << globPattern(each.text);
        } else if (term.kind == Kind::Equal) {
            any << value + QStringLiteral(" = ?");
            bound << each.text;
            if (each.number) {
                any << value + QStringLiteral(" = ?");
                bound << *each.number;
            }
        } else {
            // Every text is greater than every number.
            any << QStringLiteral("%1 %2 ? AND %1 < ''").arg(value, sign(term.kind));
            bound << *each.number;
        }
    }
    return {QLatin1Char('(') + any.join(QStringLiteral(" OR ")) + QLatin1Char(')'), bound};
}

/// The time limits of the query, on a column with the number of a run.
RunSearch::Part RunSearch::times(const QString& column) const
{
    Part part;
    for (const QueryTerm& term : m_terms) {
        if (term.kind != Kind::Time)
            continue;
        const QString within = QStringLiteral("%1 >= ? AND %1 < ?").arg(column);
        part.sql += term.negated ? QStringLiteral(" AND NOT (%1)").arg(within) : QStringLiteral(" AND ") + within;
        part.values << term.time.from << term.time.to;
    }
    return part;
}

RunSearch::Source RunSearch::from(const QueryTerm& term) const
{
    if (term.kind == Kind::Words) {
        return {{QStringLiteral("FROM words AS v CROSS JOIN runs AS r ON r.id = v.rowid WHERE v.words MATCH ?"),
                    {term.values.front().text}},
            QStringLiteral("v.rowid"), false};
    }
    // One value stands in the index in the order of time. Others are found by looking at all values of the key, newest first.
    const bool single = term.kind == Kind::Equal && term.values.size() == 1 && !term.values.front().number;
    const Part compared = compare(term, single);
    return {{QStringLiteral("FROM run_values AS v %1 CROSS JOIN runs AS r ON r.id = v.run WHERE v.key = ? AND ")
                        .arg(single ? QStringLiteral("INDEXED BY values_by_value") : QString())
                    + compared.sql,
                QVariantList{keyOf(term)} + compared.values},
        QStringLiteral("v.run"), !single};
}

RunSearch::Part RunSearch::condition(const QueryTerm& term) const
{
    Part part;
    if (term.kind == Kind::Words) {
        // Once for all runs: a beginning of words that many have is slow to ask of each.
        part = {QStringLiteral("r.id IN (SELECT v.rowid FROM words AS v WHERE v.words MATCH ?)"),
            {term.values.front().text}};
    } else {
        const Part compared = compare(term, false);
        part = {QStringLiteral("EXISTS (SELECT 1 FROM run_values AS v WHERE v.key = ? AND v.run = r.id AND %1)")
                    .arg(compared.sql),
            QVariantList{keyOf(term)} + compared.values};
    }
    part.sql.prepend(term.negated ? QStringLiteral(" AND NOT ") : QStringLiteral(" AND "));
    return part;
}

/// How many runs it finds, as far as that matters.
Result<int> RunSearch::estimate(const QueryTerm& term) const
{
    Part part;
    if (term.kind == Kind::Words) {
        part = {QStringLiteral("FROM words AS v WHERE v.words MATCH ?"), {term.values.front().text}};
    } else {
        const Part compared = compare(term, term.kind != Kind::Like);
        part = {QStringLiteral("FROM run_values AS v WHERE v.key = ? AND ") + compared.sql,
            QVariantList{keyOf(term)} + compared.values};
    }
    auto rows = m_database.query(
        QStringLiteral("SELECT count(*) FROM (SELECT 1 %1 LIMIT %2)").arg(part.sql).arg(manyRuns), part.values);
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows.value().value(0).toInt() : 0;
}

Result<std::optional<std::size_t>> RunSearch::leader() const
{
    std::optional<std::size_t> best;
    std::optional<std::size_t> words;
    int fewest = std::numeric_limits<int>::max();
    const auto candidates = std::count_if(m_terms.cbegin(), m_terms.cend(), mayLead);
    for (std::size_t each = 0; each < m_terms.size(); ++each) {
        if (!mayLead(m_terms[each]))
            continue;
        const auto found = candidates == 1 ? Result<int>(0) : estimate(m_terms[each]);
        if (!found)
            return found.error();
        if (m_terms[each].kind == Kind::Words)
            words = each;
        if (found.value() < fewest) {
            best = each;
            fewest = found.value();
        }
    }
    return words && fewest > manyForWords ? words : best;
}

Result<RunSearch::Source> RunSearch::found() const
{
    if (m_failure)
        return *m_failure;
    const auto leading = leader();
    if (!leading)
        return leading.error();
    Source source{{QStringLiteral("FROM runs AS r WHERE true"), {}}, QStringLiteral("r.id"), false};
    if (leading.value())
        source = from(m_terms[*leading.value()]);
    const auto add = [&rows = source.rows](const Part& part) {
        rows.sql += part.sql;
        rows.values += part.values;
    };
    add(times(source.run));
    for (std::size_t each = 0; each < m_terms.size(); ++each) {
        if (leading.value() != each && m_terms[each].kind != Kind::Time)
            add(condition(m_terms[each]));
    }
    if (!m_showHidden)
        source.rows.sql += QStringLiteral(" AND NOT r.hidden");
    return source;
}

Result<QSqlQuery> RunSearch::page(const QString& columns, qint64 before, int limit) const
{
    const auto source = found();
    if (!source)
        return source.error();
    const auto& [rows, run, repeats] = source.value();
    const QString once = repeats ? QStringLiteral(" GROUP BY ") + run : QString();
    return m_database.query(
        QStringLiteral("SELECT %1 %2 AND %3 < ?%4 ORDER BY %3 DESC LIMIT ?").arg(columns, rows.sql, run, once),
        QVariantList(rows.values) << before << limit);
}

Result<int> RunSearch::count() const
{
    const auto source = found();
    if (!source)
        return source.error();
    const auto& [rows, run, repeats] = source.value();
    const QString what = repeats ? QStringLiteral("count(DISTINCT %1)").arg(run) : QStringLiteral("count(*)");
    auto counted = m_database.query(QStringLiteral("SELECT %1 %2").arg(what, rows.sql), rows.values);
    if (!counted)
        return counted.error();
    return counted.value().next() ? counted.value().value(0).toInt() : 0;
}

} // namespace storage
