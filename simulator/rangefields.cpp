#include "simulator/rangefields.h"

#include <algorithm>

namespace simulator {

namespace {

Range rangeOf(const Record& record, const char* low, const char* high)
{
    return {record.number(low), record.number(high)};
}

} // namespace

void addRangeFields(Record& record, const Range& range)
{
    const bool output
        = record.text("RTYP").endsWith(QStringLiteral("out")) || record.text("RTYP") == QLatin1String("ao");
    const auto changed = [&record, output] {
        const Range display = rangeOf(record, "LOPR", "HOPR");
        record.setLimits("VAL", output ? rangeOf(record, "DRVL", "DRVH") : display, display);
    };
    const auto end = [&record, &changed](const char* field, double initial, const char* about) {
        return kept(numberField(field, initial, about, "@", record.store(field, changed)));
    };
    record.add({end("HOPR", range.high, "High end of displays"), end("LOPR", range.low, "Low end of displays")});
    if (output)
        record.add({end("DRVH", range.high, "Highest that can be written"),
            end("DRVL", range.low, "Lowest that can be written")});
    changed();
}

double drivable(const Record& record, double number)
{
    const Range range = rangeOf(record, "DRVL", "DRVH");
    return range.valid() ? std::clamp(number, range.low, range.high) : number;
}

} // namespace simulator
