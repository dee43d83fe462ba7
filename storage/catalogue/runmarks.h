#pragma once

#include "devices/channel/result.h"
#include "devices/channel/value.h"
#include "storage/catalogue/runsummary.h"
#include "storage/catalogue/valueindex.h"

#include <functional>
#include <vector>

namespace storage {

/// One entry in the history of what people said of a run.
struct RunMark
{
    enum class Kind : quint8 { Comment, Tagged, Untagged, Starred, Unstarred, Hidden, Shown, Verified };

    Kind kind = Kind::Comment;
    QString text; ///< the comment, the tag, or what was found
    QString author;
    devices::Timestamp time{};
};

/// What is said of runs after they were measured: tags, stars, comments, hiding, verification. Nothing of it is forgotten:
/// history() tells who did what, and when. Run files are not touched.
/// Thread:  the database's.
/// Errors:  those of Database; BadValue for a run that the catalogue does not have, or a tag that is none.
class RunMarks
{
public:
    explicit RunMarks(const Database& database)
        : m_database(database)
    {
    }

    devices::Result<void> setStar(const QString& uid, bool star, const QString& author = {}) const;
    devices::Result<void> setHidden(const QString& uid, bool hidden, const QString& author = {}) const;
    /// One word each, lower case letters where there is a choice.
    devices::Result<void> addTag(const QString& uid, const QString& tag, const QString& author = {}) const;
    devices::Result<void> removeTag(const QString& uid, const QString& tag, const QString& author = {}) const;
    /// The newest comment is shown with the run, an empty one takes it away from there; all can be found.
    devices::Result<void> comment(const QString& uid, const QString& text, const QString& author = {}) const;
    devices::Result<void> setVerified(const QString& uid, Verified state, const QString& text) const;

    /// Oldest first.
    devices::Result<std::vector<RunMark>> history(const QString& uid) const;
    /// Of all runs, in the order of the alphabet.
    devices::Result<QStringList> tags() const;

private:
    struct Found
    {
        qint64 id = 0;
        bool star = false;
        bool hidden = false;
        QStringList tags;
    };
    devices::Result<Found> find(const QString& uid) const;
    devices::Result<void> change(
        const QString& uid, const std::function<devices::Result<void>(const Found&)>& work) const;
    devices::Result<void> setFlag(
        const QString& uid, const QString& column, bool on, RunMark::Kind kind, const QString& author) const;
    devices::Result<void> setTags(const Found& run, const QStringList& tags) const;
    devices::Result<void> remember(qint64 run, RunMark::Kind kind, const QString& text, const QString& author) const;
    devices::Result<void> addComment(qint64 run, const QString& text) const;
    /// Tags and comments are found by their words.
    devices::Result<void> sayMarks(qint64 run) const;

    const Database& m_database;
};

} // namespace storage
