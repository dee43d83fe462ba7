#pragma once

#include <QtGlobal>

namespace devices {

// libca reads the environment when its context and first channel are made: call these first thing in main().

/// Looks for servers on this port of 127.0.0.1 and nowhere else.
void caEnvironmentForLoopback(quint16 port);
/// Puts the running program's own folder first on PATH, where libca looks for the program caRepeater.
void caRepeaterFromProgramFolder();

} // namespace devices
