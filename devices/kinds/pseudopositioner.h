#pragma once

#include "devices/kinds/compositedevice.h"

namespace devices {

/// A quantity that is set by moving real axes together.
///
/// Columns: <name> (computed from the axes' readbacks, hinted), then those of its axes under nested names, not hinted.
/// set() checks every axis before any of them moves, and stops all when one fails.
/// Errors:  those of the axes, whose names and PVs they tell; BadValue for what no position of the axes gives.
class PseudoPositioner : public CompositeDevice
{
public:
    Result<void> check(double target) const override;
    /// A move under way is given up (Cancelled) for the new target.
    StatusPtr set(double target) override;
    std::optional<std::chrono::duration<double>> moveTime(double from, double to) const override;
    std::optional<double> position() const override;
    std::optional<double> setpoint() const override;
    bool movable() const override { return true; }
    std::vector<const Device*> movedDevices() const override;
    Handle locate(LocateDone done) override;
    std::vector<DataKey> describe() const override;
    Handle read(ReadDone done) override;
    Result<Handle> monitor(ReadingsChanged changed) override;
    std::vector<DataKey> describeConfiguration() const override;
    Handle readConfiguration(ReadDone done) override;

protected:
    using Positions = std::vector<double>; ///< of the axes, in their order

    struct Constant
    {
        QString suffix; ///< of its configuration column
        QString units;
        double value = 0;
    };

    PseudoPositioner(QString name, QString kind, std::vector<DevicePtr> axes, QString label);

    virtual QString units() const = 0;
    virtual std::optional<int> precision() const { return std::nullopt; }
    /// Where the axes have to be; `sent` is where they were sent last.
    virtual Result<Positions> axesFor(double target, const Positions& sent) const = 0;
    /// BadValue, with words for people, when these positions give none.
    virtual Result<double> valueOf(const Positions& axes) const = 0;
    /// What the computation depends on besides the axes.
    virtual std::vector<Constant> constants() const { return {}; }

    /// The column of the axis that bears its name: its readback.
    DataKey axisKey(std::size_t axis) const;

private:
    using Where = std::optional<double> (Device::*)() const;
    Result<Positions> ofAxes(Where where) const;
    Result<Positions> plan(double target) const;
    QString text(double value) const;
    std::vector<Reading> withValue(std::vector<Reading> readings) const;
    void send(const Positions& targets);
    void finish(const Result<void>& result);

    const QString m_label;
    StatusPtr m_move;
    const std::shared_ptr<void> m_alive = std::make_shared<char>(); ///< its axes may outlive it
};

} // namespace devices
