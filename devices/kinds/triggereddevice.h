#pragma once

#include "devices/kinds/signaldevice.h"
#include "devices/kinds/stagedsettings.h"

#include <chrono>
#include <optional>

namespace devices {

/// A detector that acquires for a set time when one PV is set to 1, and says when it has finished.
///
/// Units:   dwell in seconds.
/// A trigger's progress is the part of its dwell time that is over.
/// Errors:  Stopped when stop() ended an acquisition, or somebody else did; Cancelled when it was started again; Disconnected, Timeout.
class TriggeredDevice : public SignalDevice
{
public:
    Result<void> checkDwell(std::chrono::duration<double> dwell) const override;
    StatusPtr setDwell(std::chrono::duration<double> dwell) override;
    StatusPtr trigger() override;
    std::chrono::duration<double> triggerTime(std::chrono::duration<double> dwell) const override;
    void stop() override;
    StatusPtr stage() override;
    StatusPtr unstage() override;

protected:
    /// `start` and `time` are the table's signals for acquiring (0 or 1) and for its duration (monitored).
    TriggeredDevice(
        QString name, QString kind, DeviceContext context, std::vector<SignalSpec> table, Index start, Index time);

    /// What staging changes and unstaging puts back.
    virtual std::vector<StagedSetting> stagedSettings() const = 0;
    struct Command
    {
        Index index;
        Value value;
    };
    /// What stop() writes.
    virtual Command stopCommand() const { return {m_start, Value(EnumIndex{0})}; }
    /// How long an acquisition takes with this dwell time, in seconds.
    virtual double acquisitionTime(double dwell) const { return dwell; }
    /// Tells how long it has acquired, in seconds. It is asked when an acquisition ends too early.
    virtual std::optional<Index> elapsedSignal() const { return std::nullopt; }
    /// The acquisition is over: what is left to wait for.
    virtual StatusPtr acquired() { return Status::done(); }
    void signalLost(Index index) override;

private:
    void finish(const Result<void>& result);
    void startAnswered(const Result<void>& result);
    bool endedEarly() const;
    void judgeElapsed(const Result<std::vector<Reading>>& elapsed);
    void conclude();
    Error blame(ErrorCode code, const QString& text) const;
    void dwellAccepted(const Result<void>& result);

    const Index m_start;
    const Index m_time;
    StagedSettings m_staged;
    std::optional<double> m_dwell; ///< as last put by us
    StatusPtr m_dwelling;
    StatusPtr m_acquiring;
    bool m_stopAsked = false;
    double m_wanted = 0; ///< the dwell time of the acquisition under way
    std::chrono::steady_clock::time_point m_begun;
    Handle m_elapsed;
    Handle m_dwellPut;
    Handle m_startPut;
    Handle m_stopPut;
};

} // namespace devices
