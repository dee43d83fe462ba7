#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace storage {

/// A stretch of time, half open, in milliseconds since 1970.
struct TimeSpan
{
    qint64 from = 0;
    qint64 to = 0;

    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// What "today", "yesterday", "now", "90min", "12h", "7d", "2w", "2026-11", "2026-11-21", "2026-11-21T14:30" or "14:30" mean
/// at a moment: a day is all of it, an age such as 7d the moment that long ago. Local time unless a zone follows.
std::optional<TimeSpan> timeSpan(const QString& text, const QDateTime& now);

} // namespace storage
