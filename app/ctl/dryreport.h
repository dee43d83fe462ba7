#pragma once

#include "app/ctl/output.h"
#include "scans/dryrun/dryresult.h"

namespace app {

/// Prints what a scan would do; problems go to standard error.
class DryReport
{
public:
    explicit DryReport(const Output& output)
        : m_output(output)
    {
    }

    /// `files`: which it would write.
    int print(const scans::DryResult& result, const QStringList& files) const;

private:
    void printText(const scans::DryResult& result, const QStringList& files) const;

    const Output& m_output;
};

} // namespace app
