#include "storage/nexus/positionsgroups.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/streamtable.h"

namespace storage {

h5::Handle makeItem(hid_t group, const QString& name, const ItemType& type)
{
    return h5::makeFixed(group, name, type.type(), type.shape(), type.fill());
}

void writeItem(hid_t dataset, const ItemType& type, const devices::Value& value)
{
    std::vector<char> bytes(type.bytes());
    type.encode(value, bytes.data());
    h5::check(H5Dwrite(dataset, type.type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), "value");
}

PositionsGroups::PositionsGroups(hid_t entry, const scans::EventDescriptor& descriptor, const scans::Event* first)
{
    const h5::Handle before = h5::makeGroup(entry, QStringLiteral("positions_before"), "NXcollection");
    const h5::Handle after = h5::makeGroup(entry, QStringLiteral("positions_after"), "NXcollection");
    for (std::size_t i = 0; i < descriptor.keys.size(); ++i) {
        const devices::DataKey& key = descriptor.keys[i];
        const bool sampled = first != nullptr && i < first->data.size();
        ItemType type(key, sampled ? first->data[i].value : devices::Value());
        const QString name = h5::linkName(key.name);
        h5::Dataset begin(makeItem(before.id(), name, type));
        h5::Dataset end(makeItem(after.id(), name, type));
        nameDataset(begin.id(), key); // the stream says the rest
        nameDataset(end.id(), key);
        m_items.push_back({std::move(type), std::move(begin), std::move(end)});
    }
}

void PositionsGroups::write(const scans::Event& event)
{
    for (std::size_t i = 0; i < std::min(m_items.size(), event.data.size()); ++i) {
        const h5::Dataset& dataset = event.seqNum <= 1 ? m_items[i].before : m_items[i].after;
        writeItem(dataset.id(), m_items[i].type, event.data[i].value);
        h5::flush(dataset.id());
    }
}

std::vector<h5::Dataset*> PositionsGroups::datasets()
{
    std::vector<h5::Dataset*> all;
    for (Item& item : m_items) {
        all.push_back(&item.before);
        all.push_back(&item.after);
    }
    return all;
}

} // namespace storage
