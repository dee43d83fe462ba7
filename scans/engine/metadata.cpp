#include "scans/engine/metadata.h"

#include <QJsonArray>
#include <QString>

namespace scans {

namespace {

QJsonValue fit(const QJsonValue& value)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue& element : value.toArray())
            array.append(fit(element));
        return array;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject made;
    for (auto it = object.begin(); it != object.end(); ++it) {
        QString key = it.key();
        key.replace(QLatin1Char('.'), QLatin1Char('_')).replace(QLatin1Char('/'), QLatin1Char('_'));
        made.insert(key.isEmpty() ? QStringLiteral("_") : key, fit(it.value()));
    }
    return made;
}

} // namespace

QJsonObject mergedMetadata(std::initializer_list<QJsonObject> lowestFirst)
{
    QJsonObject merged;
    for (const QJsonObject& object : lowestFirst) {
        for (auto it = object.begin(); it != object.end(); ++it)
            merged.insert(it.key(), it.value());
    }
    return fit(merged).toObject();
}

QJsonObject programMetadata()
{
    const QJsonObject versions{{QStringLiteral("beamdeck"), QStringLiteral(BEAMDECK_VERSION)},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())}};
    return {{QStringLiteral("versions"), versions}, {QStringLiteral("plan_type"), QStringLiteral("generator")}};
}

} // namespace scans
