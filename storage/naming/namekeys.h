#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace storage {

/// How often the value of a key changes: once a run, for each stream, for each column, for each point.
enum class NameLevel { Run, Stream, Column, Point };

/// What a name is made for; what is missing has no value.
struct NameContext
{
    const scans::RunStart* start = nullptr;
    const scans::EventDescriptor* descriptor = nullptr;
    const scans::Event* event = nullptr;
    QString column;
    int index = 0; ///< of the file within its run, from 1
};

/// A key of a file name: "date", "start.sample.name", "event.data.temperature".
/// Thread:  any.
class NameKey
{
public:
    NameKey() = default;
    /// Also "start[sample]"; nothing for what no run has.
    static std::optional<NameKey> find(const QString& text);

    bool valid() const { return !m_name.isEmpty(); }
    const QString& name() const { return m_name; }
    NameLevel level() const;
    /// Undefined where there is none.
    QJsonValue value(const NameContext& context) const;
    /// Below "start."; else empty.
    QStringList startPath() const;
    /// Below "event.data."; else empty.
    QString dataColumn() const;

private:
    QString m_name;
};

/// For people: "date, time, …, start.<key>, …, event.data.<column>".
QString knownNameKeys();

/// How a value is written: "05d", "8.2f". Without a kind as it is.
struct NameFormat
{
    char kind = 0; ///< d, e, f or g
    int width = 0;
    bool zeros = false;
    int precision = -1;

    static std::optional<NameFormat> parse(const QString& text);
    /// Made safe for a part of a path; nothing for values that cannot be written so.
    std::optional<QString> apply(const QJsonValue& value) const;
};

} // namespace storage
