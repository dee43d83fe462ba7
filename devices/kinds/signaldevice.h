#pragma once

#include "devices/channel/channel.h"
#include "devices/kinds/device.h"
#include "devices/kinds/devicecontext.h"

#include <QString>

#include <vector>

namespace devices {

/// One PV of a device.
struct SignalSpec
{
    enum class Kind : quint8 {
        Hinted, ///< a column worth plotting by default
        Normal, ///< a column
        Config, ///< recorded once per stream
        Omitted, ///< used by the device, not recorded
    };

    QString suffix{}; ///< the column is called <device><suffix>
    QString pv{};
    Kind kind = Kind::Omitted;
    bool monitored = false; ///< latest() follows it
    bool optional = false; ///< the device works without it
    bool counts = false; ///< obeys counting statistics
    QString label{}; ///< for people; empty = the column's name
    QString units{}; ///< instead of the PV's own
};

/// A device that is a declared table of signals. Kinds add the verbs.
///
/// Owns:    its channels. read() always asks the server anew: the answer to a put may overtake monitors.
/// Errors:  sentences that name the device and the PV. Disconnected naming the first PV that is missing; Timeout naming the PV that did not answer.
class SignalDevice : public Device
{
public:
    ~SignalDevice() override;

    StatusPtr connect(std::chrono::milliseconds timeout) override;
    QStringList missing() const override;
    std::vector<DataKey> describe() const override;
    Handle read(ReadDone done) override;
    std::vector<DataKey> describeConfiguration() const override;
    Handle readConfiguration(ReadDone done) override;
    Result<Handle> monitor(ReadingsChanged changed) override;

protected:
    using Index = std::size_t;

    SignalDevice(QString name, QString kind, DeviceContext context, std::vector<SignalSpec> table);

    // For kinds to implement; called on the device's thread, never from the constructor.
    /// Every signal is there: what is left to ask for before the device is usable.
    virtual StatusPtr prepare() { return Status::done(); }
    /// The signals that read() asks for, and what it makes of their readings: those that describe() describes.
    virtual std::vector<Index> rawColumns() const { return columns(); }
    virtual Result<std::vector<Reading>> refined(std::vector<Reading> readings) const { return readings; }
    /// A monitored signal has a new reading.
    virtual void signalChanged(Index) { }
    /// A signal that the device needs is gone.
    virtual void signalLost(Index) { }

    const DeviceContext& context() const { return m_context; }
    SignalSpec& spec(Index index) { return m_signals[index].spec; }
    const SignalSpec& spec(Index index) const { return m_signals[index].spec; }
    const ChannelPtr& channel(Index index) const { return m_signals[index].channel; }
    bool isConnected(Index index) const { return m_signals[index].connected; }
    /// Monostate while disconnected.
    const Reading& latest(Index index) const { return m_signals[index].latest; }
    std::optional<double> number(Index index) const { return toDouble(latest(index).value); }
    /// Never null; empty before the first connection.
    ChannelInfoPtr info(Index index) const;
    DataKey describeSignal(Index index) const;
    std::vector<Index> columns() const;
    Handle readSignals(const std::vector<Index>& indices, ReadDone done);
    Handle put(
        Index index, Value value, PutMode mode, PutDone done = {}, std::chrono::milliseconds timeout = DefaultTimeout);
    /// Runs `task` later unless `guard` or the device is gone by then.
    void after(std::chrono::milliseconds delay, const std::weak_ptr<void>& guard, std::function<void()> task);
    /// Disconnected, naming the first required PV that is missing; nothing when all are there.
    std::optional<Error> absence() const;
    Error lost(Index index) const;
    /// The same error, with the device's name in its sentence.
    Error named(const Error& error) const { return named(error, name()); }
    StatusPtr named(const StatusPtr& status) const;

private:
    struct Signal
    {
        SignalSpec spec;
        ChannelPtr channel;
        Handle subscription;
        bool connected = false;
        Reading latest;

        bool ready() const { return connected && (!spec.monitored || !isNull(latest.value)); }
    };

    static Error named(const Error& error, const QString& device);
    void subscribe(Index index);
    void connectionChanged(Index index, ConnectionState state);
    void continueConnecting();
    void giveUpConnecting();
    std::vector<Index> indicesOf(std::initializer_list<SignalSpec::Kind> kinds) const;

    const DeviceContext m_context;
    std::vector<Signal> m_signals;
    std::optional<Error> m_badName; // a PV name that no protocol takes
    StatusPtr m_connecting;
    bool m_preparing = false;
    const std::shared_ptr<void> m_alive = std::make_shared<char>();
};

} // namespace devices
