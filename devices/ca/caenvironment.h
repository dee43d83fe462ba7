#pragma once

#include "devices/channel/result.h"

#include <QString>

#include <vector>

namespace devices {

// libca reads the environment when its context and first channel are made: change it before, first thing in main().

/// Looks for servers on this port of 127.0.0.1 and nowhere else.
void caEnvironmentForLoopback(quint16 port);
/// Puts the running program's own folder first on PATH, where libca looks for the program caRepeater.
void caRepeaterFromProgramFolder();

/// One variable that libca heeds.
struct CaVariable
{
    QString name;
    QString value; ///< in force; the standard one where the environment says nothing
    QString about;
    bool changed = false; ///< is not the standard value
};

std::vector<CaVariable> caEnvironment();

/// "EPICS_CA_ADDR_LIST=10.0.0.255". BadValue for a variable that libca does not know and for a value that it would not take.
Result<void> setCaVariable(const QString& assignment);

} // namespace devices
