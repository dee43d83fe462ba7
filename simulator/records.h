#pragma once

#include "devices/records/recordhost.h"
#include "devices/records/record.h"
#include "devices/records/fieldputs.h"
#include "devices/records/recordtable.h"

// The words in which the simulated beamline is written.
namespace simulator {

using devices::Alarm;
using devices::AlarmLimits;
using devices::EnumIndex;
using devices::Error;
using devices::ErrorCode;
using devices::Field;
using devices::FieldPut;
using devices::Handle;
using Host = devices::RecordHost;
using devices::NativeType;
using devices::PutCompletion;
using devices::Range;
using devices::Reading;
using devices::Record;
using devices::RecordRow;
using devices::RecordTable;
using devices::Result;
using devices::ServerPvPtr;
using devices::Severity;
using devices::Timestamp;
using devices::Value;

using devices::inSeconds;
using devices::integerField;
using devices::kept;
using devices::longField;
using devices::menuField;
using devices::numberField;
using devices::onNumber;
using devices::refusal;
using devices::textField;

} // namespace simulator
