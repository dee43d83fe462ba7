#include "devices/records/recordtable.h"

#include <QHash>

namespace devices {

namespace {

constexpr quint16 HihiStatus = 3;
constexpr quint16 HighStatus = 4;
constexpr quint16 LoloStatus = 5;
constexpr quint16 LowStatus = 6;

struct Kind
{
    NativeType type = NativeType::Double;
    bool numeric = true; ///< has EGU and PREC
    bool array = false;
};

Kind kindOf(const QString& type)
{
    static const QHash<QString, Kind> kinds{
        {QStringLiteral("ai"), {}},
        {QStringLiteral("ao"), {}},
        {QStringLiteral("int64in"), {}}, // Channel Access has no wider integer than 32 bits
        {QStringLiteral("int64out"), {}},
        {QStringLiteral("longin"), {NativeType::Long, true}},
        {QStringLiteral("longout"), {NativeType::Long, true}},
        {QStringLiteral("bi"), {NativeType::Enum, false}},
        {QStringLiteral("bo"), {NativeType::Enum, false}},
        {QStringLiteral("busy"), {NativeType::Enum, false}},
        {QStringLiteral("mbbi"), {NativeType::Enum, false}},
        {QStringLiteral("mbbo"), {NativeType::Enum, false}},
        {QStringLiteral("stringin"), {NativeType::String, false}},
        {QStringLiteral("stringout"), {NativeType::String, false}},
        {QStringLiteral("waveform"), {NativeType::Char, false, true}},
    };
    Q_ASSERT(kinds.contains(type));
    return kinds.value(type);
}

} // namespace

RecordRow kept(RecordRow row, FieldPut restore)
{
    row.kept = true;
    row.restore = std::move(restore);
    return row;
}

RecordTable::RecordTable(RecordHost& host, QString prefix)
    : m_host(host)
    , m_prefix(std::move(prefix))
{
}

void RecordTable::add(std::vector<RecordRow> rows)
{
    for (RecordRow& row : rows) {
        const QString type = QString::fromUtf8(row.type);
        const Kind kind = kindOf(type);
        auto record = std::make_unique<Record>(m_host,
            Record::Identity{m_prefix + QString::fromStdString(row.name), type, QString::fromUtf8(row.about),
                QString::fromUtf8(row.units), kind.numeric ? row.precision : -1});
        record->add({{"VAL", kind.array ? row.element : kind.type, row.initial, row.about, std::move(row.put), "@",
            row.labels, kind.array ? row.count : 1, row.kept, std::move(row.restore)}});
        if (row.control.valid())
            record->setLimits("VAL", row.control, row.control);
        if (row.alarms.any())
            addAlarms(*record, row.name, row.alarms);
        Q_ASSERT(!m_records.contains(row.name));
        m_order.push_back(row.name);
        m_records.emplace(row.name, std::move(record));
    }
}

void RecordTable::addAlarms(Record& record, const std::string& name, const AlarmLimits& alarms)
{
    const auto changed = [this, name] {
        Record& changedRecord = at(name);
        changedRecord.setAlarmLimits("VAL", alarmLimits(changedRecord));
        setNumber(name, number(name));
    };
    record.add({
        numberField("HIHI", alarms.major.high, "Major alarm above", "@", record.store("HIHI", changed)),
        numberField("HIGH", alarms.minor.high, "Minor alarm above", "@", record.store("HIGH", changed)),
        numberField("LOW", alarms.minor.low, "Minor alarm below", "@", record.store("LOW", changed)),
        numberField("LOLO", alarms.major.low, "Major alarm below", "@", record.store("LOLO", changed)),
    });
    const QStringList severities{
        QStringLiteral("NO_ALARM"), QStringLiteral("MINOR"), QStringLiteral("MAJOR"), QStringLiteral("INVALID")};
    const auto severity = [&](const char* field, Severity initial) {
        return menuField(
            field, static_cast<int>(initial), severities, "Severity of the alarm", record.store(field, changed));
    };
    record.add({severity("HHSV", Severity::Major), severity("HSV", Severity::Minor), severity("LSV", Severity::Minor),
        severity("LLSV", Severity::Major)});
    record.setAlarmLimits("VAL", alarms);
}

Alarm RecordTable::alarmOf(const Record& record, double value)
{
    const auto number = [&record](const char* field) { return record.number(field); };
    const auto severity = [&record](const char* field) { return static_cast<Severity>(record.integer(field)); };
    const Alarm alarms[] = {
        {value >= number("HIHI") ? severity("HHSV") : Severity::None, HihiStatus},
        {value <= number("LOLO") ? severity("LLSV") : Severity::None, LoloStatus},
        {value >= number("HIGH") ? severity("HSV") : Severity::None, HighStatus},
        {value <= number("LOW") ? severity("LSV") : Severity::None, LowStatus},
    };
    const auto* found = std::find_if(
        std::begin(alarms), std::end(alarms), [](const Alarm& alarm) { return alarm.severity != Severity::None; });
    return found == std::end(alarms) ? Alarm{} : *found;
}

AlarmLimits RecordTable::alarmLimits(const Record& record) const
{
    return {{record.number("LOLO"), record.number("HIHI")}, {record.number("LOW"), record.number("HIGH")}};
}

Record& RecordTable::at(std::string_view name)
{
    const auto found = m_records.find(name);
    Q_ASSERT(found != m_records.end());
    return *found->second;
}

const Record& RecordTable::at(std::string_view name) const
{
    const auto found = m_records.find(name);
    Q_ASSERT(found != m_records.end());
    return *found->second;
}

void RecordTable::setNumber(std::string_view name, double value, Timestamp when)
{
    Record& record = at(name);
    if (record.has("HIHI"))
        record.setAlarm(alarmOf(record, value));
    record.setNumber("VAL", value, when);
}

FieldPut RecordTable::store(std::string name, std::function<void()> changed)
{
    return [this, name = std::move(name), changed = std::move(changed)](const Value& value, PutCompletion done) {
        at(name).set("VAL", value);
        if (changed)
            changed();
        done({});
    };
}

void RecordTable::list(std::vector<Record::Listed>& rows) const
{
    for (const auto& [name, record] : m_records) {
        const std::vector<Record::Listed> own = record->list();
        rows.insert(rows.end(), own.begin(), own.end());
    }
}

std::vector<Record::Kept> RecordTable::kept() const
{
    std::vector<Record::Kept> rows;
    for (const std::string& name : m_order) {
        const std::vector<Record::Kept> own = at(name).kept();
        rows.insert(rows.end(), own.begin(), own.end());
    }
    return rows;
}

} // namespace devices
