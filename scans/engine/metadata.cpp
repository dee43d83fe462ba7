#include "scans/engine/metadata.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QString>

#include <algorithm>
#include <array>

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

devices::Result<void> checkMetadata(const QJsonObject& metadata)
{
    using Type = QJsonValue::Type;
    struct Rule
    {
        const char* key;
        std::initializer_list<Type> types;
    };
    // Those of run_start.json; all other keys may hold anything.
    const std::array<Rule, 8> rules{{{"sample", {Type::String, Type::Object}}, {"owner", {Type::String}},
        {"group", {Type::String}}, {"project", {Type::String}}, {"data_session", {Type::String}},
        {"data_groups", {Type::Array}}, {"projections", {Type::Array}}, {"hints", {Type::Object}}}};
    for (const Rule& rule : rules) {
        const auto found = metadata.constFind(QLatin1String(rule.key));
        if (found == metadata.constEnd())
            continue;
        if (std::find(rule.types.begin(), rule.types.end(), found->type()) == rule.types.end())
            return devices::Error{devices::ErrorCode::BadValue,
                QCoreApplication::translate("scans", "%1 cannot be recorded as %2")
                    .arg(QString::fromUtf8(QJsonDocument(QJsonArray{*found}).toJson(QJsonDocument::Compact)),
                        QLatin1String(rule.key)),
                QLatin1String(rule.key)};
    }
    return {};
}

QJsonObject planMetadata()
{
    return {{QStringLiteral("plan_type"), QStringLiteral("generator")}};
}

QJsonObject versionMetadata()
{
    const QJsonObject versions{{QStringLiteral("beamdeck"), QStringLiteral(BEAMDECK_VERSION)},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())}};
    return {{QStringLiteral("versions"), versions}};
}

} // namespace scans
