#pragma once

#include "simulator/records.h"

namespace simulator {

/// Adds to a record of numbers the ends of its display, HOPR and LOPR, and to an output those of what can be written, DRVH and
/// DRVL; clients see them as display and control limits of VAL.
void addRangeFields(Record& record, const Range& range);
/// What DRVH and DRVL leave of the number. Limits 0, 0 are none.
double drivable(const Record& record, double number);

} // namespace simulator
