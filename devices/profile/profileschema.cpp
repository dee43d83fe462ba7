#include "devices/profile/profileschema.h"

namespace devices {

const std::vector<ProfileKey>& profileSchema()
{
    using Type = ProfileKey::Type;
    const auto key = [](const char* path, Type type, const char* initial = "") {
        return ProfileKey{QString::fromLatin1(path), type, false, QString::fromLatin1(initial)};
    };
    const auto required = [](const char* path, Type type) {
        return ProfileKey{QString::fromLatin1(path), type, true, {}};
    };
    static const std::vector<ProfileKey> schema{
        key("title", Type::Text, "the file's name"),
        key("metadata", Type::Map),
        key("epics", Type::TextMap),
        key("ring_current", Type::Text),
        key("shutter", Type::Text),
        key("detectors", Type::TextList),
        key("baseline", Type::TextList),
        key("monitors", Type::TextList),
        key("devices", Type::List),
        required("devices[].kind", Type::Text),
        required("devices[].name", Type::Text),
        key("devices[].pv", Type::Text, "by kind"),
        key("devices[].description", Type::Text),
        key("devices[].group", Type::Text),
        key("devices[].options", Type::Map),
        key("devices[].parts", Type::List),
        key("pv_groups", Type::List),
        required("pv_groups[].name", Type::Text),
        required("pv_groups[].pvs", Type::PvList),
        key("stripcharts", Type::List),
        required("stripcharts[].name", Type::Text),
        required("stripcharts[].pvs", Type::PvList),
        key("stripcharts[].span", Type::Number, "300"),
        key("images", Type::List),
        required("images[].name", Type::Text),
        required("images[].prefix", Type::Text),
        key("images[].cam", Type::Text, "cam1:"),
        key("images[].array", Type::Text, "image1:"),
        key("images[].stats", Type::Text, "Stats1:"),
        key("instruments", Type::List),
        required("instruments[].name", Type::Text),
        key("instruments[].description", Type::Text),
        required("instruments[].pvs", Type::PvList),
        key("files", Type::List),
        required("files[].format", Type::Text),
        key("files[].name", Type::Text, "by format"),
        key("files[].compression", Type::Text, "none"),
        key("files[].level", Type::Number, "1"),
        key("files[].flush_seconds", Type::Number, "0.1"),
        key("files[].flush_points", Type::Number),
        key("suspenders", Type::List),
        required("suspenders[].name", Type::Text),
        required("suspenders[].pv", Type::Text),
        required("suspenders[].condition", Type::Text),
        key("suspenders[].low", Type::Number),
        key("suspenders[].high", Type::Number),
        key("suspenders[].resume", Type::Number),
        key("suspenders[].expected", Type::Text),
        key("suspenders[].settle", Type::Number, "0"),
        key("suspenders[].message", Type::Text),
    };
    return schema;
}

QString profileTypeName(ProfileKey::Type type)
{
    switch (type) {
    case ProfileKey::Type::Text:
        return QStringLiteral("text");
    case ProfileKey::Type::Number:
        return QStringLiteral("number");
    case ProfileKey::Type::List:
        return QStringLiteral("list of maps");
    case ProfileKey::Type::TextList:
        return QStringLiteral("list of texts");
    case ProfileKey::Type::PvList:
        return QStringLiteral("list of PVs");
    case ProfileKey::Type::Map:
        return QStringLiteral("map");
    case ProfileKey::Type::TextMap:
        return QStringLiteral("map of texts");
    }
    return {};
}

std::vector<ProfileKey> profileKeysBelow(const QString& path)
{
    const QString prefix = path.isEmpty() ? QString() : path + QLatin1Char('.');
    std::vector<ProfileKey> keys;
    for (const ProfileKey& key : profileSchema()) {
        const QString rest = key.path.startsWith(prefix) ? key.path.mid(prefix.size()) : QString();
        if (!rest.isEmpty() && !rest.contains(QLatin1Char('.')))
            keys.push_back(key);
    }
    return keys;
}

} // namespace devices
