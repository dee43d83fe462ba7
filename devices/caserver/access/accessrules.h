#pragma once

#include "devices/caserver/serverpv.h"

namespace devices {

enum class AccessLevel : quint8 { None, Read, Write };

/// Patterns with "*" and "?"; all three must fit.
struct AccessRule
{
    AccessLevel level = AccessLevel::None;
    /// A PV's name with its field ("BD:m1.STOP"), or a record's without ("BD:m1", for all of its fields).
    QString pv = QStringLiteral("*");
    /// As the client calls itself. Names are claims: a client can claim any.
    QString user = QStringLiteral("*");
    /// The client's IPv4 address when the pattern has digits, dots and wildcards only; else the host's name, a claim too.
    QString host = QStringLiteral("*");
};

/// Who may read and write what. A PV that refuses writes refuses them whatever the rules say.
class AccessRules
{
public:
    /// `otherwise` is for those whom no rule fits.
    explicit AccessRules(AccessLevel otherwise = AccessLevel::Write, std::vector<AccessRule> rules = {});

    /// The first rule that fits decides.
    AccessLevel level(const QString& pv, const ClientIdentity& who) const;
    /// False when everybody may do everything.
    bool restricting() const;

private:
    AccessLevel m_otherwise;
    std::vector<AccessRule> m_rules;
};

} // namespace devices
