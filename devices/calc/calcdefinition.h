#pragma once

#include "devices/calc/expression.h"
#include "devices/channel/channelinfo.h"

namespace devices {

/// What stands behind calc://, read: an expression whose PVs stand in braces, then units and precision if wanted:
///   {BD:m1.RBV} * 1000
///   ({BD:I0} - {loc://dark(double, 3)}) / {BD:time} ; egu=counts/s ; prec=1
struct CalcDefinition
{
    QStringList pvs; ///< each once, in the order of the expression's numbers
    Expression expression;
    QString units;
    std::optional<int> precision;

    /// BadValue, saying what is wrong and where.
    static Result<CalcDefinition> parse(const QString& text);
};

} // namespace devices
