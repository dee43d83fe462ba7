#pragma once

#include "storage/catalogue/querytime.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace storage {

/// What is wrong with a query, and where.
struct QueryProblem
{
    int position = 0; ///< of the first character, from 0
    int length = 0;
    QString message;
};

/// One of the values that a term allows.
struct QueryValue
{
    QString text; ///< folded: upper and lower case are the same
    std::optional<double> number; ///< unless it was quoted
};

/// One condition. All terms of a query must hold.
struct QueryTerm
{
    enum class Kind : quint8 { Words, Equal, Like, Less, LessEqual, Greater, GreaterEqual, Time };

    Kind kind = Kind::Words;
    bool negated = false;
    QString key; ///< of a comparison
    std::vector<QueryValue> values; ///< any of them; of Like: with the wildcards * and ?
    bool exact = false; ///< of words: quoted, so the last one is no beginning of a word
    TimeSpan time; ///< of Time: the start lies within it
    int position = 0;
    int length = 0;
    int keyPosition = 0;
};

/// `plan:mesh sample~"iron*" energy>7.1 since:yesterday -tag:bad words`: the language in which runs are asked for, described for
/// people in docs/runs.md.
/// Thread:  any.
class RunQuery
{
public:
    /// `now` is what "today" refers to.
    static RunQuery parse(const QString& text, const QDateTime& now = QDateTime::currentDateTime());

    const QString& text() const { return m_text; }
    /// Empty when there is a problem.
    const std::vector<QueryTerm>& terms() const { return m_terms; }
    const std::optional<QueryProblem>& problem() const { return m_problem; }
    /// Whether hidden runs are asked for, one way or the other.
    bool mentionsHidden() const;

private:
    QString m_text;
    std::vector<QueryTerm> m_terms;
    std::optional<QueryProblem> m_problem;
};

/// Keys that every catalogue has, for completion; "since", "until" and "on" among them.
QStringList builtInQueryKeys();

} // namespace storage
