#include "devices/kinds/nearmisses.h"

#include "devices/kinds/texts.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace devices {

namespace {

/// Levenshtein distance.
qsizetype editDistance(const QString& a, const QString& b)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const qsizetype replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({replaced, diagonal + 1, row[at] + 1});
        }
    }
    return row.back();
}

} // namespace

QStringList nearMisses(const QString& name, const QStringList& known)
{
    constexpr qsizetype longest = 64;
    const QString wanted = name.trimmed().toLower().left(longest);
    std::vector<std::pair<qsizetype, QString>> near;
    for (const QString& candidate : known) {
        const QString lower = candidate.toLower().left(longest);
        const qsizetype distance = editDistance(wanted, lower);
        const bool beginning = wanted.size() >= 2 && (lower.startsWith(wanted) || wanted.startsWith(lower));
        if (beginning || distance <= std::max<qsizetype>(1, (wanted.size() + 1) / 3))
            near.emplace_back(beginning ? 1 : distance, candidate);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, near.size()); ++i)
        names << near[i].second;
    return names;
}

QString didYouMean(const QString& name, const QStringList& known)
{
    const QStringList near = nearMisses(name, known);
    if (near.isEmpty())
        return {};
    return Texts::tr(" (did you mean %1?)").arg(near.join(Texts::tr(" or ")));
}

} // namespace devices
