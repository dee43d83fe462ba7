#pragma once

#include "devices/records/record.h"

#include <map>
#include <memory>

namespace devices {

/// One row: a whole record of a plain kind. What a kind has besides VAL follows from `type`.
struct RecordRow
{
    std::string name; ///< after the table's prefix
    const char* type = "ai"; ///< ai ao longin longout int64in int64out bi bo mbbi mbbo stringin stringout waveform
    Value initial;
    const char* about = ""; ///< DESC
    const char* units = "";
    int precision = 0;
    QStringList labels;
    FieldPut put; ///< empty: read only
    Range control;
    AlarmLimits alarms;
    NativeType element = NativeType::Char; ///< of a waveform
    std::size_t count = 256; ///< of a waveform, elements at most
    bool kept = false; ///< VAL survives a restart
    FieldPut restore = {}; ///< takes the kept value; empty: `put` does
};

/// The row, VAL of which survives a restart.
RecordRow kept(RecordRow row, FieldPut restore = {});

/// Records that are told apart by nothing but their rows.
class RecordTable
{
public:
    RecordTable(RecordHost& host, QString prefix);

    void add(std::vector<RecordRow> rows);
    Record& at(std::string_view name);
    const Record& at(std::string_view name) const;

    double number(std::string_view name) const { return at(name).number("VAL"); }
    qint64 integer(std::string_view name) const { return at(name).integer("VAL"); }
    bool flag(std::string_view name) const { return at(name).flag("VAL"); }
    /// Sets VAL; analogue records with alarm limits also their alarm.
    void setNumber(std::string_view name, double value, Timestamp when = {});
    void setText(std::string_view name, const QString& text) { at(name).set("VAL", text); }
    /// A put that stores VAL, then calls `changed`.
    FieldPut store(std::string name, std::function<void()> changed = {});

    const QString& prefix() const { return m_prefix; }
    void list(std::vector<Record::Listed>& rows) const;
    std::vector<Record::Kept> kept() const;

private:
    void addAlarms(Record& record, const std::string& name, const AlarmLimits& alarms);
    static Alarm alarmOf(const Record& record, double value);
    AlarmLimits alarmLimits(const Record& record) const;

    RecordHost& m_host;
    const QString m_prefix;
    std::map<std::string, std::unique_ptr<Record>, std::less<>> m_records;
    std::vector<std::string> m_order; // as added
};

} // namespace devices
