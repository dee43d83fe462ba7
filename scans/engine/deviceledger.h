#pragma once

#include "devices/kinds/device.h"

#include <chrono>
#include <utility>
#include <vector>

namespace scans {

/// Which devices a plan has used, moved and staged, so that all can be put right at its end.
class DeviceLedger
{
public:
    void use(const devices::DevicePtr& device);
    void move(const devices::DevicePtr& device, double target);
    /// Takes points by itself from now on; stopped like a motor.
    void fly(const devices::DevicePtr& device);
    void setDwell(const devices::DevicePtr& device, std::chrono::duration<double> dwell);
    /// Sends stop to everything that was moved since the last time.
    void stopMoved();
    void stage(const devices::DevicePtr& device);
    void unstage(const devices::DevicePtr& device);

    const std::vector<devices::DevicePtr>& used() const { return m_used; }
    /// In the order of staging.
    const std::vector<devices::DevicePtr>& staged() const { return m_staged; }
    /// Where each was sent last.
    const std::vector<std::pair<devices::DevicePtr, double>>& targets() const { return m_targets; }
    const std::vector<std::pair<devices::DevicePtr, std::chrono::duration<double>>>& dwells() const { return m_dwells; }

private:
    std::vector<devices::DevicePtr> m_used;
    std::vector<devices::DevicePtr> m_moved; // and not stopped since
    std::vector<devices::DevicePtr> m_staged;
    std::vector<std::pair<devices::DevicePtr, double>> m_targets;
    std::vector<std::pair<devices::DevicePtr, std::chrono::duration<double>>> m_dwells;
};

} // namespace scans
