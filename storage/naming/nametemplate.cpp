#include "storage/naming/nametemplate.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr qsizetype longestComponent = 255; // bytes, as on all usual file systems

QString translated(const char* text)
{
    return QCoreApplication::translate("storage", text);
}

QString keysOf(const QJsonObject& object)
{
    return object.keys().join(QStringLiteral(", "));
}

/// "." and ".." are folders that exist already, and lead out of the one for files.
bool isDots(const QString& component)
{
    return component == QLatin1String(".") || component == QLatin1String("..");
}

} // namespace

NameTemplate::NameTemplate(QString pattern)
    : m_pattern(std::move(pattern))
{
}

Error NameTemplate::error(qsizetype position, const QString& what) const
{
    return {ErrorCode::BadValue,
        translated("The file name template \"%1\", at character %2: %3").arg(m_pattern).arg(position).arg(what),
        m_pattern};
}

Result<NameTemplate> NameTemplate::parse(const QString& pattern)
{
    NameTemplate made(pattern);
    if (auto done = made.split(); !done)
        return done.error();
    if (auto done = made.checkLiterals(); !done)
        return done.error();
    return made;
}

Result<void> NameTemplate::split()
{
    QString literal;
    for (qsizetype i = 0; i < m_pattern.size(); ++i) {
        const QChar c = m_pattern.at(i);
        const bool brace = c == QLatin1Char('{') || c == QLatin1Char('}');
        if (brace && i + 1 < m_pattern.size() && m_pattern.at(i + 1) == c) {
            literal += c;
            ++i;
        } else if (c == QLatin1Char('{')) {
            const qsizetype close = m_pattern.indexOf(QLatin1Char('}'), i);
            if (close < 0)
                return error(i + 1, translated("{ has no }."));
            if (auto added = addField(std::exchange(literal, {}), i, close); !added)
                return added;
            i = close;
        } else if (brace) {
            return error(i + 1, translated("} has no {; a brace itself is written }}."));
        } else {
            literal += c;
        }
    }
    m_parts.push_back({literal, {}, {}, m_pattern.size()});
    return {};
}

Result<void> NameTemplate::addField(const QString& literal, qsizetype open, qsizetype close)
{
    const QString inside = m_pattern.mid(open + 1, close - open - 1);
    const qsizetype colon = inside.indexOf(QLatin1Char(':'));
    const QString name = colon < 0 ? inside : inside.left(colon);
    const auto key = NameKey::find(name);
    if (!key) {
        return error(open + 1, translated("the key {%1} is unknown; known are: %2.").arg(name, knownNameKeys()));
    }
    NameFormat format;
    if (colon >= 0) {
        const auto parsed = NameFormat::parse(inside.mid(colon + 1));
        if (!parsed) {
            return error(open + colon + 3,
                translated("\"%1\" is no format; such are 05d, 8.2f, .3e, .4g.").arg(inside.mid(colon + 1)));
        }
        format = *parsed;
    }
    m_parts.push_back({literal, *key, format, open + 1});
    return {};
}

/// What no value can mend: absolute paths, "..", empty folders.
Result<void> NameTemplate::checkLiterals() const
{
    QString shape; // with one letter for each key
    std::vector<qsizetype> positions;
    for (const Part& part : m_parts) {
        shape += part.literal;
        shape += part.key.valid() ? QStringLiteral("x") : QString();
    }
    for (const QChar c : std::as_const(shape)) {
        if (c < QLatin1Char(' ') || c == QLatin1Char('\\') || c == QChar(0x7f))
            return error(1, translated("backslashes and control characters cannot stand in file names."));
    }
    const QStringList components = shape.split(QLatin1Char('/'));
    for (const QString& component : components) {
        if (component.isEmpty() || isDots(component))
            return error(1, translated("a folder or the name is empty, or leads out of the folder for files."));
    }
    return {};
}

NameLevel NameTemplate::level() const
{
    NameLevel level = NameLevel::Run;
    for (const Part& part : m_parts) {
        if (part.key.valid())
            level = std::max(level, part.key.level());
    }
    return level;
}

bool NameTemplate::uses(const QString& key) const
{
    return std::any_of(m_parts.cbegin(), m_parts.cend(), [&key](const Part& part) { return part.key.name() == key; });
}

Result<void> NameTemplate::check(const QJsonObject& metadata, const std::optional<QStringList>& columns) const
{
    scans::RunStart start;
    start.metadata = metadata;
    for (const Part& part : m_parts) {
        if (const QString column = part.key.dataColumn(); !column.isEmpty() && columns && !columns->contains(column)) {
            return error(part.position,
                translated("the run will have no column \"%1\"; it will have: %2.")
                    .arg(column, columns->join(QStringLiteral(", "))));
        }
        if (part.key.startPath().isEmpty())
            continue;
        const QJsonValue value = part.key.value({&start, nullptr, nullptr, {}, 0});
        if (value.isUndefined() || value.isNull()) {
            return error(part.position,
                translated("this run's metadata has no \"%1\"; it has: %2, uid, time, scan_id.")
                    .arg(part.key.name().section(QLatin1Char('.'), 1), keysOf(metadata)));
        }
        if (!part.format.apply(value)) {
            return error(
                part.position, translated("the value of {%1} cannot be written in a name so.").arg(part.key.name()));
        }
    }
    return {};
}

Result<QString> NameTemplate::assemble(const Fill& fill) const
{
    QString path;
    for (const Part& part : m_parts) {
        path += part.literal;
        if (!part.key.valid())
            continue;
        const Result<QString> value = fill(part);
        if (!value)
            return value.error();
        const bool opensComponent = path.isEmpty() || path.endsWith(QLatin1Char('/'));
        path += opensComponent && value.value().isEmpty() ? QStringLiteral("_") : value.value();
    }
    QStringList components = path.split(QLatin1Char('/'));
    for (QString& component : components) {
        if (isDots(component)) // as with other parts that only an empty value leaves
            component += QLatin1Char('_');
        if (QFile::encodeName(component).size() > longestComponent)
            return error(1, translated("a name of more than 255 bytes came out: %1").arg(component));
    }
    return components.join(QLatin1Char('/'));
}

Result<QString> NameTemplate::expand(const NameContext& context) const
{
    return assemble([this, &context](const Part& part) -> Result<QString> {
        const auto text = part.format.apply(part.key.value(context));
        if (!text)
            return error(
                part.position, translated("{%1} has no value that could stand in a name.").arg(part.key.name()));
        return *text;
    });
}

Result<QString> NameTemplate::preview(const NameContext& context) const
{
    return assemble([&context](const Part& part) -> Result<QString> {
        const QJsonValue value = part.key.value(context);
        const bool empty = value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty());
        const auto text = empty ? std::nullopt : part.format.apply(value);
        return text ? *text : QStringLiteral("<%1>").arg(part.key.name());
    });
}

} // namespace storage
