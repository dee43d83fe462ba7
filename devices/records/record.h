#pragma once

#include "devices/records/recordhost.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace devices {

/// Applies what a client writes to a field (by Record::set) or refuses it, and calls `done` now or when all is done.
using FieldPut = std::function<void(const Value& value, PutCompletion done)>;

/// One row of a record's table. Without `put` clients may only read.
struct Field
{
    std::string name;
    NativeType type = NativeType::Double;
    Value initial;
    const char* about = "";
    FieldPut put;
    const char* units = ""; ///< "@" stands for the record's EGU, as in "@/s"
    QStringList labels;
    std::size_t count = 1;
    bool kept = false; ///< survives a restart; see Record::kept
    FieldPut restore = {}; ///< takes a kept value; empty: `put` does
};

/// Limits on the value which raise an alarm when it passes them; NaN: none.
struct AlarmLimits
{
    Range major; ///< LOLO, HIHI
    Range minor; ///< LOW, HIGH

    bool any() const;
};

/// Status and severity that EPICS's analogue records give a value.
struct Alarm
{
    Severity severity = Severity::None;
    quint16 status = 0;
};

/// A named set of fields, declared as a table, served as NAME.FIELD; VAL also as NAME.
/// Every record has NAME, RTYP, DESC, STAT and SEVR; one with units or precision also EGU and PREC.
/// Thread:  its host's. The host must outlive it.
class Record
{
public:
    struct Identity
    {
        QString name;
        QString type; ///< RTYP
        QString description; ///< DESC
        QString units = {}; ///< EGU
        int precision = -1; ///< PREC; negative for records without
    };

    Record(RecordHost& host, Identity identity);
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;

    void add(std::vector<Field> fields);
    /// Serves the field with another type or size; clients are disconnected and find the new one.
    void replace(Field field);

    const QString& name() const { return m_identity.name; }
    bool has(std::string_view field) const { return m_entries.find(field) != m_entries.end(); }
    double number(std::string_view field) const;
    qint64 integer(std::string_view field) const;
    bool flag(std::string_view field) const { return integer(field) != 0; }
    QString text(std::string_view field) const;
    const Value& value(std::string_view field) const;

    QStringList labels(std::string_view field) const;

    /// Posts what changed. Numbers are converted to the field's type.
    template <typename Number>
    requires std::is_arithmetic_v<Number>
    void set(std::string_view field, Number number) { setNumber(field, static_cast<double>(number)); }
    void setNumber(std::string_view field, double number, Timestamp when = {});
    void set(std::string_view field, const QString& text);
    void set(std::string_view field, Value value, Timestamp when = {});
    /// SEVR, STAT, and the alarm with which every field is delivered from now on.
    void setAlarm(Alarm alarm);
    /// What clients get as control and display limits.
    void setLimits(std::string_view field, Range control, Range display);
    void setAlarmLimits(std::string_view field, const AlarmLimits& limits);
    /// The states of an enumeration.
    void setLabels(std::string_view field, const QStringList& labels);
    /// Posts every set(), also of an equal value.
    void postAlways(std::string_view field);
    /// MDEL and ADEL.
    void setDeadbands(std::string_view field, double value, double archive);

    /// A put that just stores, then calls `changed`.
    FieldPut store(std::string field, std::function<void()> changed = {});

    /// For listings, in order of name.
    struct Listed
    {
        QString name;
        NativeType type;
        std::size_t count;
        QString about;
    };
    std::vector<Listed> list() const;

    /// What outlives the program, in the order in which the fields were added, which is that of restoring them.
    struct Kept
    {
        ServerPvPtr pv;
        FieldPut restore;
    };
    std::vector<Kept> kept() const;

private:
    struct Entry
    {
        Field field;
        ServerPvPtr pv;
    };

    void publish(Entry& entry);
    Entry& at(std::string_view field);
    const Entry& at(std::string_view field) const;
    void refreshMetadata(const std::function<void(PvMetadata&, const Field&)>& change);

    RecordHost& m_host;
    Identity m_identity;
    Alarm m_alarm;
    std::map<std::string, Entry, std::less<>> m_entries;
    std::vector<std::string> m_keptFields;
};

// Rows for tables, shorter than the aggregates.
Field numberField(std::string name, double initial, const char* about, const char* units = "", FieldPut put = {});
Field integerField(std::string name, int initial, const char* about, FieldPut put = {});
Field longField(std::string name, qint64 initial, const char* about, FieldPut put = {});
Field menuField(std::string name, int initial, QStringList labels, const char* about, FieldPut put = {});
Field textField(std::string name, QString initial, const char* about, FieldPut put = {});
/// The row, kept over a restart.
Field kept(Field field, FieldPut restore = {});

/// A refusal in words, from this PV.
Error refusal(const QString& pv, ErrorCode code, const QString& message);

} // namespace devices
