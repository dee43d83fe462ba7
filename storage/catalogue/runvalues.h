#pragma once

#include "scans/documents/documents.h"
#include "storage/runmetadata.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <map>
#include <optional>

namespace storage {

/// How a run ended, as far as it can be searched for.
struct RunEnd
{
    QString status; ///< empty while it runs
    QString reason;
    QString reasonCode;
    int points = 0;
    std::optional<double> seconds; ///< how long it took
};

/// What queries can ask of a run: values by key, and words.
/// Thread:  any.
class RunValues
{
public:
    /// Of everything in the start document: nested keys are joined by dots, a list is several values of one key.
    static RunValues of(const scans::RunStart& start, const RunMetadata& about);

    /// The columns of a descriptor, as its JSON names them.
    void addColumns(const QJsonObject& descriptor);
    void addEnd(const RunEnd& end);
    /// Numbers stay numbers, texts are folded (upper and lower case are the same), yes and no stand for booleans. What is
    /// neither is left out.
    void add(const QString& key, const QVariant& value);

    const std::map<QString, QVariantList>& byKey() const { return m_byKey; }
    /// For the full-text search.
    QString said() const { return m_said.join(QLatin1Char('\n')); }

private:
    void addJson(const QString& key, const QJsonValue& value);
    void say(const QString& text);

    std::map<QString, QVariantList> m_byKey;
    QStringList m_said;
};

/// The start document that was made from, or could be made into, this JSON.
scans::RunStart runStartFromJson(const QJsonObject& json);

} // namespace storage
