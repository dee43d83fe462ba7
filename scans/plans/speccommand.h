#pragma once

#include "devices/channel/result.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace scans {

/// What a line asks for.
struct ParsedCommand
{
    enum class Kind : quint8 {
        Plan,
        Report, ///< of positions, "wa" or "wm": nothing is run
    };

    Kind kind = Kind::Plan;
    QString planId; ///< or that of the report
    QJsonObject parameters; ///< those of a report are "devices": their names; none = all motors
    bool watched = false; ///< positions are to be shown while they change
    QHash<QString, qsizetype> places
        = {}; ///< of the words in the line, from 1, by the ids of parameters: "axes[0].motor"
};

/// A SPEC-like line as plan and parameters ("ascan sx -2 2 40 0.05", "mesh sx -1 1 20 sy -1 1 20 0.02", "ct 1", "mv sx 1", "wa").
/// Counts intervals, and has the first motor of a mesh fastest, as SPEC does. Every other plan goes by its id: what its axes need in
/// their order, axis by axis. Behind any of them other parameters may be named: "scan sx 0 1 intervals=20 detectors=sc,mca".
/// Errors: BadValue; the source is the position in the text, from 1, and the message says what was expected there.
devices::Result<ParsedCommand> parseCommand(const QString& line, const QStringList& defaultDetectors);

/// What is wrong with a parameter, said of the character where it stands in the line. Other errors stay as they are.
devices::Error locatedIn(const ParsedCommand& command, devices::Error error);

/// Each command with what it takes: "ascan motor start stop intervals dwell".
QStringList commandUsages();

} // namespace scans
