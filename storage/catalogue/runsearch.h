#pragma once

#include "storage/catalogue/runquery.h"
#include "storage/catalogue/valueindex.h"

namespace storage {

/// Turns a query into SQL: the term with the fewest runs leads, the others are asked of each run that it finds, newest first.
/// Thread:  the database's.
/// Errors:  those of Database; BadValue with the sentence of a query that cannot be read.
class RunSearch
{
public:
    RunSearch(const Database& database, const RunQuery& query);

    /// Rows with these columns of "runs AS r", newest first, all older than the row `before`.
    devices::Result<QSqlQuery> page(const QString& columns, qint64 before, int limit) const;
    devices::Result<int> count() const;

private:
    /// A condition in SQL, with its values.
    struct Part
    {
        QString sql;
        QVariantList values;
    };
    /// Where rows come from: "FROM … WHERE …", and which column is the run.
    struct Source
    {
        Part rows;
        QString run;
        bool repeats = false; ///< a run may come several times
    };
    void takeTerms(const RunQuery& query);
    /// All runs that the query finds.
    devices::Result<Source> found() const;
    devices::Result<std::optional<std::size_t>> leader() const;
    devices::Result<int> estimate(const QueryTerm& term) const;
    Source from(const QueryTerm& term) const;
    Part compare(const QueryTerm& term, bool byIndex) const;
    Part condition(const QueryTerm& term) const;
    Part times(const QString& column) const;
    qint64 keyOf(const QueryTerm& term) const;

    const Database& m_database;
    std::vector<QueryTerm> m_terms; ///< of words, the text is what the full-text index is asked
    bool m_showHidden;
    std::map<QString, qint64> m_keys;
    std::optional<devices::Error> m_failure;
};

} // namespace storage
