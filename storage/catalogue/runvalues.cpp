#include "storage/catalogue/runvalues.h"

#include <QJsonArray>

namespace storage {

namespace {

/// Longer lists are data, not descriptions.
constexpr qsizetype longestList = 16;
constexpr qsizetype longestText = 500;
constexpr std::size_t mostKeys = 300;

/// Of the start document, but said elsewhere or of no use in a search.
const QStringList& passedOver()
{
    static const QStringList keys{QStringLiteral("uid"), QStringLiteral("time"), QStringLiteral("scan_id"),
        QStringLiteral("hints"), QStringLiteral("targets"), QStringLiteral("motors"), QStringLiteral("detectors")};
    return keys;
}

/// Keys whose values the catalogue itself keeps: metadata of the same name must not mix with them.
const QStringList& reserved()
{
    static const QStringList keys{QStringLiteral("tag"), QStringLiteral("star"), QStringLiteral("hidden"),
        QStringLiteral("verified"), QStringLiteral("comment"), QStringLiteral("status"), QStringLiteral("reason"),
        QStringLiteral("points"), QStringLiteral("duration"), QStringLiteral("file"), QStringLiteral("column"),
        QStringLiteral("imported"), QStringLiteral("since"), QStringLiteral("until"), QStringLiteral("on"),
        QStringLiteral("started")};
    return keys;
}

} // namespace

RunValues RunValues::of(const scans::RunStart& start, const RunMetadata& about)
{
    RunValues values;
    values.add(QStringLiteral("uid"), start.uid);
    values.add(QStringLiteral("scan"), start.scanId);
    values.add(QStringLiteral("plan"), about.planName);
    // "mesh" is the word that was typed, "grid_scan" the plan that it means: both are asked for.
    const QString command = start.metadata.value(QLatin1String("command")).toString().trimmed();
    values.add(QStringLiteral("plan"), command.section(QLatin1Char(' '), 0, 0));
    values.add(QStringLiteral("title"), about.title);
    values.add(QStringLiteral("sample"), about.sample);
    values.add(QStringLiteral("user"), about.user);
    values.add(QStringLiteral("planned"), about.points);
    for (const QString& motor : about.motors)
        values.add(QStringLiteral("motor"), motor);
    for (const QString& detector : about.detectors)
        values.add(QStringLiteral("detector"), detector);
    values.say(about.title);
    values.say(about.user);
    values.say(QString::number(start.scanId));
    values.say(start.uid.left(8));
    values.say((about.motors + about.detectors).join(QLatin1Char(' ')));
    for (auto entry = start.metadata.begin(); entry != start.metadata.end(); ++entry) {
        const QString key = entry.key();
        if (passedOver().contains(key))
            continue;
        values.addJson(reserved().contains(key) ? QStringLiteral("start.") + key : key, *entry);
    }
    return values;
}

void RunValues::addColumns(const QJsonObject& descriptor)
{
    const QStringList names = descriptor.value(QLatin1String("data_keys")).toObject().keys();
    for (const QString& name : names)
        add(QStringLiteral("column"), name);
    say(names.join(QLatin1Char(' ')));
}

void RunValues::addEnd(const RunEnd& end)
{
    add(QStringLiteral("status"), end.status.isEmpty() ? QStringLiteral("running") : end.status);
    if (end.reasonCode == QLatin1String("process_ended"))
        add(QStringLiteral("status"), QStringLiteral("incomplete"));
    add(QStringLiteral("reason"), end.reason);
    add(QStringLiteral("reason"), end.reasonCode);
    say(end.reason);
    if (end.status.isEmpty())
        return;
    add(QStringLiteral("points"), end.points);
    if (end.seconds)
        add(QStringLiteral("duration"), *end.seconds);
}

void RunValues::add(const QString& key, const QVariant& value)
{
    QVariant kept;
    switch (value.metaType().id()) {
    case QMetaType::Bool:
        kept = value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
        break;
    case QMetaType::QString:
        kept = value.toString().left(longestText).toCaseFolded();
        break;
    case QMetaType::Double:
    case QMetaType::Int:
    case QMetaType::LongLong:
        kept = value;
        break;
    default:
        return;
    }
    const bool empty = kept.metaType().id() == QMetaType::QString && kept.toString().isEmpty();
    if (empty || key.isEmpty() || (m_byKey.size() >= mostKeys && !m_byKey.contains(key)))
        return;
    QVariantList& values = m_byKey[key];
    if (!values.contains(kept))
        values << kept;
}

void RunValues::addJson(const QString& key, const QJsonValue& value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            addJson(key + QLatin1Char('.') + entry.key(), *entry);
        return;
    }
    if (value.isArray()) {
        if (const QJsonArray list = value.toArray(); list.size() <= longestList) {
            for (const QJsonValue& element : list)
                addJson(key, element);
        }
        return;
    }
    if (value.isString())
        say(value.toString());
    add(key, value.toVariant());
}

void RunValues::say(const QString& text)
{
    if (!text.isEmpty() && !m_said.contains(text))
        m_said << text;
}

scans::RunStart runStartFromJson(const QJsonObject& json)
{
    scans::RunStart start;
    start.metadata = json;
    start.uid = start.metadata.take(QLatin1String("uid")).toString();
    start.time = devices::fromEpochSeconds(start.metadata.take(QLatin1String("time")).toDouble());
    start.scanId = start.metadata.take(QLatin1String("scan_id")).toInteger();
    return start;
}

} // namespace storage
