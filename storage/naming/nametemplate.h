#pragma once

#include "devices/channel/result.h"
#include "storage/naming/namekeys.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace storage {

/// File names over a run's documents: "{date}/{start.user}_{scan_id:05d}_{event.data.temperature:.1f}_{event.seq_num}.tiff". Keys are
/// those of knownNameKeys(); "{{" and "}}" are braces; "/" makes folders; formats are 05d, 8.2f, .3e, .4g.
/// Texts keep letters, digits and "-_+" only, so that no value leaves its folder or makes another.
/// Thread:  any.
/// Errors:  BadValue with the position in the template and what would be known.
class NameTemplate
{
public:
    static devices::Result<NameTemplate> parse(const QString& pattern);

    const QString& pattern() const { return m_pattern; }
    /// The finest level that its keys need: where it names one file per point, or per run.
    NameLevel level() const;
    bool uses(const QString& key) const;
    /// Would a run with this metadata be able to fill in everything? `columns`: of the primary stream, where they are known.
    devices::Result<void> check(const QJsonObject& metadata, const std::optional<QStringList>& columns) const;
    /// A relative path.
    devices::Result<QString> expand(const NameContext& context) const;
    /// What is not known before the run stands as "<key>".
    devices::Result<QString> preview(const NameContext& context) const;

private:
    struct Part
    {
        QString literal; ///< before the key
        NameKey key; ///< not valid in the last part
        NameFormat format;
        qsizetype position = 0; ///< from 1
    };
    using Fill = std::function<devices::Result<QString>(const Part&)>;

    explicit NameTemplate(QString pattern);
    devices::Result<void> split();
    devices::Result<void> addField(const QString& literal, qsizetype open, qsizetype close);
    devices::Result<void> checkLiterals() const;
    devices::Result<QString> assemble(const Fill& fill) const;
    devices::Error error(qsizetype position, const QString& what) const;

    QString m_pattern;
    std::vector<Part> m_parts;
};

} // namespace storage
