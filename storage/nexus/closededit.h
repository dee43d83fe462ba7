#pragma once

#include "storage/hdf5/handle.h"

#include <QString>

#include <functional>

namespace storage {

/// Changes the tree of a run file that this process does not have open. The change is made in a copy that then takes the file's
/// place, so that a program that dies meanwhile leaves one or the other; only very large files are changed where they are.
/// Errors:  h5::Failure; the file is as it was.
void editClosed(const QString& path, const std::function<void(hid_t file)>& change);

/// As editClosed, for a file whose writer died: its mark is taken away first.
void editOrphan(const QString& path, const std::function<void(hid_t file)>& change);

/// What editClosed leaves behind when its process dies.
QString editedCopy(const QString& path);

} // namespace storage
