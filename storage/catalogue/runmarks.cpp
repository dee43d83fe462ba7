#include "storage/catalogue/runmarks.h"

#include "storage/processmark.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

using Kind = RunMark::Kind;

/// As they stand in the database, in the order of the enumeration.
constexpr std::array<QLatin1String, 8> kindNames{QLatin1String("comment"), QLatin1String("tagged"),
    QLatin1String("untagged"), QLatin1String("starred"), QLatin1String("unstarred"), QLatin1String("hidden"),
    QLatin1String("shown"), QLatin1String("verified")};

QString kindName(Kind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

Kind kindNamed(const QString& name)
{
    const auto found = std::find(kindNames.cbegin(), kindNames.cend(), name);
    return found == kindNames.cend() ? Kind::Comment : static_cast<Kind>(found - kindNames.cbegin());
}

} // namespace

Result<RunMarks::Found> RunMarks::find(const QString& uid) const
{
    auto rows = m_database.query(QStringLiteral("SELECT id, star, hidden, tags FROM runs WHERE uid = ?"), {uid});
    if (!rows)
        return rows.error();
    const QSqlQuery& row = rows.value();
    if (!rows.value().next()) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("storage", "The catalogue has no run %1.").arg(uid), m_database.path()};
    }
    return Found{row.value(0).toLongLong(), row.value(1).toBool(), row.value(2).toBool(),
        row.value(3).toString().split(QLatin1Char('\t'), Qt::SkipEmptyParts)};
}

Result<void> RunMarks::change(const QString& uid, const std::function<Result<void>(const Found&)>& work) const
{
    return m_database.transaction([&]() -> Result<void> {
        const auto run = find(uid);
        return run ? work(run.value()) : run.error();
    });
}

Result<void> RunMarks::setFlag(
    const QString& uid, const QString& column, bool on, Kind kind, const QString& author) const
{
    return change(uid, [&](const Found& run) -> Result<void> {
        const bool before = column == QLatin1String("star") ? run.star : run.hidden;
        if (before == on)
            return {};
        auto done = m_database.exec(QStringLiteral("UPDATE runs SET %1 = ? WHERE id = ?").arg(column), {on, run.id});
        if (done)
            done = ValueIndex(m_database).set(run.id, column, on ? QVariantList{true} : QVariantList());
        return done ? remember(run.id, kind, {}, author) : done;
    });
}

Result<void> RunMarks::setStar(const QString& uid, bool star, const QString& author) const
{
    return setFlag(uid, QStringLiteral("star"), star, star ? Kind::Starred : Kind::Unstarred, author);
}

Result<void> RunMarks::setHidden(const QString& uid, bool hidden, const QString& author) const
{
    return setFlag(uid, QStringLiteral("hidden"), hidden, hidden ? Kind::Hidden : Kind::Shown, author);
}

Result<void> RunMarks::setTags(const Found& run, const QStringList& tags) const
{
    auto done = m_database.exec(
        QStringLiteral("UPDATE runs SET tags = ? WHERE id = ?"), {tags.join(QLatin1Char('\t')), run.id});
    if (done)
        done = ValueIndex(m_database).set(run.id, QStringLiteral("tag"), QVariantList(tags.cbegin(), tags.cend()));
    return done ? sayMarks(run.id) : done;
}

Result<void> RunMarks::addTag(const QString& uid, const QString& tag, const QString& author) const
{
    static const QRegularExpression word(QStringLiteral("^[\\p{L}\\p{N}_.+-]{1,40}$"));
    if (!word.match(tag).hasMatch()) {
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate(
                "storage", "“%1” cannot be a tag: a tag is one word of up to 40 letters, digits and the signs _ . + -")
                .arg(tag),
            uid};
    }
    return change(uid, [&](const Found& run) -> Result<void> {
        if (run.tags.contains(tag, Qt::CaseInsensitive))
            return {};
        QStringList tags = run.tags;
        tags << tag;
        tags.sort(Qt::CaseInsensitive);
        auto done = setTags(run, tags);
        return done ? remember(run.id, Kind::Tagged, tag, author) : done;
    });
}

Result<void> RunMarks::removeTag(const QString& uid, const QString& tag, const QString& author) const
{
    return change(uid, [&](const Found& run) -> Result<void> {
        QStringList left;
        for (const QString& each : run.tags) {
            if (each.compare(tag, Qt::CaseInsensitive) != 0)
                left << each;
        }
        if (left == run.tags)
            return {};
        auto done = setTags(run, left);
        return done ? remember(run.id, Kind::Untagged, tag, author) : done;
    });
}

Result<void> RunMarks::comment(const QString& uid, const QString& text, const QString& author) const
{
    return change(uid, [&](const Found& run) -> Result<void> {
        auto done = m_database.exec(QStringLiteral("UPDATE runs SET comment = ? WHERE id = ?"), {text, run.id});
        if (done)
            done = addComment(run.id, text);
        if (done)
            done = remember(run.id, Kind::Comment, text, author);
        return done ? sayMarks(run.id) : done;
    });
}

/// Earlier ones can still be found.
Result<void> RunMarks::addComment(qint64 run, const QString& text) const
{
    RunValues values;
    values.add(QStringLiteral("comment"), text);
    return ValueIndex(m_database).add(run, values);
}

Result<void> RunMarks::setVerified(const QString& uid, Verified state, const QString& text) const
{
    const QString word = state == Verified::Good ? QStringLiteral("good")
        : state == Verified::Damaged             ? QStringLiteral("damaged")
                                                 : QString();
    return change(uid, [&](const Found& run) -> Result<void> {
        auto done = m_database.exec(QStringLiteral("UPDATE runs SET verified = ?, verified_text = ? WHERE id = ?"),
            {static_cast<int>(state), text, run.id});
        if (done)
            done = ValueIndex(m_database).set(run.id, QStringLiteral("verified"), {word});
        return done ? remember(run.id, Kind::Verified, word + QStringLiteral(": ") + text, {}) : done;
    });
}

Result<void> RunMarks::remember(qint64 run, Kind kind, const QString& text, const QString& author) const
{
    const auto now = QVariant::fromValue(static_cast<qint64>(devices::now().time_since_epoch().count()));
    return m_database.exec(
        QStringLiteral("INSERT INTO marks (run, time_ns, author, kind, text) VALUES (?, ?, ?, ?, ?)"),
        {run, now, author.isEmpty() ? currentUser() : author, kindName(kind), text});
}

Result<void> RunMarks::sayMarks(qint64 run) const
{
    return m_database.exec(
        QStringLiteral("UPDATE documents SET marks = (SELECT replace(tags, char(9), ' ') FROM runs WHERE id = run)"
                       " || coalesce((SELECT char(10) || group_concat(text, char(10)) FROM marks"
                       " WHERE marks.run = documents.run AND kind = 'comment'), '') WHERE run = ?"),
        {run});
}

Result<std::vector<RunMark>> RunMarks::history(const QString& uid) const
{
    auto rows
        = m_database.query(QStringLiteral("SELECT kind, text, author, time_ns FROM marks WHERE run = (SELECT id FROM"
                                          " runs WHERE uid = ?) ORDER BY id"),
            {uid});
    if (!rows)
        return rows.error();
    std::vector<RunMark> history;
    while (rows.value().next()) {
        const QSqlQuery& row = rows.value();
        history.push_back({kindNamed(row.value(0).toString()), row.value(1).toString(), row.value(2).toString(),
            devices::Timestamp(std::chrono::nanoseconds(row.value(3).toLongLong()))});
    }
    return history;
}

Result<QStringList> RunMarks::tags() const
{
    auto rows = m_database.query(QStringLiteral("SELECT DISTINCT value FROM run_values WHERE key = (SELECT id FROM"
                                                " value_keys WHERE name = 'tag') ORDER BY value"));
    if (!rows)
        return rows.error();
    QStringList tags;
    while (rows.value().next())
        tags << rows.value().value(0).toString();
    return tags;
}

} // namespace storage
