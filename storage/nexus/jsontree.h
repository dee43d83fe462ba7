#pragma once

#include "storage/hdf5/handle.h"

#include <QJsonObject>
#include <QString>

namespace storage {

QString jsonText(const QJsonValue& value);
/// Members of an object as datasets that any program can read: numbers, texts, lists of them, truth as 0 or 1, objects as groups.
/// What the group has already stays as it is. Errors:  h5::Failure.
void writeTree(hid_t group, const QJsonObject& object);

} // namespace storage
