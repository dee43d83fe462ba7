#pragma once

#include "devices/channel/channelhub.h"
#include "devices/profile/profile.h"
#include "scans/engine/suspender.h"

namespace scans {

/// A suspender as the beamline's profile wants it, which follows its PV. To be made on the engine's thread.
/// Errors:  those of the hub, for names that no protocol takes.
devices::Result<SuspenderPtr> makeSuspender(
    const devices::SuspenderEntry& entry, devices::ChannelHub& hub, devices::Mailbox& mailbox);

} // namespace scans
