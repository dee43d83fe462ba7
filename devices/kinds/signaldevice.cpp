#include "devices/kinds/signaldevice.h"

#include "devices/kinds/readgroup.h"
#include "devices/kinds/readmonitor.h"
#include "devices/kinds/texts.h"

#include <QRegularExpression>

#include <algorithm>

namespace devices {

namespace {

DataKey::Dtype dtypeOf(const ChannelInfo& info)
{
    if (info.count > 1)
        return DataKey::Dtype::Array;
    switch (info.type) {
    case NativeType::Double:
    case NativeType::Float:
        return DataKey::Dtype::Number;
    case NativeType::String:
        return DataKey::Dtype::String;
    default:
        return DataKey::Dtype::Integer;
    }
}

QString sourceOf(const QString& pv)
{
    return pv.contains(QLatin1String("://")) ? pv
                                             : QLatin1String(ChannelHub::DefaultScheme) + QLatin1String("://") + pv;
}

} // namespace

SignalDevice::SignalDevice(QString name, QString kind, DeviceContext context, std::vector<SignalSpec> table)
    : Device(std::move(name), std::move(kind))
    , m_context(std::move(context))
{
    m_signals.resize(table.size());
    for (Index i = 0; i < table.size(); ++i) {
        m_signals[i].spec = std::move(table[i]);
        subscribe(i);
    }
}

SignalDevice::~SignalDevice() = default;

void SignalDevice::subscribe(Index index)
{
    Signal& signal = m_signals[index];
    Result<ChannelPtr> found = m_context.hub.channel(signal.spec.pv);
    if (!found) {
        if (!m_badName)
            m_badName = found.error();
        return;
    }
    signal.channel = found.value();
    ChannelEvents events;
    events.connection = [this, index](ConnectionState state) { connectionChanged(index, state); };
    if (signal.spec.monitored) {
        events.value = [this, index](const Reading& reading) {
            m_signals[index].latest = reading;
            if (m_connecting)
                continueConnecting();
            signalChanged(index);
        };
    }
    signal.subscription = signal.channel->subscribe(m_context.mailbox, Delivery::Every, std::move(events));
}

void SignalDevice::connectionChanged(Index index, ConnectionState state)
{
    Signal& signal = m_signals[index];
    const bool was = signal.connected;
    signal.connected = state == ConnectionState::Connected;
    if (!signal.connected)
        signal.latest = {};
    if (m_connecting)
        continueConnecting();
    if (was && !signal.connected && !signal.spec.optional)
        signalLost(index);
}

StatusPtr SignalDevice::connect(std::chrono::milliseconds timeout)
{
    if (m_badName)
        return Status::failed(*m_badName);
    if (m_connecting)
        return m_connecting;
    const StatusPtr status = Status::pending(Texts::tr("%1 to connect").arg(name()));
    m_connecting = status;
    status->setTimeout(timeout);
    if (timeout.count() > 0)
        after(timeout, status, [this, weak = std::weak_ptr(status)] {
            if (m_connecting == weak.lock())
                giveUpConnecting();
        });
    continueConnecting();
    return status;
}

void SignalDevice::continueConnecting()
{
    const auto lacks = [](const Signal& signal) { return !signal.spec.optional && !signal.ready(); };
    if (m_preparing || std::any_of(m_signals.cbegin(), m_signals.cend(), lacks))
        return;
    m_preparing = true;
    prepare()->whenDone([this](const Result<void>& result) {
        m_preparing = false;
        if (const StatusPtr connecting = std::exchange(m_connecting, nullptr))
            connecting->finish(result);
    });
}

void SignalDevice::giveUpConnecting()
{
    const std::optional<Error> absent = absence();
    std::exchange(m_connecting, nullptr)
        ->finish(
            absent.value_or(Error{ErrorCode::Timeout, Texts::tr("%1 did not answer in time").arg(name()), name()}));
}

QStringList SignalDevice::missing() const
{
    QStringList names;
    for (const Signal& signal : m_signals) {
        const bool there = signal.ready() && signal.channel->state() == ConnectionState::Connected;
        if (!there && !signal.spec.optional)
            names << signal.spec.pv;
    }
    return names;
}

std::optional<Error> SignalDevice::absence() const
{
    const auto gone = [](const Signal& signal) { return !signal.spec.optional && !signal.ready(); };
    const auto count = std::count_if(m_signals.cbegin(), m_signals.cend(), gone);
    if (count == 0)
        return std::nullopt;
    const Signal& first = *std::find_if(m_signals.cbegin(), m_signals.cend(), gone);
    const QString text = count == 1 ? Texts::tr("%1 is not connected (%2)").arg(first.spec.pv, name())
                                    : Texts::tr("%1 and %3 more PVs of %2 are not connected")
                                          .arg(first.spec.pv, name(), QString::number(count - 1));
    return Error{ErrorCode::Disconnected, text, first.spec.pv};
}

Error SignalDevice::lost(Index index) const
{
    const QString& pv = spec(index).pv;
    return {ErrorCode::Disconnected, Texts::tr("%1 disconnected (%2)").arg(pv, name()), pv};
}

Error SignalDevice::named(const Error& error, const QString& device)
{
    // As a word of its own, not as part of a PV.
    const QRegularExpression word(
        QStringLiteral("(?<![\\w:.])%1(?![\\w:]|\\.\\w)").arg(QRegularExpression::escape(device)));
    if (word.match(error.message).hasMatch())
        return error;
    return {error.code, Texts::tr("%1 (%2)").arg(error.message, device), error.source};
}

StatusPtr SignalDevice::named(const StatusPtr& status) const
{
    const StatusPtr relay = Status::pending(status->what());
    relay->setTimeout(status->timeout());
    status->whenDone([relay, device = name()](const Result<void>& result) {
        relay->finish(result ? result : Result<void>(named(result.error(), device)));
    });
    return relay;
}

ChannelInfoPtr SignalDevice::info(Index index) const
{
    static const auto none = std::make_shared<const ChannelInfo>();
    const ChannelInfoPtr known = channel(index) ? channel(index)->info() : nullptr;
    return known ? known : none;
}

DataKey SignalDevice::describeSignal(Index index) const
{
    const SignalSpec& signal = spec(index);
    const ChannelInfoPtr channelInfo = info(index);
    DataKey key;
    key.name = name() + signal.suffix;
    key.dtype = dtypeOf(*channelInfo);
    if (key.dtype == DataKey::Dtype::Array) {
        key.shape = {static_cast<qint64>(channelInfo->count)};
        key.itemBytes = bytesOf(channelInfo->type);
    }
    key.source = sourceOf(signal.pv);
    key.units = signal.units.isEmpty() ? channelInfo->units : signal.units;
    key.precision = channelInfo->precision;
    key.choices = channelInfo->labels;
    key.limits = channelInfo->control;
    key.objectName = name();
    key.label = signal.label;
    key.hinted = signal.kind == SignalSpec::Kind::Hinted;
    key.counts = signal.counts;
    return key;
}

std::vector<SignalDevice::Index> SignalDevice::indicesOf(std::initializer_list<SignalSpec::Kind> kinds) const
{
    std::vector<Index> indices;
    for (Index i = 0; i < m_signals.size(); ++i) {
        if (std::find(kinds.begin(), kinds.end(), spec(i).kind) != kinds.end())
            indices.push_back(i);
    }
    return indices;
}

std::vector<SignalDevice::Index> SignalDevice::columns() const
{
    return indicesOf({SignalSpec::Kind::Hinted, SignalSpec::Kind::Normal});
}

std::vector<DataKey> SignalDevice::describe() const
{
    std::vector<DataKey> keys;
    for (const Index index : columns())
        keys.push_back(describeSignal(index));
    return keys;
}

std::vector<DataKey> SignalDevice::describeConfiguration() const
{
    std::vector<DataKey> keys;
    for (const Index index : indicesOf({SignalSpec::Kind::Config}))
        keys.push_back(describeSignal(index));
    return keys;
}

Handle SignalDevice::read(ReadDone done)
{
    return readSignals(rawColumns(), [this, done = std::move(done)](Result<std::vector<Reading>> readings) {
        done(readings ? refined(std::move(readings).value()) : std::move(readings));
    });
}

Handle SignalDevice::readConfiguration(ReadDone done)
{
    return readSignals(indicesOf({SignalSpec::Kind::Config}), std::move(done));
}

Result<Handle> SignalDevice::monitor(ReadingsChanged changed)
{
    if (m_badName)
        return *m_badName;
    std::vector<ChannelPtr> channels;
    for (const Index index : rawColumns())
        channels.push_back(channel(index));
    return monitorAll(
        m_context.mailbox, channels, [this, changed = std::move(changed)](const std::vector<Reading>& readings) {
            // What does not fit together yet will with the next update.
            if (const Result<std::vector<Reading>> whole = refined(readings))
                changed(whole.value());
        });
}

Handle SignalDevice::readSignals(const std::vector<Index>& indices, ReadDone done)
{
    if (m_badName) {
        done(*m_badName);
        return {};
    }
    std::vector<ChannelPtr> channels;
    channels.reserve(indices.size());
    for (const Index index : indices)
        channels.push_back(channel(index));
    return readAll(
        m_context.mailbox, channels, [device = name(), done = std::move(done)](Result<std::vector<Reading>> readings) {
            done(readings ? std::move(readings) : named(readings.error(), device));
        });
}

Handle SignalDevice::put(Index index, Value value, PutMode mode, PutDone done, std::chrono::milliseconds timeout)
{
    PutDone tell;
    if (done)
        tell = [device = name(), done = std::move(done)](
                   const Result<void>& result) { done(result ? result : Result<void>(named(result.error(), device))); };
    return channel(index)->put(m_context.mailbox, std::move(value), mode, std::move(tell), timeout, m_context.who);
}

void SignalDevice::after(std::chrono::milliseconds delay, const std::weak_ptr<void>& guard, std::function<void()> task)
{
    m_context.mailbox.postAt(
        std::chrono::steady_clock::now() + delay, [guard, device = std::weak_ptr(m_alive), task = std::move(task)] {
            if (device.lock() && guard.lock())
                task();
        });
}

} // namespace devices
