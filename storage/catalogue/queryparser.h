#pragma once

#include "storage/catalogue/runquery.h"

namespace storage {

/// Reads one query from left to right. RunQuery::parse is what others use.
class QueryParser
{
public:
    QueryParser(const QString& text, const QDateTime& now)
        : m_text(text)
        , m_now(now)
    {
    }

    /// False = problem() says why.
    bool parse(std::vector<QueryTerm>& terms);
    const QueryProblem& problem() const { return m_problem; }

private:
    struct Piece
    {
        QString text;
        bool quoted = false;
        int position = 0;
        int length = 0;
    };
    using Operator = std::optional<QueryTerm::Kind>;

    bool term(QueryTerm& term);
    bool comparison(QueryTerm& term, bool unequal);
    bool words(QueryTerm& term, const Piece& piece);
    bool values(std::vector<Piece>& pieces, const Piece& key);
    bool value(QueryTerm& term, const Piece& piece);
    bool timeTerm(QueryTerm& term, const std::vector<Piece>& pieces, bool unequal);
    void settle(QueryTerm& term) const;
    bool choice(const QueryTerm& term, const Piece& piece);
    /// A quoted text, or all up to white space or one of `ends`.
    bool piece(Piece& piece, const QString& ends);
    Operator comparisonSign(bool& unequal);
    bool fail(int position, int length, const QString& message);

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar here() const { return atEnd() ? QChar() : m_text[m_at]; }
    void skipSpace();

    const QString& m_text;
    const QDateTime m_now;
    int m_at = 0;
    QueryProblem m_problem;
};

} // namespace storage
