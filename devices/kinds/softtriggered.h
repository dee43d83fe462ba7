#pragma once

#include "devices/kinds/device.h"
#include "devices/kinds/softclock.h"

namespace devices {

/// A detector without hardware: it measures at once, or, with a clock, when the dwell time is over.
class SoftTriggered : public Device
{
public:
    ~SoftTriggered() override;

    StatusPtr setDwell(std::chrono::duration<double> dwell) override;
    StatusPtr trigger() override;
    void stop() override;

    /// The acquisition under way, or else the next one, ends with this error.
    void fail(Error error);

protected:
    SoftTriggered(QString name, QString kind, SoftClock* clock);

    virtual void measure(std::chrono::duration<double> dwell) = 0;
    DataKey column(const QString& suffix, const QString& units) const;

private:
    void finish(const Result<void>& result);

    SoftClock* const m_clock;
    std::chrono::duration<double> m_dwell{1};
    std::optional<Error> m_fault;
    StatusPtr m_acquiring;
    Handle m_end;
};

} // namespace devices
