#include "devices/caserver/access/accessfile.h"

#include <QCoreApplication>
#include <QFile>

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <optional>

namespace devices {

namespace {

constexpr qint64 maxFileBytes = 1 << 20;

/// Something in the file is not as it should be.
class WrongFile : public std::exception
{
public:
    WrongFile(const YAML::Mark& mark, QString message)
        : m_line(std::max(mark.line, 0) + 1)
        , m_message(std::move(message))
    {
    }
    int line() const { return m_line; }
    const QString& message() const { return m_message; }

private:
    int m_line;
    QString m_message;
};

QString textOf(const YAML::Node& node, const QString& key)
{
    if (!node.IsScalar())
        throw WrongFile(node.Mark(), QCoreApplication::translate("devices", "%1 needs a text").arg(key));
    return QString::fromStdString(node.Scalar());
}

AccessLevel levelOf(const YAML::Node& node, const QString& key)
{
    const QString text = textOf(node, key);
    constexpr std::array<std::pair<const char*, AccessLevel>, 3> levels{
        {{"none", AccessLevel::None}, {"read", AccessLevel::Read}, {"write", AccessLevel::Write}}};
    for (const auto& [name, level] : levels) {
        if (text == QLatin1String(name))
            return level;
    }
    throw WrongFile(
        node.Mark(), QCoreApplication::translate("devices", "%1 is none, read or write, not \"%2\"").arg(key, text));
}

AccessRule ruleOf(const YAML::Node& node)
{
    if (!node.IsMap())
        throw WrongFile(
            node.Mark(), QCoreApplication::translate("devices", "a rule is a map of access, pv, user, host"));
    AccessRule rule;
    bool decides = false;
    for (const auto& entry : node) {
        const QString key = QString::fromStdString(entry.first.Scalar());
        if (key == QLatin1String("access")) {
            rule.level = levelOf(entry.second, key);
            decides = true;
        } else if (key == QLatin1String("pv")) {
            rule.pv = textOf(entry.second, key);
        } else if (key == QLatin1String("user")) {
            rule.user = textOf(entry.second, key);
        } else if (key == QLatin1String("host")) {
            rule.host = textOf(entry.second, key);
        } else {
            throw WrongFile(entry.first.Mark(),
                QCoreApplication::translate("devices", "a rule has access, pv, user and host, but no \"%1\"").arg(key));
        }
    }
    if (!decides)
        throw WrongFile(node.Mark(), QCoreApplication::translate("devices", "the rule has no access"));
    return rule;
}

AccessRules rulesOf(const YAML::Node& root)
{
    AccessLevel otherwise = AccessLevel::Write;
    std::vector<AccessRule> rules;
    if (!root.IsMap())
        throw WrongFile(root.Mark(), QCoreApplication::translate("devices", "a map of default and rules is expected"));
    for (const auto& entry : root) {
        const QString key = QString::fromStdString(entry.first.Scalar());
        if (key == QLatin1String("default")) {
            otherwise = levelOf(entry.second, key);
        } else if (key == QLatin1String("rules")) {
            if (!entry.second.IsSequence())
                throw WrongFile(entry.second.Mark(), QCoreApplication::translate("devices", "rules is a list"));
            for (const YAML::Node& node : entry.second)
                rules.push_back(ruleOf(node));
        } else {
            throw WrongFile(entry.first.Mark(),
                QCoreApplication::translate("devices", "there are default and rules, but no \"%1\"").arg(key));
        }
    }
    return AccessRules(otherwise, std::move(rules));
}

} // namespace

Result<AccessRules> readAccessRules(const QString& fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, QStringLiteral("%1: %2").arg(fileName, file.errorString()), fileName};
    const auto wrong = [&fileName](int line, const QString& message) {
        return Error{ErrorCode::BadValue, QStringLiteral("%1:%2: %3").arg(fileName).arg(line).arg(message), fileName};
    };
    if (file.size() > maxFileBytes)
        return wrong(1, QCoreApplication::translate("devices", "the file is too large for access rules"));
    try {
        return rulesOf(YAML::Load(file.readAll().toStdString()));
    } catch (const WrongFile& problem) {
        return wrong(problem.line(), problem.message());
    } catch (const YAML::Exception& problem) {
        return wrong(std::max(problem.mark.line, 0) + 1, QString::fromStdString(problem.msg));
    }
}

} // namespace devices
