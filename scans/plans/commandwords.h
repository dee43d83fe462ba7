#pragma once

#include "devices/channel/result.h"
#include "scans/plans/planspec.h"

#include <QJsonValue>
#include <QString>

#include <vector>

namespace scans {

/// A word of a command line. Quotes keep blanks together and are no part of it.
struct CommandWord
{
    QString text;
    qsizetype position = 0; ///< from 1
};

devices::Result<std::vector<CommandWord>> commandWords(const QString& line);

/// "Character 7: expected the name of a motor, found "5"". Nothing found is the end of the line.
devices::Error unexpectedWord(qsizetype position, const QString& expected, const QString& found);

/// The word as a value of this parameter.
devices::Result<QJsonValue> readWord(const CommandWord& word, const PlanParameter& parameter);

/// What the parameter is, in words.
QString wordsFor(const PlanParameter& parameter);

} // namespace scans
