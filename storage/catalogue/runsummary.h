#pragma once

#include "devices/channel/value.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace storage {

/// What was found when a run's files were looked at after it had ended.
enum class Verified : quint8 { Unknown, Good, Damaged };

/// One line of the list of runs.
struct RunSummary
{
    qint64 id = 0; ///< of this catalogue; a later run has a higher one
    QString uid;
    qint64 scanId = 0;
    QString planName;
    QString title;
    devices::Timestamp started{};
    std::optional<devices::Timestamp> stopped;
    QString exitStatus; ///< success, abort, fail, unknown (imported, the file does not say); empty while it runs
    QString reason;
    QString reasonCode; ///< "process_ended" = found unfinished after a crash
    int pointsPlanned = 0; ///< 0 = unknown
    int pointsDone = 0; ///< valid once stopped
    QStringList motors;
    QStringList detectors;
    QString sample;
    QString user;
    QString file;
    bool imported = false; ///< the file was made elsewhere: it is only read
    bool star = false;
    bool hidden = false;
    QStringList tags;
    QString comment; ///< the newest
    Verified verified = Verified::Unknown;
    QString verifiedText;

    bool running() const { return exitStatus.isEmpty(); }
    friend bool operator==(const RunSummary&, const RunSummary&) = default;
};

struct RunRecord
{
    RunSummary summary;
    QJsonObject start;
    QJsonArray descriptors;
    QJsonObject stop; ///< empty while it runs
};

} // namespace storage
