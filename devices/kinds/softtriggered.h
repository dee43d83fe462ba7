#pragma once

#include "devices/kinds/softclock.h"
#include "devices/kinds/softdevice.h"

namespace devices {

/// A detector without hardware: it measures at once, or, with a clock, when the dwell time is over.
class SoftTriggered : public SoftDevice
{
public:
    ~SoftTriggered() override;

    StatusPtr setDwell(std::chrono::duration<double> dwell) override;
    StatusPtr trigger() override;
    std::chrono::duration<double> triggerTime(std::chrono::duration<double> dwell) const override;
    void stop() override;

    /// The acquisition under way, or else the next one, ends with this error.
    void fail(Error error);

protected:
    SoftTriggered(QString name, QString kind, SoftClock* clock);

    virtual void measure(std::chrono::duration<double> dwell) = 0;
    std::chrono::duration<double> dwell() const { return m_dwell; }

private:
    void measureAndTell(std::chrono::duration<double> dwell);
    void finish(const Result<void>& result);

    SoftClock* const m_clock;
    std::chrono::duration<double> m_dwell{1};
    std::optional<Error> m_fault;
    StatusPtr m_acquiring;
    Handle m_end;
};

} // namespace devices
