#pragma once

#include "storage/fileformat.h"

namespace storage {

/// One row per point of the primary stream under a line of names: seq_num, time (seconds since 1970) and the columns.
/// Lists of numbers stand in one cell, separated by blanks; images are left out. With {descriptor.name} in the template each
/// stream gets a file.
FileFormat csvFormat();
FileFormat tsvFormat();

} // namespace storage
