#include "devices/caserver/serverpv.h"

#include "devices/caserver/deadband.h"
#include "devices/caserver/serverpvaccess.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace devices {

namespace {

constexpr quint16 undefinedStatus = 17;

qint64 wholeNumber(double number, NativeType type)
{
    if (std::isnan(number))
        return 0;
    const double low = type == NativeType::Enum ? 0 : std::numeric_limits<qint32>::min();
    const double high = type == NativeType::Enum ? 0xFFFF : std::numeric_limits<qint32>::max();
    return static_cast<qint64>(std::clamp(number, low, high));
}

// Scalar numbers are kept in the one form that the PV's type has; texts and arrays as they come.
void normalise(Value& value, NativeType type)
{
    const std::optional<double> number
        = isArray(value) || std::holds_alternative<QString>(value) ? std::nullopt : toDouble(value);
    if (!number)
        return;
    if (type == NativeType::Double || type == NativeType::Float)
        value = *number;
    else if (type == NativeType::Enum)
        value = EnumIndex{static_cast<quint16>(wholeNumber(*number, type))};
    else if (type == NativeType::String)
        value = toText(value);
    else if (!std::holds_alternative<qint64>(value))
        value = wholeNumber(*number, type);
}

bool sameRange(const Range& a, const Range& b)
{
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return same(a.low, b.low) && same(a.high, b.high);
}

bool sameMetadata(const PvMetadata& a, const PvMetadata& b)
{
    return a.units == b.units && a.precision == b.precision && a.labels == b.labels && sameRange(a.display, b.display)
        && sameRange(a.alarm, b.alarm) && sameRange(a.warning, b.warning) && sameRange(a.control, b.control);
}

Result<void> withinControlLimits(const Value& value, const PvMetadata& metadata, const QString& name)
{
    if (!metadata.control.valid() || std::holds_alternative<EnumIndex>(value))
        return {};
    for (const double number : toDoubles(value)) {
        if (metadata.control.contains(number))
            continue;
        return Error{ErrorCode::LimitViolation,
            QCoreApplication::translate("devices", "%1 %2 lies outside the limits %3 … %4")
                .arg(QString::number(number), metadata.units)
                .arg(metadata.control.low)
                .arg(metadata.control.high),
            name};
    }
    return {};
}

} // namespace

struct ServerPv::Private
{
    const QString name;
    const NativeType type;
    const std::size_t maxCount;
    Reading reading;
    PvMetadata metadata;
    Deadband valueDeadband;
    Deadband logDeadband;
    PutHandler handler;
    bool canRead = true;
    bool canWrite = true;
    bool ackTransient = true;
    Severity ackSeverity = Severity::None;
    std::string recordType;
    std::vector<PvObserver*> observers;
    std::shared_ptr<PvVeil> veil;

    quint8 takeValue(Value value);
    quint8 takeAlarm(Severity severity, quint16 status);
    void post(quint8 events) const;
    void tell(quint8 events) const;
};

quint8 ServerPv::Private::takeValue(Value value)
{
    normalise(value, type);
    const auto* scalar = std::get_if<double>(&value);
    const std::optional<double> number = scalar ? std::optional(*scalar)
        : std::holds_alternative<qint64>(value) ? toDouble(value)
                                                : std::nullopt;
    quint8 events = 0;
    if (number) {
        events = static_cast<quint8>(
            (valueDeadband.leftBy(*number) ? ValueEvent : 0) | (logDeadband.leftBy(*number) ? LogEvent : 0));
    } else {
        const bool differs = !equal(value, reading.value);
        events = static_cast<quint8>(
            (differs || valueDeadband.always() ? ValueEvent : 0) | (differs || logDeadband.always() ? LogEvent : 0));
    }
    reading.value = std::move(value);
    return events;
}

quint8 ServerPv::Private::takeAlarm(Severity severity, quint16 status)
{
    if (reading.severity == severity && reading.status == status)
        return 0;
    reading.severity = severity;
    reading.status = status;
    if (!ackTransient || severity >= ackSeverity)
        ackSeverity = severity;
    return AlarmEvent;
}

void ServerPv::Private::post(quint8 events) const
{
    if (events != 0 && (!veil || veil->passes(events)))
        tell(events);
}

void ServerPv::Private::tell(quint8 events) const
{
    for (PvObserver* observer : observers)
        observer->posted(events);
}

ServerPv::ServerPv(QString name, NativeType type, std::size_t maxCount, Value initial, PvMetadata metadata)
    : d(std::make_unique<Private>(std::move(name), type, std::max<std::size_t>(maxCount, 1)))
{
    d->metadata = std::move(metadata);
    if (isNull(initial)) {
        d->reading.time = fromEpochSeconds(0);
        d->reading.severity = Severity::Invalid;
        d->reading.status = undefinedStatus;
    } else {
        d->takeValue(std::move(initial));
        d->reading.time = now();
    }
}

ServerPv::~ServerPv() = default;

const QString& ServerPv::name() const
{
    return d->name;
}

NativeType ServerPv::type() const
{
    return d->type;
}

std::size_t ServerPv::maxCount() const
{
    return d->maxCount;
}

const Reading& ServerPv::reading() const
{
    return d->reading;
}

const PvMetadata& ServerPv::metadata() const
{
    return d->metadata;
}

void ServerPv::set(Value value, Timestamp when)
{
    const bool undefined = d->reading.status == undefinedStatus;
    set(std::move(value), undefined ? Severity::None : d->reading.severity, undefined ? quint16{0} : d->reading.status,
        when);
}

void ServerPv::set(Value value, Severity severity, quint16 status, Timestamp when)
{
    const quint8 alarm = d->takeAlarm(severity, status);
    const quint8 change = d->takeValue(std::move(value));
    d->reading.time = when == Timestamp{} ? now() : when;
    d->post(alarm | change);
}

void ServerPv::setAlarm(Severity severity, quint16 status)
{
    const quint8 events = d->takeAlarm(severity, status);
    if (events != 0)
        d->reading.time = now();
    d->post(events);
}

void ServerPv::setMetadata(PvMetadata metadata)
{
    if (sameMetadata(metadata, d->metadata))
        return;
    d->metadata = std::move(metadata);
    d->post(PropertyEvent);
}

void ServerPv::setDeadbands(double value, double archive)
{
    d->valueDeadband.setWidth(value);
    d->logDeadband.setWidth(archive);
}

void ServerPv::setRecordType(const QString& type)
{
    d->recordType = type.toStdString();
}

void ServerPv::setPutHandler(PutHandler handler)
{
    d->handler = std::move(handler);
}

void ServerPv::setAccess(bool canRead, bool canWrite)
{
    if (d->canRead == canRead && d->canWrite == canWrite)
        return;
    d->canRead = canRead;
    d->canWrite = canWrite;
    for (PvObserver* observer : d->observers)
        observer->accessChanged();
}

void ServerPv::setVeil(std::shared_ptr<PvVeil> veil)
{
    d->veil = std::move(veil);
    announce(ValueEvent | LogEvent | AlarmEvent);
}

const Reading& ServerPv::shown() const
{
    return d->veil ? d->veil->shown(d->reading) : d->reading;
}

void ServerPv::announce(quint8 events)
{
    d->tell(events);
}

PvSnapshot ServerPvAccess::snapshot(const ServerPv& pv, const Reading& reading, const ChannelModifiers& modifiers)
{
    return {reading, pv.d->metadata, pv.d->type, pv.d->maxCount, modifiers.longString,
        modifiers.slice ? &*modifiers.slice : nullptr, quint16{pv.d->ackTransient},
        static_cast<quint16>(pv.d->ackSeverity), pv.d->recordType};
}

bool ServerPvAccess::canRead(const ServerPv& pv)
{
    return pv.d->canRead;
}

bool ServerPvAccess::canWrite(const ServerPv& pv)
{
    return pv.d->canWrite;
}

void ServerPvAccess::put(ServerPv& pv, const Value& value, const ClientIdentity& who, PutCompletion done)
{
    const std::shared_ptr<PvVeil> veil = pv.d->veil;
    if (!veil) {
        write(pv, value, who, std::move(done));
        return;
    }
    veil->put([&pv, value, who](PutCompletion written) { write(pv, value, who, std::move(written)); }, std::move(done));
}

void ServerPvAccess::write(ServerPv& pv, const Value& value, const ClientIdentity& who, PutCompletion done)
{
    if (pv.d->handler) {
        const ServerPv::PutHandler handler = pv.d->handler; // it may replace itself
        handler(pv, value, who, std::move(done));
        return;
    }
    const Result<void> allowed = withinControlLimits(value, pv.d->metadata, pv.d->name);
    if (allowed)
        pv.set(value);
    done(allowed);
}

void ServerPvAccess::acknowledgeTransients(ServerPv& pv, bool on)
{
    if (pv.d->ackTransient == on)
        return;
    pv.d->ackTransient = on;
    if (!on)
        pv.d->ackSeverity = std::min(pv.d->ackSeverity, pv.d->reading.severity);
    pv.d->post(AlarmEvent);
}

void ServerPvAccess::acknowledgeSeverity(ServerPv& pv, quint16 severity)
{
    if (pv.d->ackSeverity == Severity::None || severity < static_cast<quint16>(pv.d->ackSeverity))
        return;
    pv.d->ackSeverity = Severity::None;
    pv.d->post(AlarmEvent);
}

void ServerPvAccess::addObserver(ServerPv& pv, PvObserver* observer)
{
    pv.d->observers.push_back(observer);
}

void ServerPvAccess::removeObserver(ServerPv& pv, PvObserver* observer)
{
    std::erase(pv.d->observers, observer);
}

void ServerPvAccess::tellRemoved(ServerPv& pv)
{
    const std::vector<PvObserver*> observers = pv.d->observers; // each removes itself
    for (PvObserver* observer : observers)
        observer->removed();
}

} // namespace devices
