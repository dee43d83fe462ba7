#pragma once

#include "simulator/records.h"

#include "devices/calc/expression.h"

namespace simulator {

/// A calc record: VAL is what CALC makes of A, B, C, …
/// Errors:  an expression that cannot be understood is refused; without one VAL is 0; what has no value is an INVALID alarm.
/// Source:  calcRecord of EPICS Base 7; up to P as scalers have it.
class CalcRecord
{
public:
    struct Setup
    {
        Record::Identity identity;
        std::size_t inputs = 12; ///< 16 at most
        QString expression;
        bool writable = false; ///< clients set the inputs
    };

    CalcRecord(Host& host, const Setup& setup);

    void set(const std::vector<double>& inputs);
    Record& record() { return m_record; }
    const Record& record() const { return m_record; }

private:
    Result<void> compile(const QString& text);
    void process();

    Record m_record;
    std::vector<std::string> m_names; // of the inputs
    std::optional<devices::Expression> m_expression;
};

} // namespace simulator
