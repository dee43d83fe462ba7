#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace simulator {

/// What beamdeck-sim is told on its command line.
struct Options
{
    quint16 port = 0;
    quint64 seed = 0;
    QString prefix;
    QString listen;
    QString access; ///< file
    QString state; ///< file
    std::size_t scale = 0;
    double rate = 0; ///< Hz
    int parentPid = 0;
    bool dieWithParent = false;
    bool list = false;
};

struct CommandLine
{
    std::optional<Options> options; ///< nothing when the arguments make no sense
    QString complaint;
};

/// `arguments` begin with the program's name. Asked for help or the version, it prints that and ends the program.
CommandLine parseCommandLine(const QStringList& arguments);

} // namespace simulator
