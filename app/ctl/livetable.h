#pragma once

#include "app/ctl/output.h"
#include "scans/documents/documents.h"

#include <vector>

namespace app {

/// Prints the documents of a run as they come: a table of the primary stream, or each document as JSON.
class LiveTable
{
public:
    explicit LiveTable(const Output& output)
        : m_output(output)
    {
    }

    void consume(const scans::Document& document);
    const QString& exitStatus() const { return m_exitStatus; }
    const QString& runUid() const { return m_runUid; }

private:
    void printHeader(const scans::EventDescriptor& descriptor);
    void printRow(const scans::Event& event) const;

    const Output& m_output;
    std::vector<std::size_t> m_columns; // of the descriptor, scalars only
    std::vector<int> m_widths;
    QString m_primary;
    QString m_runUid;
    QString m_exitStatus;
};

} // namespace app
