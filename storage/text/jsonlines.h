#pragma once

#include "storage/fileformat.h"

namespace storage {

/// One file per run with a line for each document, {"name": "event", "doc": {…}}, as the event model's schemas want them.
FileFormat jsonLinesFormat();

} // namespace storage
