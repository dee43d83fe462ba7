#pragma once

#include "devices/kinds/device.h"
#include "scans/dryrun/dryresult.h"

#include <optional>
#include <vector>

namespace scans {

/// Stands for a device in a dry run. It asks the real one what it is and how it would move, and sends it nothing.
///
/// Units:   time in seconds of the dry run's clock.
/// Thread:  that of the real device.
class DryDevice : public devices::Device
{
public:
    /// The clock outlives the device.
    DryDevice(devices::DevicePtr real, const double* clock);

    QStringList missing() const override { return m_real->missing(); }
    std::vector<devices::DataKey> describe() const override { return m_keys; }
    devices::Handle read(devices::ReadDone done) override;
    std::vector<devices::DataKey> describeConfiguration() const override { return m_real->describeConfiguration(); }
    std::vector<devices::DataKey> describeCollect() const override { return m_real->describeCollect(); }
    std::vector<devices::DataKey> describeFrames() const override { return m_real->describeFrames(); }
    /// Keeps what the real one does not allow, and allows it, so that the plan goes on.
    devices::Result<void> check(double target) const override;
    std::optional<std::chrono::duration<double>> moveTime(double from, double to) const override;
    std::optional<double> position() const override;
    std::vector<const Device*> movedDevices() const override { return m_real->movedDevices(); }
    /// As check() does.
    devices::Result<void> checkDwell(std::chrono::duration<double> dwell) const override;
    bool movable() const override { return m_real->movable(); }
    std::chrono::duration<double> triggerTime(std::chrono::duration<double> dwell) const override;
    devices::Handle locate(devices::LocateDone done) override;

    /// When it would be there; nothing when that is unknown.
    std::optional<double> moveTo(double target);
    void halt();
    devices::Location location() const;
    void useDwell(std::chrono::duration<double> dwell) { m_dwell = dwell; }
    /// When a trigger would be over.
    double triggeredUntil() const { return *m_clock + triggerTime(m_dwell).count(); }
    const std::vector<devices::Reading>& readings();
    /// Of one event.
    qint64 bytes() const { return m_bytes; }
    /// Where it went, if anywhere.
    const std::optional<Extent>& extent() const { return m_extent; }
    /// At most two, the lower one first.
    std::vector<LimitProblem> limitProblems() const;
    /// Why it would not move at all.
    const std::optional<devices::Error>& trouble() const { return m_trouble; }

private:
    struct Motion
    {
        double from = 0;
        double to = 0;
        double begun = 0;
        double ends = 0;
    };

    void note(double target, const devices::Error& error) const;

    const devices::DevicePtr m_real;
    const double* const m_clock;
    const std::vector<devices::DataKey> m_keys;
    const qint64 m_bytes;
    std::optional<Motion> m_motion; ///< the last one, or standing still
    std::optional<Extent> m_extent;
    std::chrono::duration<double> m_dwell{0};
    std::vector<devices::Reading> m_readings;
    mutable std::optional<LimitProblem> m_low;
    mutable std::optional<LimitProblem> m_high;
    mutable std::optional<devices::Error> m_trouble;
};

using DryDevicePtr = std::shared_ptr<DryDevice>;

} // namespace scans
