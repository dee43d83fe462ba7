#pragma once

#include "simulator/rows.h"

namespace simulator {

/// Settings with read-backs, two records each: NAME takes what clients write, NAME_RBV tells what came of it.
/// Thread:  its host's. The table must outlive it.
class Settings
{
public:
    /// The number that is taken for the one asked for, or why none is.
    using Accept = std::function<Result<double>(double)>;
    using AcceptText = std::function<Result<QString>(const QString&)>;

    /// `changed` is called after a client has changed a setting.
    Settings(RecordTable& records, std::function<void()> changed = {});

    void add(RecordRow row, Accept accept = {});
    void addText(RecordRow row, AcceptText accept = {});
    /// A setting with a put of its own, which sets both records itself.
    void addPut(RecordRow row, FieldPut put);

    /// Sets both records.
    void set(const std::string& name, double number);
    void setText(const std::string& name, const QString& text);

private:
    void addBoth(RecordRow row, FieldPut put);

    RecordTable& m_records;
    const std::function<void()> m_changed;
};

/// Takes the nearest number of the range.
Settings::Accept within(double lowest, double highest);
/// Refuses the states that are not in the list; `why` says what these cannot do.
Settings::Accept onlyStates(std::vector<int> states, const QString& pv, const QString& why);

} // namespace simulator
