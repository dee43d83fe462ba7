#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace devices {

/// One key of a profile. docs/profile.md shows this table; a test compares the two.
struct ProfileKey
{
    enum class Type : quint8 { Text, Number, List, TextList, PvList, Map, TextMap };

    QString path; ///< "title", "devices[].name"
    Type type = Type::Text;
    bool required = false; ///< within its map
    QString initial; ///< default as shown to people
};

const std::vector<ProfileKey>& profileSchema();
QString profileTypeName(ProfileKey::Type type);

/// The keys directly below a path: below "" title, devices, …; below "devices[]" kind, name, ….
std::vector<ProfileKey> profileKeysBelow(const QString& path);

} // namespace devices
