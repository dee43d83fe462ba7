#pragma once

#include "devices/kinds/softclock.h"
#include "devices/kinds/softdevice.h"
#include "devices/kinds/trapezoid.h"

namespace devices {

/// A positioner without hardware: it is at once where it was set to, or moves there by a clock.
class SoftPositioner : public SoftDevice
{
public:
    struct Motion
    {
        double speed = 0; ///< units per second; 0 = at once
        std::chrono::duration<double> acceleration{0}; ///< time from rest to speed
    };

    explicit SoftPositioner(QString name, QString units = {}, Range limits = {});
    SoftPositioner(QString name, QString units, Range limits, SoftClock& clock, Motion motion);
    ~SoftPositioner() override;

    std::vector<DataKey> describe() const override;
    Result<void> check(double target) const override;
    /// A move under way is given up (Cancelled) for the new target, from where it is.
    StatusPtr set(double target) override;
    void stop() override;
    std::optional<std::chrono::duration<double>> moveTime(double from, double to) const override;
    std::optional<double> position() const override { return here(); }
    std::optional<double> setpoint() const override { return m_target; }
    bool movable() const override { return true; }
    Handle locate(LocateDone done) override;

    /// The move under way, or else the next one, ends with this error where it is.
    void fail(Error error);

protected:
    std::vector<Reading> readings() const override;

private:
    struct Move
    {
        double from = 0;
        SoftClock::Seconds begun{0};
        Trapezoid way;
        StatusPtr status;
        Handle end;
    };

    double here() const;
    void finish(double at, const Result<void>& result);

    const QString m_units;
    const Range m_limits;
    SoftClock* const m_clock = nullptr;
    const Motion m_motion;
    double m_position = 0;
    double m_target = 0;
    std::optional<Error> m_fault;
    std::unique_ptr<Move> m_move;
};

} // namespace devices
