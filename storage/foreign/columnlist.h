#pragma once

#include "storage/nexus/runreader.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace storage {

/// Adds columns and rows to a run from a file, within limits: a broken or malicious file must not fill the memory.
/// Thread:  any, one at a time.
/// Errors:  as words without file and line, which the reader knows.
class ColumnList
{
public:
    static constexpr std::size_t mostColumns = 10'000;
    static constexpr std::size_t mostCells = 50'000'000; ///< of one run

    /// How many numbers may be missing from the rows of all runs depends on `fileSize`.
    explicit ColumnList(qint64 fileSize = 0)
        : m_missing(missingPerByte * fileSize)
    {
    }

    /// For the next run of the file.
    void begin();
    /// Under a name of its own; ask tooMany first.
    RunColumn& add(RunData& run, const QString& name, const QString& units = {}, const QString& label = {});
    /// What is wrong with so many columns.
    static std::optional<QString> tooMany(std::size_t columns);
    /// Nothing if they fit.
    std::optional<QString> takeCells(std::size_t count);
    /// Whether so many numbers that do not stand in the file are in proportion to it, with those before them.
    bool spare(std::size_t count);
    /// One more value for each column; NaN for what is missing at its end.
    std::optional<QString> addRow(RunData& run, std::vector<double> row);

private:
    static constexpr qint64 missingPerByte = 8;

    QSet<QString> m_names;
    QHash<QString, int> m_last; ///< by name: the number of its last column
    std::size_t m_cells = 0;
    qint64 m_missing;
};

} // namespace storage
