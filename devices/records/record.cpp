#include "devices/records/record.h"

#include <QCoreApplication>

#include <cmath>

namespace devices {

namespace {

constexpr int LastStatus = 21;

Value asType(NativeType type, double number)
{
    switch (type) {
    case NativeType::Double:
    case NativeType::Float:
        return number;
    case NativeType::Enum:
        return EnumIndex{static_cast<quint16>(number)};
    case NativeType::String:
        return QString::number(number);
    case NativeType::Short:
    case NativeType::Char:
    case NativeType::Long:
        break;
    }
    return static_cast<qint64>(std::llround(number));
}

QStringList statusLabels()
{
    QStringList labels;
    for (quint16 status = 0; status <= LastStatus; ++status)
        labels << statusName(status);
    return labels;
}

QString expandUnits(const char* pattern, const QString& units)
{
    return QString::fromUtf8(pattern).replace(QLatin1Char('@'), units);
}

/// What no field accepts, whatever it means.
Result<void> checkSound(const ServerPv& pv, const Value& value)
{
    if (const double* number = std::get_if<double>(&value); number && !std::isfinite(*number))
        return refusal(
            pv.name(), ErrorCode::BadValue, QCoreApplication::translate("devices", "a finite number is needed"));
    const EnumIndex* state = std::get_if<EnumIndex>(&value);
    const qsizetype states = pv.metadata().labels.size();
    if (state && state->index >= states)
        return refusal(pv.name(), ErrorCode::BadValue,
            QCoreApplication::translate("devices", "state %1 does not exist, there are %2")
                .arg(state->index)
                .arg(states));
    return {};
}

bool isReal(NativeType type)
{
    return type == NativeType::Double || type == NativeType::Float;
}

} // namespace

bool AlarmLimits::any() const
{
    return std::isfinite(major.low) || std::isfinite(major.high) || std::isfinite(minor.low)
        || std::isfinite(minor.high);
}

Record::Record(RecordHost& host, Identity identity)
    : m_host(host)
    , m_identity(std::move(identity))
{
    const QStringList severities{
        QStringLiteral("NO_ALARM"), QStringLiteral("MINOR"), QStringLiteral("MAJOR"), QStringLiteral("INVALID")};
    add({
        textField("NAME", m_identity.name, "Record name"),
        textField("RTYP", m_identity.type, "Record type"),
        textField("DESC", m_identity.description, "Description", store("DESC")),
        menuField("SEVR", 0, severities, "Alarm severity"),
        menuField("STAT", 0, statusLabels(), "Alarm status"),
    });
    if (m_identity.precision < 0)
        return;
    const auto unitsChanged = [this] {
        m_identity.units = text("EGU");
        m_identity.precision = static_cast<int>(integer("PREC"));
        refreshMetadata([this](PvMetadata& metadata, const Field& field) {
            metadata.units = expandUnits(field.units, m_identity.units);
            metadata.precision = isReal(field.type) ? m_identity.precision : 0;
        });
    };
    add({
        textField("EGU", m_identity.units, "Engineering units", store("EGU", unitsChanged)),
        integerField("PREC", m_identity.precision, "Display precision", store("PREC", unitsChanged)),
    });
}

void Record::add(std::vector<Field> fields)
{
    for (Field& field : fields) {
        const std::string key = field.name;
        Entry& entry = m_entries[key];
        Q_ASSERT(!entry.pv);
        if (field.kept)
            m_keptFields.push_back(key);
        entry.field = std::move(field);
        publish(entry);
    }
}

void Record::replace(Field field)
{
    Entry& entry = at(field.name);
    m_host.withdraw(entry.pv);
    entry.field = std::move(field);
    publish(entry);
}

void Record::publish(Entry& entry)
{
    const Field& field = entry.field;
    PvMetadata metadata;
    metadata.units = expandUnits(field.units, m_identity.units);
    metadata.precision = isReal(field.type) ? std::max(0, m_identity.precision) : 0;
    metadata.labels = field.labels;
    const QString name = m_identity.name + QLatin1Char('.') + QString::fromStdString(field.name);
    entry.pv = std::make_shared<ServerPv>(name, field.type, field.count, field.initial, std::move(metadata));
    if (!field.put) {
        entry.pv->setAccess(true, false);
    } else {
        entry.pv->setPutHandler(
            [put = field.put](ServerPv& pv, const Value& value, const ClientIdentity&, PutCompletion done) {
                if (const Result<void> sound = checkSound(pv, value); sound)
                    put(value, std::move(done));
                else
                    done(sound);
            });
    }
    entry.pv->setRecordType(m_identity.type);
    m_host.publish(entry.pv);
}

Record::Entry& Record::at(std::string_view field)
{
    const auto found = m_entries.find(field);
    Q_ASSERT(found != m_entries.end());
    return found->second;
}

const Record::Entry& Record::at(std::string_view field) const
{
    const auto found = m_entries.find(field);
    Q_ASSERT(found != m_entries.end());
    return found->second;
}

double Record::number(std::string_view field) const
{
    return toDouble(value(field)).value_or(0);
}

qint64 Record::integer(std::string_view field) const
{
    return toInteger(value(field)).value_or(0);
}

QString Record::text(std::string_view field) const
{
    return toText(value(field));
}

QStringList Record::labels(std::string_view field) const
{
    return at(field).pv->metadata().labels;
}

const Value& Record::value(std::string_view field) const
{
    return at(field).pv->value();
}

void Record::set(std::string_view field, const QString& text)
{
    if (at(field).field.type != NativeType::Char) {
        set(field, Value(text));
        return;
    }
    const QByteArray bytes = text.toUtf8();
    set(field, Value(makeArray(std::vector<quint8>(bytes.begin(), bytes.end()))));
}

void Record::set(std::string_view field, Value value, Timestamp when)
{
    at(field).pv->set(std::move(value), m_alarm.severity, m_alarm.status, when);
}

void Record::setNumber(std::string_view field, double number, Timestamp when)
{
    set(field, asType(at(field).field.type, number), when);
}

void Record::setAlarm(Alarm alarm)
{
    if (alarm.severity == m_alarm.severity && alarm.status == m_alarm.status)
        return;
    m_alarm = alarm;
    for (const auto& [name, entry] : m_entries)
        entry.pv->setAlarm(alarm.severity, alarm.status);
    set("STAT", int(alarm.status));
    set("SEVR", static_cast<int>(alarm.severity));
}

void Record::setLimits(std::string_view field, Range control, Range display)
{
    ServerPv& pv = *at(field).pv;
    PvMetadata metadata = pv.metadata();
    metadata.control = control;
    metadata.display = display;
    pv.setMetadata(std::move(metadata));
}

void Record::setAlarmLimits(std::string_view field, const AlarmLimits& limits)
{
    ServerPv& pv = *at(field).pv;
    PvMetadata metadata = pv.metadata();
    metadata.alarm = limits.major;
    metadata.warning = limits.minor;
    pv.setMetadata(std::move(metadata));
}

void Record::setLabels(std::string_view field, const QStringList& labels)
{
    ServerPv& pv = *at(field).pv;
    PvMetadata metadata = pv.metadata();
    metadata.labels = labels;
    pv.setMetadata(std::move(metadata));
}

void Record::postAlways(std::string_view field)
{
    at(field).pv->setDeadbands(-1, -1);
}

void Record::setDeadbands(std::string_view field, double value, double archive)
{
    at(field).pv->setDeadbands(value, archive);
}

void Record::refreshMetadata(const std::function<void(PvMetadata&, const Field&)>& change)
{
    for (const auto& [name, entry] : m_entries) {
        PvMetadata metadata = entry.pv->metadata();
        change(metadata, entry.field);
        entry.pv->setMetadata(std::move(metadata));
    }
}

FieldPut Record::store(std::string field, std::function<void()> changed)
{
    return [this, field = std::move(field), changed = std::move(changed)](const Value& value, PutCompletion done) {
        set(field, value);
        if (changed)
            changed();
        done({});
    };
}

std::vector<Record::Listed> Record::list() const
{
    std::vector<Listed> rows;
    for (const auto& [name, entry] : m_entries) {
        QString about = QString::fromUtf8(entry.field.about);
        if (name == "VAL")
            about = m_identity.description;
        rows.push_back({entry.pv->name(), entry.field.type, entry.field.count, about});
    }
    return rows;
}

std::vector<Record::Kept> Record::kept() const
{
    std::vector<Kept> rows;
    for (const std::string& name : m_keptFields) {
        const Entry& entry = at(name);
        rows.push_back({entry.pv, entry.field.restore ? entry.field.restore : entry.field.put});
    }
    return rows;
}

Field numberField(std::string name, double initial, const char* about, const char* units, FieldPut put)
{
    return {std::move(name), NativeType::Double, initial, about, std::move(put), units, {}, 1};
}

Field integerField(std::string name, int initial, const char* about, FieldPut put)
{
    return {std::move(name), NativeType::Short, qint64(initial), about, std::move(put), "", {}, 1};
}

Field longField(std::string name, qint64 initial, const char* about, FieldPut put)
{
    return {std::move(name), NativeType::Long, initial, about, std::move(put), "", {}, 1};
}

Field menuField(std::string name, int initial, QStringList labels, const char* about, FieldPut put)
{
    return {std::move(name), NativeType::Enum, EnumIndex{static_cast<quint16>(initial)}, about, std::move(put), "",
        std::move(labels), 1};
}

Field textField(std::string name, QString initial, const char* about, FieldPut put)
{
    return {std::move(name), NativeType::String, std::move(initial), about, std::move(put), "", {}, 1};
}

Field kept(Field field, FieldPut restore)
{
    field.kept = true;
    field.restore = std::move(restore);
    return field;
}

Error refusal(const QString& pv, ErrorCode code, const QString& message)
{
    return {code, pv + QStringLiteral(": ") + message, pv};
}

} // namespace devices
