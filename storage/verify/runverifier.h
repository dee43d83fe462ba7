#pragma once

#include "storage/catalogue/runsummary.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace storage {

/// What was found in a run's files.
struct Verification
{
    QStringList problems; ///< empty = everything is there
    int points = 0; ///< of the primary stream, repeated ones once
    int files = 0; ///< of detectors
    bool foreign = false; ///< of another program: what can be said is that it can be read
    bool cancelled = false; ///< it was not looked at to the end

    Verified state() const { return problems.isEmpty() ? Verified::Good : Verified::Damaged; }
    /// In one line, for people.
    QString text() const;
};

/// Reads a run back to see whether all of it is there: every document and value (which also tests the checksums that the file
/// holds), as many points as its stop says, and in each file of a detector the frames that belong to the run.
/// Thread:  any; blocks for the disk.
class RunVerifier
{
public:
    /// `cancelled` is asked between documents.
    static Verification verify(const QString& path, const std::function<bool()>& cancelled = {});
    /// As a catalogue knows it. Of a file of another program, only that it can be read.
    static Verification verify(const RunSummary& run, const std::function<bool()>& cancelled = {});
};

} // namespace storage
