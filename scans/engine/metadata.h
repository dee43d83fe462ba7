#pragma once

#include "devices/channel/result.h"

#include <QJsonObject>

#include <initializer_list>

namespace scans {

/// Later ones win, key by key. Keys are made fit for documents, in which none may contain '.' or '/' at any depth.
QJsonObject mergedMetadata(std::initializer_list<QJsonObject> lowestFirst);

/// Refuses what the documents' schemas do not allow: BadValue, naming the key.
devices::Result<void> checkMetadata(const QJsonObject& metadata);

/// What every run records about the program.
QJsonObject versionMetadata();
/// The same about the plan.
QJsonObject planMetadata();

} // namespace scans
