#pragma once

#include "devices/channel/channelhub.h"
#include "devices/channel/mailbox.h"

#include <QString>

namespace devices {

/// What a device needs from its surroundings. Hub and mailbox outlive the device; the device lives on the mailbox's reader thread.
struct DeviceContext
{
    ChannelHub& hub;
    Mailbox& mailbox;
    QString who; ///< written into the journal beside each put
};

} // namespace devices
