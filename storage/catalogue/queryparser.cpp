#include "storage/catalogue/queryparser.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace storage {

namespace {

using Kind = QueryTerm::Kind;

const QString Signs = QStringLiteral(":=<>~!");

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(storage)
};

bool isTime(const QString& key)
{
    static const QStringList keys{
        QStringLiteral("since"), QStringLiteral("until"), QStringLiteral("on"), QStringLiteral("started")};
    return keys.contains(key);
}

bool isYesOrNo(const QString& key)
{
    static const QStringList keys{QStringLiteral("star"), QStringLiteral("hidden"), QStringLiteral("imported")};
    return keys.contains(key);
}

bool isOrder(Kind kind)
{
    return kind == Kind::Less || kind == Kind::LessEqual || kind == Kind::Greater || kind == Kind::GreaterEqual;
}

/// All times that compare so with a stretch of time: after a day begins when it ends.
TimeSpan compared(const TimeSpan& span, Kind kind)
{
    constexpr qint64 ever = std::numeric_limits<qint64>::max();
    const qint64 to = std::max(span.to, span.from + 1);
    switch (kind) {
    case Kind::GreaterEqual:
        return {span.from, ever};
    case Kind::Greater:
        return {to, ever};
    case Kind::LessEqual:
        return {0, to};
    case Kind::Less:
        return {0, span.from};
    default:
        return {span.from, to};
    }
}

} // namespace

bool QueryParser::parse(std::vector<QueryTerm>& terms)
{
    for (skipSpace(); !atEnd(); skipSpace()) {
        QueryTerm next;
        next.position = m_at;
        if (!term(next))
            return false;
        next.length = m_at - next.position;
        terms.push_back(std::move(next));
    }
    return true;
}

bool QueryParser::term(QueryTerm& term)
{
    const int begin = m_at;
    if (here() == QLatin1Char('-')) {
        term.negated = true;
        ++m_at;
    }
    if (atEnd() || here().isSpace())
        return fail(begin, 1,
            Texts::tr("A minus excludes what follows it, and nothing does. Put it in quotes to look for it."));
    if (Signs.contains(here()))
        return fail(m_at, 1, Texts::tr("Before %1 a key is missing, as in energy>7.1.").arg(here()));
    Piece first;
    if (!piece(first, Signs))
        return false;
    const int behind = m_at;
    // "energy > 7.1" means the same as "energy>7.1".
    skipSpace();
    const bool apart = m_at != behind;
    bool unequal = false;
    const int sign = m_at;
    // A key in quotes, as "X:ring">100, has its sign right behind it: else it is a word.
    const bool word = apart && (first.quoted || here() == QLatin1Char(':'));
    const Operator kind = word ? Operator() : comparisonSign(unequal);
    if (!kind) {
        if (!first.quoted && here() == QLatin1Char('!'))
            return fail(sign, 1, Texts::tr("A single ! means nothing here: != is “not equal”."));
        m_at = behind;
        return words(term, first);
    }
    term.kind = *kind;
    term.key = first.text.toCaseFolded();
    term.keyPosition = first.position;
    return comparison(term, unequal);
}

QueryParser::Operator QueryParser::comparisonSign(bool& unequal)
{
    struct Sign
    {
        const char* text;
        Kind kind;
    };
    static constexpr std::array<Sign, 8> signs{
        {{"!=", Kind::Equal}, {"<=", Kind::LessEqual}, {">=", Kind::GreaterEqual}, {"<", Kind::Less},
            {">", Kind::Greater}, {"=", Kind::Equal}, {":", Kind::Equal}, {"~", Kind::Like}}};
    for (const Sign& sign : signs) {
        const QLatin1String text(sign.text);
        if (QStringView(m_text).mid(m_at).startsWith(text)) {
            m_at += static_cast<int>(text.size());
            unequal = text == QLatin1String("!=");
            return sign.kind;
        }
    }
    return {};
}

bool QueryParser::comparison(QueryTerm& term, bool unequal)
{
    const Piece key{term.key, false, term.keyPosition, static_cast<int>(term.key.size())};
    std::vector<Piece> pieces;
    if (!values(pieces, key))
        return false;
    if (isTime(term.key))
        return timeTerm(term, pieces, unequal);
    if (unequal)
        term.negated = !term.negated;
    if (isOrder(term.kind) && pieces.size() > 1)
        return fail(pieces[1].position, pieces[1].length, Texts::tr("%1 compares with one number.").arg(term.key));
    if (!std::all_of(pieces.cbegin(), pieces.cend(), [&](const Piece& each) { return value(term, each); }))
        return false;
    if (isYesOrNo(term.key))
        settle(term);
    return true;
}

/// What is not marked is "no". Asking for both is asking for runs of any time.
void QueryParser::settle(QueryTerm& term) const
{
    const QString no = QStringLiteral("no");
    const auto isNo = [&no](const QueryValue& value) { return value.text == no; };
    if (term.kind == Kind::Like || std::none_of(term.values.cbegin(), term.values.cend(), isNo))
        return;
    if (std::all_of(term.values.cbegin(), term.values.cend(), isNo)) {
        term.values = {{QStringLiteral("yes"), std::nullopt}};
        term.negated = !term.negated;
        return;
    }
    term.kind = Kind::Time;
    term.time = compared({0, 0}, Kind::GreaterEqual);
}

/// One or more, apart by commas.
bool QueryParser::values(std::vector<Piece>& pieces, const Piece& key)
{
    skipSpace();
    for (;;) {
        Piece next;
        const int begin = m_at;
        if (!piece(next, QStringLiteral(",")))
            return false;
        if (next.text.isEmpty()) {
            return fail(key.position, begin - key.position,
                Texts::tr("%1 needs a value, as in %1:%2.")
                    .arg(key.text, isTime(key.text) ? QStringLiteral("today") : Texts::tr("iron")));
        }
        pieces.push_back(next);
        if (here() != QLatin1Char(','))
            return true;
        ++m_at;
    }
}

bool QueryParser::value(QueryTerm& term, const Piece& piece)
{
    if (!choice(term, piece))
        return false;
    QueryValue value;
    value.text = piece.text.toCaseFolded();
    bool isNumber = false;
    const double number = piece.text.toDouble(&isNumber);
    if (isNumber && std::isfinite(number) && !piece.quoted)
        value.number = number;
    if (isOrder(term.kind) && !value.number)
        return fail(piece.position, piece.length,
            Texts::tr("“%1” is no number, and only numbers are greater or smaller.").arg(piece.text));
    // What has no wildcards is looked for anywhere within.
    if (term.kind == Kind::Like && !value.text.contains(QLatin1Char('*')) && !value.text.contains(QLatin1Char('?')))
        value.text = QLatin1Char('*') + value.text + QLatin1Char('*');
    term.values.push_back(std::move(value));
    return true;
}

/// Keys of which all values are known.
bool QueryParser::choice(const QueryTerm& term, const Piece& piece)
{
    const QStringList known = isYesOrNo(term.key) ? QStringList{QStringLiteral("yes"), QStringLiteral("no")}
        : term.key == QLatin1String("status")
        ? QStringList{QStringLiteral("success"), QStringLiteral("abort"), QStringLiteral("fail"),
            QStringLiteral("running"), QStringLiteral("incomplete"), QStringLiteral("unknown")}
        : term.key == QLatin1String("verified") ? QStringList{QStringLiteral("good"), QStringLiteral("damaged")}
                                                : QStringList();
    if (known.isEmpty() || term.kind == Kind::Like || known.contains(piece.text.toCaseFolded()))
        return true;
    return fail(
        piece.position, piece.length, Texts::tr("%1 is one of: %2.").arg(term.key, known.join(QStringLiteral(", "))));
}

bool QueryParser::timeTerm(QueryTerm& term, const std::vector<Piece>& pieces, bool unequal)
{
    const Piece& piece = pieces.front();
    if (pieces.size() > 1)
        return fail(pieces[1].position, pieces[1].length, Texts::tr("%1 takes one date or time.").arg(term.key));
    const std::optional<TimeSpan> span = timeSpan(piece.text, m_now);
    if (!span) {
        return fail(piece.position, piece.length,
            Texts::tr("“%1” is no time. Times are: today, yesterday, now, 90min, 12h, 7d, 2w, 2026-11, 2026-11-21, "
                      "2026-11-21T14:30, 14:30.")
                .arg(piece.text));
    }
    const bool comparable = term.key == QLatin1String("started");
    if (term.kind == Kind::Like || (!comparable && (term.kind != Kind::Equal || unequal)))
        return fail(term.keyPosition, static_cast<int>(term.key.size()),
            Texts::tr("%1 takes a colon, as in %1:today.").arg(term.key));
    const Kind kind = term.key == QLatin1String("since") ? Kind::GreaterEqual
        : term.key == QLatin1String("until")             ? Kind::LessEqual
                                                         : term.kind;
    term.time = compared(*span, kind);
    term.kind = Kind::Time;
    if (unequal)
        term.negated = !term.negated;
    return true;
}

bool QueryParser::words(QueryTerm& term, const Piece& piece)
{
    const bool findable = std::any_of(
        piece.text.cbegin(), piece.text.cend(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
    if (!findable)
        return fail(
            piece.position, piece.length, Texts::tr("“%1” has no letters or digits to look for.").arg(piece.text));
    term.kind = Kind::Words;
    term.exact = piece.quoted;
    term.values.push_back({piece.text, std::nullopt});
    return true;
}

bool QueryParser::piece(Piece& piece, const QString& ends)
{
    piece.position = m_at;
    if (here() == QLatin1Char('"')) {
        const auto close = static_cast<int>(m_text.indexOf(QLatin1Char('"'), m_at + 1));
        if (close < 0)
            return fail(
                m_at, static_cast<int>(m_text.size()) - m_at, Texts::tr("The quote that begins here has no end."));
        piece.quoted = true;
        piece.text = m_text.mid(m_at + 1, close - m_at - 1);
        m_at = close + 1;
    } else {
        while (!atEnd() && !here().isSpace() && !ends.contains(here()) && here() != QLatin1Char('"'))
            ++m_at;
        piece.text = m_text.mid(piece.position, m_at - piece.position);
    }
    piece.length = m_at - piece.position;
    return true;
}

void QueryParser::skipSpace()
{
    while (!atEnd() && here().isSpace())
        ++m_at;
}

bool QueryParser::fail(int position, int length, const QString& message)
{
    m_problem = {position, std::max(length, 1), message};
    return false;
}

} // namespace storage
