#pragma once

#include "simulator/records.h"

namespace simulator {

/// Adds to a record of states the fields by which they are named and raise alarms: ZNAM ONAM ZSV OSV for two states, ZRST…FFST
/// and ZRSV…FFSV for up to sixteen. A field that names a state renames it for clients.
/// Source:  boRecord and mbboRecord of EPICS Base 7.
void addStateFields(Record& record);
/// Raises the alarm of the state that VAL has.
void showStateAlarm(Record& record);

} // namespace simulator
