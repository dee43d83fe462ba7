#pragma once

#include "devices/profile/profile.h"

namespace app {

/// demo.yaml: installed, or in the source tree.
QString demoProfilePath();

/// Sets the profile's EPICS_CA_… variables, which count over the environment's; call before the first channel. The demo keeps
/// the address of its own simulator.
void applyEpicsEnvironment(const devices::Profile& profile, bool demo);

} // namespace app
