#pragma once

#include "devices/kinds/devicekind.h"
#include "devices/profile/profile.h"
#include "devices/profile/profileschema.h"

#include <yaml-cpp/yaml.h>

#include <map>
#include <optional>

namespace devices {

/// Takes values out of YAML nodes and notes each one that is not what it should be.
/// Errors:  as problems; YAML::Exception may pass through and is caught by the loader.
class YamlReader
{
public:
    YamlReader(QString file, std::vector<ProfileProblem>& problems);

    /// A map whose keys have been checked; values of a wrong type are left out.
    struct Fields
    {
        QString path;
        int line = 0;
        bool complete = true; ///< all required keys are there
        std::map<QString, YAML::Node> nodes;

        bool has(const QString& key) const { return nodes.count(key) > 0; }
        YAML::Node at(const QString& key) const { return nodes.at(key); }
        int lineOf(const QString& key) const;
        QString pathOf(const QString& key) const { return path.isEmpty() ? key : path + QLatin1Char('.') + key; }
        QString text(const QString& key, const QString& initial = {}) const;
    };

    /// Checks a map against the schema below `schemaPath`.
    Fields fields(const YAML::Node& node, const QString& path, const QString& schemaPath);
    /// The maps of a list, each with its path; wrong elements are noted and left out. They are checked against the schema below
    /// `schemaPath`, without one below the key.
    std::vector<Fields> list(const Fields& parent, const QString& key, const QString& schemaPath = {});
    std::optional<double> number(const Fields& fields, const QString& key);
    QStringList texts(const Fields& fields, const QString& key);
    QMap<QString, QString> textMap(const Fields& fields, const QString& key);
    /// Entries are texts or maps {pv, label}.
    std::vector<PvEntry> pvs(const Fields& fields, const QString& key);
    /// Any map, as JSON; keys must be allowed in documents.
    QJsonObject freeMap(const Fields& fields, const QString& key);
    QJsonObject options(const Fields& fields, const QString& key, const DeviceKindSpec& kind);

    void problem(int line, const QString& key, const QString& expected);

private:
    struct Pair
    {
        QString key;
        YAML::Node value;
        int line; ///< of the key
    };

    std::vector<Pair> pairs(const YAML::Node& map, const QString& path);
    bool hasType(const YAML::Node& node, ProfileKey::Type type) const;
    std::optional<PvEntry> pv(const YAML::Node& node, const QString& path);
    QJsonValue json(const YAML::Node& node, const QString& path, int depth);
    QJsonValue option(const YAML::Node& node, const QString& path, const DeviceOption& option);

    const QString m_file;
    std::vector<ProfileProblem>& m_problems;
    int m_nodesLeft = 100000; // aliases can multiply a small file
};

} // namespace devices
