#pragma once

#include "devices/kinds/devicespec.h"
#include "devices/kinds/signaldevice.h"

#include <QStringList>

namespace devices {

/// One PV as a device: read it, and set it when it can be written.
///
/// Columns: <name> (hinted unless told otherwise); with a readback PV <name> is the readback and <name>_setpoint the PV. Recorded as
///          configuration or not at all if told so.
/// set() is done when the server says so, the value reads back, or it was sent, as told; and the readback PV agrees.
/// Errors:  LimitViolation (control limits), NoAccess, BadValue, Disconnected, Timeout; never throws.
class Signal : public SignalDevice
{
public:
    struct Options
    {
        QString readback; ///< PV that tells whether the set value is reached; empty = the answer to the put is enough
        std::optional<double> tolerance; ///< for the readback; default half the last displayed digit
        std::chrono::milliseconds timeout{10000}; ///< for set(); zero = never
        std::optional<bool> settable; ///< default: whether the server lets us write
        QString units; ///< instead of the PV's own
        QString label;
        SignalSpec::Kind recorded = SignalSpec::Kind::Hinted;
        PutMode mode = PutMode::Complete;
        bool counts = false;

        static Options fromSpec(const DeviceSpec& spec);
    };

    Signal(QString name, const QString& pv, DeviceContext context, const Options& options,
        const QString& kind = QStringLiteral("signal"));

    Result<void> check(double target) const override;
    /// A set() under way is given up (Cancelled) for the new target.
    StatusPtr set(double target) override;
    std::optional<double> position() const override;
    bool movable() const override;

protected:
    /// What is written, or expected of a readback, for a target.
    virtual Result<Value> valueFor(double target, const ChannelInfo& channelInfo) const;
    Index readback() const { return m_hasReadback ? 1 : 0; }

    void signalChanged(Index index) override;
    void signalLost(Index index) override;

private:
    struct Setting
    {
        double target = 0;
        std::optional<double> from; ///< of the readback
        StatusPtr status;
        bool answered = false;
        Handle put;
    };

    static std::vector<SignalSpec> table(const QString& pv, const Options& options);
    double tolerance() const;
    void answered(const Result<void>& result);
    void weigh();
    void expire(std::chrono::milliseconds limit);
    void finish(const Result<void>& result);
    QString text(const Value& value, Index index) const;

    const bool m_hasReadback;
    const Options m_options;
    std::shared_ptr<Setting> m_setting;
};

} // namespace devices
