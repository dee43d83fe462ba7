#pragma once

#include "storage/catalogue/runquery.h"
#include "storage/catalogue/valueindex.h"

namespace storage {

/// Turns a query into SQL. Each term is a list of runs in the order of time, and SQLite merges these lists: both in one term and the
/// other, or in one but not in the other. That costs a step through a small index for each run and term at most, and ends with the
/// page. Where one term finds few runs, its list leads, and these few are asked for the values of the others.
/// Thread:  the database's.
/// Errors:  those of Database; BadValue with the sentence of a query that cannot be read.
class RunSearch
{
public:
    RunSearch(const Database& database, const RunQuery& query, bool withHidden = false);

    /// Rows with these columns of "runs AS r", newest first, all older than the row `before`.
    devices::Result<QSqlQuery> page(const QString& columns, qint64 before, int limit) const;
    /// Counting ends at `most`.
    devices::Result<int> count(int most) const;

private:
    /// SQL with its values.
    struct Part
    {
        QString sql;
        QVariantList values;
        Part& operator+=(const Part& more);
    };
    using Leader = std::optional<std::size_t>;

    void takeTerms(const RunQuery& query);
    void takeKeys();
    /// All runs that the query finds, newest first.
    devices::Result<Part> found(qint64 before) const;
    Part led(std::size_t leading, qint64 before) const;
    Part everything(qint64 before) const;
    devices::Result<Leader> leader() const;
    devices::Result<int> estimate(const QueryTerm& term) const;
    /// The runs of one term.
    Part list(const QueryTerm& term, bool few) const;
    /// Whether this column's run has such a value.
    Part asked(const QueryTerm& term, const QString& run) const;
    Part compare(const QueryTerm& term, const QString& value) const;
    Part times(const QString& column, qint64 before) const;

    const Database& m_database;
    std::vector<QueryTerm> m_terms; ///< without those of time; of words, the text is what the full-text index is asked
    std::vector<QueryTerm> m_times;
    bool m_showHidden;
    std::map<QString, qint64> m_keys;
    std::optional<devices::Error> m_failure;
};

} // namespace storage
