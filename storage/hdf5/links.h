#pragma once

#include "storage/hdf5/handle.h"

#include <QString>
#include <QStringList>

namespace storage::h5 {

// What groups hold, and links that are no object of their own file. Errors:  Failure.

/// Children in the order in which they were made, where the group keeps it; else by name.
QStringList children(hid_t group);

/// `target`: a path, where there need not be anything yet.
void linkSoftly(const QString& target, hid_t parent, const QString& name);
/// To a dataset of another file, that need not exist yet.
void linkOutside(const QString& file, const QString& dataset, hid_t parent, const QString& name);
bool isSoftLink(hid_t parent, const QString& name);
bool isOutsideLink(hid_t parent, const QString& name);
/// The path that a soft link leads to; "" for anything else.
QString softTarget(hid_t parent, const QString& name);
/// The link; what it leads to goes with the last one of the same file.
void remove(hid_t parent, const QString& name);

} // namespace storage::h5
