#include "storage/catalogue/runquery.h"

#include "storage/catalogue/queryparser.h"

#include <algorithm>

namespace storage {

RunQuery RunQuery::parse(const QString& text, const QDateTime& now)
{
    RunQuery query;
    query.m_text = text;
    QueryParser parser(text, now);
    if (!parser.parse(query.m_terms)) {
        query.m_terms.clear();
        query.m_problem = parser.problem();
    }
    return query;
}

bool RunQuery::mentionsHidden() const
{
    return std::any_of(
        m_terms.cbegin(), m_terms.cend(), [](const QueryTerm& term) { return term.key == QLatin1String("hidden"); });
}

QStringList builtInQueryKeys()
{
    return {QStringLiteral("column"), QStringLiteral("comment"), QStringLiteral("detector"), QStringLiteral("duration"),
        QStringLiteral("file"), QStringLiteral("hidden"), QStringLiteral("imported"), QStringLiteral("motor"),
        QStringLiteral("on"), QStringLiteral("plan"), QStringLiteral("planned"), QStringLiteral("points"),
        QStringLiteral("reason"), QStringLiteral("sample"), QStringLiteral("scan"), QStringLiteral("since"),
        QStringLiteral("star"), QStringLiteral("started"), QStringLiteral("status"), QStringLiteral("tag"),
        QStringLiteral("title"), QStringLiteral("uid"), QStringLiteral("until"), QStringLiteral("user"),
        QStringLiteral("verified")};
}

} // namespace storage
