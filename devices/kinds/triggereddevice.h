#pragma once

#include "devices/kinds/signaldevice.h"
#include "devices/kinds/stagedsettings.h"

namespace devices {

/// A detector that acquires for a set time when one PV is set to 1, and says when it has finished.
///
/// Units:   dwell in seconds.
/// Errors:  Stopped when stop() ended an acquisition; Cancelled when it was started again; Disconnected, Timeout.
class TriggeredDevice : public SignalDevice
{
public:
    StatusPtr setDwell(std::chrono::duration<double> dwell) override;
    StatusPtr trigger() override;
    void stop() override;
    StatusPtr stage() override;
    StatusPtr unstage() override;

protected:
    /// `start` and `time` are the table's signals for acquiring (0 or 1) and for its duration (monitored).
    TriggeredDevice(
        QString name, QString kind, DeviceContext context, std::vector<SignalSpec> table, Index start, Index time);

    /// What staging changes and unstaging puts back.
    virtual std::vector<StagedSetting> stagedSettings() const = 0;
    void signalLost(Index index) override;

private:
    void finish(const Result<void>& result);
    void dwellAccepted(const Result<void>& result);

    const Index m_start;
    const Index m_time;
    StagedSettings m_staged;
    std::optional<double> m_dwell; ///< as last put by us
    StatusPtr m_dwelling;
    StatusPtr m_acquiring;
    bool m_stopAsked = false;
    Handle m_dwellPut;
    Handle m_startPut;
    Handle m_stopPut;
};

} // namespace devices
