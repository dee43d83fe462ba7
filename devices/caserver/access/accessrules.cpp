#include "devices/caserver/access/accessrules.h"

#include "devices/caserver/access/wildcard.h"

#include <algorithm>

namespace devices {

namespace {

bool isAddressPattern(const QString& pattern)
{
    const auto belongs = [](QChar c) { return c.isDigit() || c == u'.' || c == u'*' || c == u'?'; };
    return std::all_of(pattern.begin(), pattern.end(), belongs)
        && std::any_of(pattern.begin(), pattern.end(), [](QChar c) { return c.isDigit(); });
}

bool fitsPv(const QString& pattern, const QString& pv)
{
    if (matchesWildcard(pattern, pv))
        return true;
    const qsizetype dot = pv.lastIndexOf(u'.');
    return dot > 0 && matchesWildcard(pattern, QStringView(pv).first(dot));
}

bool fitsHost(const QString& pattern, const ClientIdentity& who)
{
    if (isAddressPattern(pattern))
        return matchesWildcard(pattern, who.address);
    return matchesWildcard(pattern.toLower(), who.host.toLower());
}

} // namespace

AccessRules::AccessRules(AccessLevel otherwise, std::vector<AccessRule> rules)
    : m_otherwise(otherwise)
    , m_rules(std::move(rules))
{
}

AccessLevel AccessRules::level(const QString& pv, const ClientIdentity& who) const
{
    const auto fits = [&](const AccessRule& rule) {
        return matchesWildcard(rule.user, who.user) && fitsHost(rule.host, who) && fitsPv(rule.pv, pv);
    };
    const auto rule = std::find_if(m_rules.begin(), m_rules.end(), fits);
    return rule == m_rules.end() ? m_otherwise : rule->level;
}

bool AccessRules::restricting() const
{
    return m_otherwise != AccessLevel::Write || std::any_of(m_rules.begin(), m_rules.end(), [](const AccessRule& rule) {
        return rule.level != AccessLevel::Write;
    });
}

} // namespace devices
