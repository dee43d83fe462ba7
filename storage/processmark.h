#pragma once

#include <QString>

namespace storage {

/// Names one process beyond its life: process ids are used again, so the time of its start and of the machine's belong to it.
/// Thread:  any.
struct ProcessMark
{
    QString host;
    qint64 pid = 0;
    QString born;

    static ProcessMark current();
    /// Of another host: not known, so taken as alive.
    bool mayBeAlive() const;
};

/// The login name.
QString currentUser();

} // namespace storage
