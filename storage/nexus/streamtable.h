#pragma once

#include "scans/documents/documents.h"
#include "storage/nexus/column.h"
#include "storage/nexus/eventlog.h"
#include "storage/nexus/gridview.h"

#include <functional>
#include <optional>
#include <vector>

namespace storage {

/// The datasets that one stream's events go to: a column for each key, and what is derived from them. Rows are in the order in
/// which the events came, so that repeated points stand there as often as they were measured; grids show the last of them.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class StreamTable
{
public:
    StreamTable(scans::EventDescriptorPtr descriptor, devices::Timestamp runStart, const ColumnOptions& options);

    const scans::EventDescriptor& descriptor() const { return *m_descriptor; }
    /// "time", seconds since the run's start, and "seq_num"; `gridRank` > 0 adds "grid_index".
    void addPointColumns(hid_t group, std::size_t gridRank);
    hid_t addKey(hid_t group, const QString& name, std::size_t key, const devices::Value& sample);
    /// Square root of a key's value.
    hid_t addErrors(hid_t group, const QString& name, std::size_t key);
    /// Where the plan wanted to be: targets by the index of one axis of the grid.
    hid_t addTargets(hid_t group, const QString& name, std::size_t axis, std::vector<double> targets);
    void addGrid(hid_t group, const QString& name, std::size_t key, std::span<const int> shape, bool errors);
    /// An axis of the grid as it was read, for plans that do not tell their targets.
    void addAxis(hid_t group, const QString& name, std::size_t key, std::size_t axis, int length);

    /// Once everything is added: what events hold beside the values.
    void addLog(hid_t entry);

    void append(const scans::Event& event, const EventPlace& place, Journal& journal);
    void flush();
    std::vector<h5::Dataset*> datasets();

private:
    using Derive = std::function<devices::Value(const scans::Event&)>;
    struct Derived
    {
        Column column;
        Derive value;
        std::optional<std::size_t> key; ///< whose values these are; nothing for what is derived
    };
    struct Grid
    {
        GridView view;
        std::size_t key = 0;
        std::optional<std::size_t> axis; ///< only this one of the grid's; all without
        bool errors = false;
    };

    void writeWaiting(Journal& journal);
    hid_t add(hid_t group, const QString& name, ItemType type, Derive value, std::optional<std::size_t> key = {});

    const scans::EventDescriptorPtr m_descriptor;
    const devices::Timestamp m_runStart;
    const ColumnOptions m_options;
    std::vector<Derived> m_columns;
    std::vector<Grid> m_grids;
    std::optional<EventLog> m_log;
    std::optional<Column> m_seqNum; ///< written last: its rows are complete
    std::vector<char> m_exact; ///< of the row being written, for each key
    std::size_t m_gridRank = 0;
    hsize_t m_rows = 0;
    hsize_t m_written = 0; ///< of them
};

/// Name and units as attributes.
void nameDataset(hid_t dataset, const devices::DataKey& key);
/// These, and where it comes from and what it is.
void describeDataset(hid_t dataset, const devices::DataKey& key);

} // namespace storage
