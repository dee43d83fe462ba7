#pragma once

#include "devices/kinds/compositedevice.h"

namespace devices {

/// Devices that are read, staged and triggered as one.
class DeviceGroup : public CompositeDevice
{
public:
    DeviceGroup(QString name, std::vector<DevicePtr> parts);

    Result<void> checkDwell(std::chrono::duration<double> dwell) const override;
    StatusPtr setDwell(std::chrono::duration<double> dwell) override;
    StatusPtr trigger() override;
    std::chrono::duration<double> triggerTime(std::chrono::duration<double> dwell) const override;
    std::vector<DataKey> describeFrames() const override;
    std::vector<FrameFile> frameFiles() const override;
};

} // namespace devices
