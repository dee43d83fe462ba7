#pragma once

#include <QString>

namespace scans {

enum class EngineState : quint8 {
    Idle,
    Running,
    Pausing,
    Paused,
    Suspended, ///< waits for something by itself (a PV that is disconnected) and goes on when it is back
    Stopping,
    Aborting,
    Halting,
    Panicked,
};

QString engineStateName(EngineState state);

} // namespace scans
