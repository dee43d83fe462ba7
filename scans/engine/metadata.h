#pragma once

#include <QJsonObject>

#include <initializer_list>

namespace scans {

/// Later ones win, key by key. Keys are made fit for documents, in which none may contain '.' or '/' at any depth.
QJsonObject mergedMetadata(std::initializer_list<QJsonObject> lowestFirst);

/// What every run records about the program.
QJsonObject programMetadata();

} // namespace scans
