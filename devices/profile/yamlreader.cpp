#include "devices/profile/yamlreader.h"

#include "devices/channel/format.h"
#include "devices/kinds/nearmisses.h"
#include "devices/kinds/texts.h"

#include <QJsonArray>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

int lineOf(const YAML::Node& node)
{
    return node.Mark().line + 1;
}

QString textOf(const YAML::Node& node)
{
    return QString::fromStdString(node.Scalar());
}

/// Not in quotes, so that it may be a number or a truth value.
bool isPlain(const YAML::Node& node)
{
    return node.IsScalar() && node.Tag() != "!";
}

std::optional<double> numberOf(const YAML::Node& node)
{
    bool ok = false;
    const double number = isPlain(node) ? QLocale::c().toDouble(textOf(node), &ok) : 0;
    if (!ok || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<bool> truthOf(const YAML::Node& node)
{
    const QString text = isPlain(node) ? textOf(node).toLower() : QString();
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return text == QLatin1String("true");
    return std::nullopt;
}

QString found(const YAML::Node& node)
{
    if (node.IsScalar())
        return QLatin1Char('"') + textOf(node).left(60) + QLatin1Char('"');
    if (node.IsSequence())
        return Texts::tr("a list");
    return node.IsMap() ? Texts::tr("a map") : Texts::tr("nothing");
}

QString insteadOf(const QString& wanted, const YAML::Node& node)
{
    return Texts::tr("%1, not %2").arg(wanted, found(node));
}

QString element(const QString& path, std::size_t index)
{
    return QStringLiteral("%1[%2]").arg(path).arg(index);
}

QJsonValue plainJson(const YAML::Node& node)
{
    const QString text = textOf(node);
    if (!isPlain(node))
        return text;
    if (const std::optional<bool> truth = truthOf(node))
        return *truth;
    bool whole = false;
    const qlonglong integer = text.toLongLong(&whole);
    if (whole)
        return QJsonValue(integer);
    if (const std::optional<double> number = numberOf(node))
        return *number;
    return text;
}

} // namespace

YamlReader::YamlReader(QString file, std::vector<ProfileProblem>& problems)
    : m_file(std::move(file))
    , m_problems(problems)
{
}

int YamlReader::Fields::lineOf(const QString& key) const
{
    return has(key) ? devices::lineOf(nodes.at(key)) : line;
}

QString YamlReader::Fields::text(const QString& key, const QString& initial) const
{
    return has(key) ? textOf(nodes.at(key)) : initial;
}

void YamlReader::problem(int line, const QString& key, const QString& expected)
{
    m_problems.push_back({m_file, line, key, expected});
}

/// Keys with their values; repeated and odd keys are noted and left out.
std::vector<YamlReader::Pair> YamlReader::pairs(const YAML::Node& map, const QString& path)
{
    std::vector<Pair> all;
    QSet<QString> seen;
    for (const auto& pair : map) {
        if (!pair.first.IsScalar()) {
            problem(lineOf(pair.first), path, Texts::tr("a key that is a text"));
            continue;
        }
        const QString key = textOf(pair.first);
        const QString keyPath = path.isEmpty() ? key : path + QLatin1Char('.') + key;
        if (seen.contains(key))
            problem(lineOf(pair.first), keyPath, Texts::tr("each key once; this one stands above already"));
        else
            all.push_back({key, pair.second, lineOf(pair.first)});
        seen.insert(key);
    }
    return all;
}

bool YamlReader::hasType(const YAML::Node& node, ProfileKey::Type type) const
{
    using Type = ProfileKey::Type;
    switch (type) {
    case Type::Text:
        return node.IsScalar();
    case Type::Number:
        return numberOf(node).has_value();
    case Type::List:
    case Type::TextList:
    case Type::PvList:
        return node.IsSequence();
    case Type::Map:
    case Type::TextMap:
        return node.IsMap();
    }
    return false;
}

YamlReader::Fields YamlReader::fields(const YAML::Node& node, const QString& path, const QString& schemaPath)
{
    Fields result;
    result.path = path;
    result.line = lineOf(node);
    const std::vector<ProfileKey> keys = profileKeysBelow(schemaPath);
    const auto nameOf = [](const ProfileKey& key) { return key.path.section(QLatin1Char('.'), -1); };
    QStringList known;
    for (const ProfileKey& key : keys)
        known << nameOf(key);
    for (const auto& [name, value, line] : pairs(node, path)) {
        const auto index = known.indexOf(name);
        if (index < 0)
            problem(line, result.pathOf(name),
                Texts::tr("one of the keys %1%2").arg(known.join(QStringLiteral(", ")), didYouMean(name, known)));
        else if (const ProfileKey& key = keys[static_cast<std::size_t>(index)]; hasType(value, key.type))
            result.nodes.emplace(name, value);
        else if (!value.IsNull())
            problem(lineOf(value), result.pathOf(name), insteadOf(profileTypeName(key.type), value));
    }
    for (const ProfileKey& key : keys) {
        if (!key.required
            || (result.has(nameOf(key)) && !(key.type == ProfileKey::Type::Text && result.text(nameOf(key)).isEmpty())))
            continue;
        result.complete = false;
        problem(result.lineOf(nameOf(key)), result.pathOf(nameOf(key)),
            Texts::tr("%1; it is required").arg(profileTypeName(key.type)));
    }
    return result;
}

std::vector<YamlReader::Fields> YamlReader::list(const Fields& parent, const QString& key, const QString& schemaPath)
{
    std::vector<Fields> elements;
    if (!parent.has(key))
        return elements;
    const YAML::Node node = parent.at(key);
    for (std::size_t i = 0; i < node.size(); ++i) {
        const QString path = element(parent.pathOf(key), i);
        if (!node[i].IsMap()) {
            problem(lineOf(node[i]), path, insteadOf(Texts::tr("a map"), node[i]));
            continue;
        }
        Fields checked = fields(node[i], path, schemaPath.isEmpty() ? key + QStringLiteral("[]") : schemaPath);
        if (checked.complete)
            elements.push_back(std::move(checked));
    }
    return elements;
}

std::optional<double> YamlReader::number(const Fields& fields, const QString& key)
{
    return fields.has(key) ? numberOf(fields.at(key)) : std::nullopt;
}

QStringList YamlReader::texts(const Fields& fields, const QString& key)
{
    QStringList list;
    if (!fields.has(key))
        return list;
    const YAML::Node node = fields.at(key);
    for (std::size_t i = 0; i < node.size(); ++i) {
        if (node[i].IsScalar())
            list << textOf(node[i]);
        else
            problem(lineOf(node[i]), element(fields.pathOf(key), i), insteadOf(Texts::tr("a text"), node[i]));
    }
    return list;
}

QMap<QString, QString> YamlReader::textMap(const Fields& fields, const QString& key)
{
    QMap<QString, QString> map;
    if (!fields.has(key))
        return map;
    const QString path = fields.pathOf(key);
    for (const auto& [name, value, line] : pairs(fields.at(key), path)) {
        if (value.IsScalar() || value.IsNull())
            map.insert(name, value.IsNull() ? QString() : textOf(value));
        else
            problem(lineOf(value), path + QLatin1Char('.') + name, insteadOf(Texts::tr("a text"), value));
    }
    return map;
}

std::optional<PvEntry> YamlReader::pv(const YAML::Node& node, const QString& path)
{
    PvEntry entry;
    if (node.IsScalar()) {
        entry.pv = textOf(node);
    } else if (node.IsMap()) {
        for (const auto& [name, value, line] : pairs(node, path)) {
            const bool known = name == QLatin1String("pv") || name == QLatin1String("label");
            if (!known || !value.IsScalar())
                problem(line, path + QLatin1Char('.') + name, Texts::tr("only pv and label, both texts"));
            else
                (name == QLatin1String("pv") ? entry.pv : entry.label) = textOf(value);
        }
    }
    const bool blank = std::any_of(entry.pv.cbegin(), entry.pv.cend(), [](QChar c) { return c.isSpace(); });
    if (entry.pv.isEmpty() || blank) {
        problem(lineOf(node), path, insteadOf(Texts::tr("a PV name without blanks, or a map with pv and label"), node));
        return std::nullopt;
    }
    if (entry.label.isEmpty())
        entry.label = entry.pv;
    return entry;
}

std::vector<PvEntry> YamlReader::pvs(const Fields& fields, const QString& key)
{
    std::vector<PvEntry> entries;
    if (!fields.has(key))
        return entries;
    const YAML::Node node = fields.at(key);
    for (std::size_t i = 0; i < node.size(); ++i) {
        if (std::optional<PvEntry> entry = pv(node[i], element(fields.pathOf(key), i)))
            entries.push_back(std::move(*entry));
    }
    return entries;
}

QJsonObject YamlReader::freeMap(const Fields& fields, const QString& key)
{
    return fields.has(key) ? json(fields.at(key), fields.pathOf(key), 0).toObject() : QJsonObject();
}

QJsonValue YamlReader::json(const YAML::Node& node, const QString& path, int depth)
{
    constexpr int deepest = 32;
    if (depth > deepest || --m_nodesLeft < 0) {
        if (depth > deepest || m_nodesLeft == -1)
            problem(lineOf(node), path.left(200), Texts::tr("fewer and less deeply nested values"));
        return {};
    }
    if (node.IsScalar())
        return plainJson(node);
    if (node.IsSequence()) {
        QJsonArray array;
        for (std::size_t i = 0; i < node.size(); ++i)
            array.append(json(node[i], element(path, i), depth + 1));
        return array;
    }
    if (!node.IsMap())
        return {};
    QJsonObject object;
    for (const auto& [name, value, line] : pairs(node, path)) {
        const QString valuePath = path + QLatin1Char('.') + name;
        if (name.isEmpty() || name.contains(QLatin1Char('.')) || name.contains(QLatin1Char('/')))
            problem(line, valuePath, Texts::tr("a key without \".\" and \"/\", as documents have none"));
        else
            object.insert(name, json(value, valuePath, depth + 1));
    }
    return object;
}

QJsonObject YamlReader::options(const Fields& fields, const QString& key, const DeviceKindSpec& kind)
{
    QJsonObject given;
    if (!fields.has(key))
        return given;
    const QString path = fields.pathOf(key);
    QStringList known;
    for (const DeviceOption& each : kind.options)
        known << each.key;
    for (const auto& [name, value, line] : pairs(fields.at(key), path)) {
        const QString valuePath = path + QLatin1Char('.') + name;
        const auto index = known.indexOf(name);
        if (index < 0) {
            problem(line, valuePath,
                Texts::tr("one of the options of a %1: %2%3")
                    .arg(kind.id, known.join(QStringLiteral(", ")), didYouMean(name, known)));
            continue;
        }
        const QJsonValue converted = option(value, valuePath, kind.options[static_cast<std::size_t>(index)]);
        if (!converted.isUndefined())
            given.insert(name, converted);
    }
    return given;
}

QJsonValue YamlReader::option(const YAML::Node& node, const QString& path, const DeviceOption& option)
{
    using Type = DeviceOption::Type;
    const auto isText = [](const YAML::Node& each) { return each.IsScalar(); };
    if ((option.type == Type::Text || option.type == Type::Device) && node.IsScalar())
        return textOf(node);
    if (option.type == Type::Choice && node.IsScalar() && option.choices.contains(textOf(node)))
        return textOf(node);
    if (const std::optional<bool> truth = truthOf(node); option.type == Type::Boolean && truth)
        return *truth;
    if (const std::optional<double> number = numberOf(node); option.type == Type::Number && number) {
        if (*number >= option.minimum && *number <= option.maximum)
            return *number;
    }
    const bool list = option.type == Type::TextList || option.type == Type::DeviceList;
    if (list && node.IsSequence() && std::all_of(node.begin(), node.end(), isText)) {
        QJsonArray array;
        for (const YAML::Node& each : node)
            array.append(textOf(each));
        return array;
    }
    if (option.type == Type::TextMap && node.IsMap()) {
        QJsonObject object;
        for (const auto& [name, value, line] : pairs(node, path)) {
            if (value.IsScalar() || value.IsNull())
                object.insert(name, value.IsNull() ? QString() : textOf(value));
            else
                problem(lineOf(value), path + QLatin1Char('.') + name, insteadOf(Texts::tr("a text"), value));
        }
        return object;
    }
    QString wanted = optionTypeName(option);
    if (option.type == Type::Number && option.maximum < 1e300)
        wanted = Texts::tr("a number from %1 to %2").arg(exactNumber(option.minimum), exactNumber(option.maximum));
    else if (option.type == Type::Number && option.minimum > -1e300)
        wanted = Texts::tr("a number of at least %1").arg(exactNumber(option.minimum));
    problem(lineOf(node), path, insteadOf(wanted, node));
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace devices
