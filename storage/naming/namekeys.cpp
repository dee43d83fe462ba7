#include "storage/naming/namekeys.h"

#include "storage/runmetadata.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <vector>

namespace storage {

namespace {

const QString startRoot = QStringLiteral("start.");
const QString dataRoot = QStringLiteral("event.data.");

QDateTime timeOf(const scans::RunStart& start)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(start.time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms);
}

using Get = QJsonValue (*)(const NameContext&);

struct KnownKey
{
    QString name;
    NameLevel level;
    Get get;
};

const std::vector<KnownKey>& runKeys()
{
    static const std::vector<KnownKey> keys{
        {QStringLiteral("date"), NameLevel::Run,
            [](const NameContext& c) { return QJsonValue(timeOf(*c.start).toString(QStringLiteral("yyyy-MM-dd"))); }},
        {QStringLiteral("time"), NameLevel::Run,
            [](const NameContext& c) { return QJsonValue(timeOf(*c.start).toString(QStringLiteral("HHmmss"))); }},
        {QStringLiteral("scan_id"), NameLevel::Run, [](const NameContext& c) { return QJsonValue(c.start->scanId); }},
        {QStringLiteral("plan_name"), NameLevel::Run,
            [](const NameContext& c) {
                const QString plan = RunMetadata(*c.start).planName;
                return QJsonValue(plan.isEmpty() ? QStringLiteral("run") : plan);
            }},
        {QStringLiteral("uid"), NameLevel::Run, [](const NameContext& c) { return QJsonValue(c.start->uid); }},
        {QStringLiteral("uid8"), NameLevel::Run, [](const NameContext& c) { return QJsonValue(c.start->uid.left(8)); }},
        {QStringLiteral("sample"), NameLevel::Run,
            [](const NameContext& c) { return QJsonValue(RunMetadata(*c.start).sample); }},
        {QStringLiteral("user"), NameLevel::Run,
            [](const NameContext& c) { return QJsonValue(RunMetadata(*c.start).user); }},
    };
    return keys;
}

const std::vector<KnownKey>& finerKeys()
{
    static const std::vector<KnownKey> keys{
        {QStringLiteral("descriptor.name"), NameLevel::Stream,
            [](const NameContext& c) { return c.descriptor ? QJsonValue(c.descriptor->name) : QJsonValue(); }},
        {QStringLiteral("descriptor.uid"), NameLevel::Stream,
            [](const NameContext& c) { return c.descriptor ? QJsonValue(c.descriptor->uid) : QJsonValue(); }},
        {QStringLiteral("column"), NameLevel::Column, [](const NameContext& c) { return QJsonValue(c.column); }},
        {QStringLiteral("index"), NameLevel::Point, [](const NameContext& c) { return QJsonValue(c.index); }},
        {QStringLiteral("event.seq_num"), NameLevel::Point,
            [](const NameContext& c) { return c.event ? QJsonValue(c.event->seqNum) : QJsonValue(); }},
        {QStringLiteral("event.time"), NameLevel::Point,
            [](const NameContext& c) {
                return c.event ? QJsonValue(devices::toEpochSeconds(c.event->time)) : QJsonValue();
            }},
        {QStringLiteral("event.uid"), NameLevel::Point,
            [](const NameContext& c) { return c.event ? QJsonValue(c.event->uid) : QJsonValue(); }},
    };
    return keys;
}

const KnownKey* findKnown(const QString& name)
{
    for (const auto* keys : {&runKeys(), &finerKeys()}) {
        const auto found
            = std::find_if(keys->cbegin(), keys->cend(), [&name](const KnownKey& key) { return key.name == name; });
        if (found != keys->cend())
            return &*found;
    }
    return nullptr;
}

QJsonValue below(QJsonValue value, const QStringList& path)
{
    for (const QString& key : path)
        value = value.toObject().value(key);
    return value;
}

QJsonValue startValue(const scans::RunStart& start, const QStringList& path)
{
    if (path == QStringList{QStringLiteral("uid")})
        return start.uid;
    if (path == QStringList{QStringLiteral("scan_id")})
        return start.scanId;
    if (path == QStringList{QStringLiteral("time")})
        return devices::toEpochSeconds(start.time);
    return below(start.metadata, path);
}

QJsonValue dataValue(const scans::Event& event, const QString& column)
{
    const auto& keys = event.descriptor->keys;
    for (std::size_t i = 0; i < std::min(keys.size(), event.data.size()); ++i) {
        if (keys[i].name != column || devices::isArray(event.data[i].value))
            continue;
        const auto* state = std::get_if<devices::EnumIndex>(&event.data[i].value);
        if (state != nullptr && state->index < keys[i].choices.size())
            return keys[i].choices.at(state->index);
        return devices::toJson(event.data[i].value);
    }
    return {};
}

QString safe(QString value)
{
    static const QRegularExpression unwanted(QStringLiteral("[^\\p{L}\\p{N}_+-]+"));
    return value.replace(unwanted, QStringLiteral("_"));
}

/// As it is written without a format.
std::optional<QString> plain(const QJsonValue& value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        return std::trunc(number) == number && std::abs(number) < 1e15
            ? QString::number(value.toInteger())
            : QString::number(number, 'g', 12); // the dot stays: digits stand around it
    }
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isString())
        return safe(value.toString());
    if (value.isObject()) // as "sample: {name: iron}"
        return value[QLatin1String("name")].isString() ? plain(value[QLatin1String("name")]) : std::nullopt;
    if (!value.isArray())
        return std::nullopt;
    QStringList parts;
    for (const QJsonValue& element : value.toArray()) {
        const std::optional<QString> part = plain(element);
        if (!part)
            return std::nullopt;
        parts << *part;
    }
    return parts.join(QLatin1Char('-'));
}

std::optional<double> numberOf(const QJsonValue& value)
{
    if (value.isDouble())
        return value.toDouble();
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional<double>(number) : std::nullopt;
}

} // namespace

std::optional<NameKey> NameKey::find(const QString& text)
{
    static const QRegularExpression bracket(QStringLiteral("\\[([^\\[\\]]+)\\]"));
    QString name = text;
    name.replace(bracket, QStringLiteral(".\\1"));
    static const QRegularExpression free(QStringLiteral("^(start|event\\.data)(\\.[^.\\[\\]/\\\\]+)+$"));
    const bool isData = name.startsWith(dataRoot) && !name.mid(dataRoot.size()).contains(QLatin1Char('.'));
    const bool isFree = free.match(name).hasMatch() && (isData || name.startsWith(startRoot));
    if (!isFree && findKnown(name) == nullptr)
        return std::nullopt;
    NameKey key;
    key.m_name = name;
    return key;
}

NameLevel NameKey::level() const
{
    if (const KnownKey* known = findKnown(m_name))
        return known->level;
    return m_name.startsWith(dataRoot) ? NameLevel::Point : NameLevel::Run;
}

QStringList NameKey::startPath() const
{
    return m_name.startsWith(startRoot) ? m_name.mid(startRoot.size()).split(QLatin1Char('.')) : QStringList();
}

QString NameKey::dataColumn() const
{
    return m_name.startsWith(dataRoot) ? m_name.mid(dataRoot.size()) : QString();
}

QJsonValue NameKey::value(const NameContext& context) const
{
    if (const KnownKey* known = findKnown(m_name))
        return known->get(context);
    if (m_name.startsWith(startRoot))
        return startValue(*context.start, startPath());
    return context.event != nullptr ? dataValue(*context.event, dataColumn()) : QJsonValue();
}

QString knownNameKeys()
{
    QStringList names;
    for (const auto* keys : {&runKeys(), &finerKeys()}) {
        for (const KnownKey& key : *keys)
            names << key.name;
    }
    names << QStringLiteral("start.<key>") << QStringLiteral("event.data.<column>");
    return names.join(QStringLiteral(", "));
}

std::optional<NameFormat> NameFormat::parse(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(0?)(\\d{0,2})(?:\\.(\\d{1,2}))?([defg])$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    NameFormat format;
    format.kind = match.captured(4).at(0).toLatin1();
    format.zeros = !match.captured(1).isEmpty() || format.kind == 'd';
    format.width = match.captured(2).toInt();
    if (match.hasCaptured(3) && !match.captured(3).isEmpty())
        format.precision = match.captured(3).toInt();
    if (format.kind == 'd' && format.precision >= 0)
        return std::nullopt;
    return format;
}

std::optional<QString> NameFormat::apply(const QJsonValue& value) const
{
    if (kind == 0)
        return plain(value);
    const std::optional<double> number = numberOf(value);
    if (!number || (kind == 'd' && std::abs(*number) > 1e15))
        return std::nullopt;
    const QString digits = kind == 'd' ? QString::number(std::llround(std::abs(*number)))
                                       : QString::number(std::abs(*number), kind, precision < 0 ? 6 : precision);
    const bool negative = *number < 0;
    const QString padded = digits.rightJustified(width - (negative ? 1 : 0), QLatin1Char(zeros ? '0' : '_'));
    return negative ? QLatin1Char('-') + padded : padded;
}

} // namespace storage
