#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/dataset.h"
#include "storage/nexus/itemtype.h"

#include <vector>

namespace storage {

/// The baseline stream as /entry/positions_before and /entry/positions_after: one value of each key. Room is made beforehand.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class PositionsGroups
{
public:
    PositionsGroups(hid_t entry, const scans::EventDescriptor& descriptor, const scans::Event* first);

    /// The first point is "before", every later one "after".
    void write(const scans::Event& event);
    std::vector<h5::Dataset*> datasets();

private:
    struct Item
    {
        ItemType type;
        h5::Dataset before;
        h5::Dataset after;
    };
    std::vector<Item> m_items;
};

/// Writes one value at once, into a dataset of its own.
h5::Handle makeItem(hid_t group, const QString& name, const ItemType& type);
void writeItem(hid_t dataset, const ItemType& type, const devices::Value& value);

} // namespace storage
