#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

#include <QString>

namespace storage {

/// File names from a template: {date} (yyyy-MM-dd) {time} (HHmmss) {scan_id} {scan_id:05d} {plan_name} {uid} {uid8} {sample}
/// {user}. Values keep letters, digits and "-_+" only; "/" in the template makes folders.
/// Thread:  any.
/// Errors:  BadValue naming the key that is unknown.
class FileName
{
public:
    static devices::Result<void> check(const QString& pattern);
    static devices::Result<QString> expand(const QString& pattern, const scans::RunStart& start);
    /// `path`, or the first of path-2, path-3, … that does not exist.
    static QString unused(const QString& path);
};

} // namespace storage
