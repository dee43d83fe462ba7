#pragma once

#include "storage/catalogue/runsummary.h"

#include <QSqlQuery>
#include <QString>

namespace storage {

/// The columns of "runs AS r" that make a summary.
const QString& summaryColumns();
constexpr int summaryColumnCount = 24;

/// From a row whose first columns are those.
RunSummary summaryFrom(const QSqlQuery& row);

devices::Timestamp fromNs(const QVariant& ns);
QVariant toNs(devices::Timestamp time);

} // namespace storage
