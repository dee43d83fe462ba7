#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/handle.h"
#include "storage/nexus/streamtable.h"
#include "storage/runmetadata.h"

#include <memory>

namespace storage {

/// Builds the tree of a run file, following NeXus: /entry with what is known at the start, /entry/instrument with every
/// column, /entry/measurement with links to them in one place, /entry/data with the default plot.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
/// Source:  NeXus manual, classes NXentry, NXdata, NXpositioner, NXdetector.
class EntryLayout
{
public:
    /// Writes what the start tells into an empty file.
    static EntryLayout make(hid_t file, scans::RunStartPtr start, const h5::Compression& compression);
    /// Goes on with a file that make() began.
    static EntryLayout open(hid_t file, scans::RunStartPtr start, const h5::Compression& compression);

    hid_t entry() const { return m_entry.id(); }
    /// The tables of a stream. `first`: its first event, which tells the types of arrays; may be null.
    std::unique_ptr<StreamTable> stream(const scans::EventDescriptorPtr& descriptor, const scans::Event* first);

private:
    EntryLayout(scans::RunStartPtr start, const h5::Compression& compression);
    std::unique_ptr<StreamTable> primary(const scans::EventDescriptorPtr& descriptor, const scans::Event* first);
    /// Any other stream, in a group of its own with its own times.
    std::unique_ptr<StreamTable> other(const scans::EventDescriptorPtr& descriptor, const scans::Event* first);
    void makeInstrument(StreamTable& table, const scans::Event* first);
    void makeObject(StreamTable& table, const QString& object, const scans::Event* first);
    void makeTargets(StreamTable& table, hid_t group, qsizetype motor, bool grid);
    void writeConfiguration(hid_t group, const scans::EventDescriptor& descriptor, const QString& object);
    void makeEnergies(hid_t group, const scans::EventDescriptor& descriptor, const QString& object);
    QString energiesFor(const devices::DataKey& key) const;
    QString makeData(StreamTable& table, bool grid);
    void fillGridData(StreamTable& table, hid_t data, const QStringList& columns);
    void fillLinearData(hid_t data, const QStringList& columns, const scans::EventDescriptor& descriptor);
    QString makeArrayData(const scans::EventDescriptor& descriptor, const QString& axis);

    const scans::RunStartPtr m_start;
    const RunMetadata m_about;
    const h5::Compression m_compression;
    h5::Handle m_entry;
    h5::Handle m_instrument;
    h5::Handle m_measurement;
};

} // namespace storage
