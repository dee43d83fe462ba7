#pragma once

#include "storage/hdf5/handle.h"

#include <QStringList>

namespace storage::h5 {

/// Texts of a fixed length, as an attribute that stands in its object alone. What a program has to read of files that may be damaged
/// must be of this kind: texts of any length stand in a heap, and with a damaged one HDF5 1.10 ends the program. h5py gives bytes.
/// Errors:  Failure.
void writeFixedAttribute(hid_t object, const char* name, const QStringList& texts);
void writeFixedAttribute(hid_t object, const char* name, const QString& text);

} // namespace storage::h5
