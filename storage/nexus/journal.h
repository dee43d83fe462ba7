#pragma once

#include "devices/channel/value.h"
#include "scans/documents/documents.h"
#include "storage/hdf5/dataset.h"

#include <QByteArray>
#include <QString>

namespace storage {

/// Every document of the run but the events, and what events hold that their columns cannot, as lines of JSON in one growing
/// dataset of bytes, /entry/documents/journal. "n" is a document's place among all documents of the run. Long lines are packed.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class Journal
{
public:
    /// Makes the dataset …
    static Journal make(hid_t group);
    /// … or goes on with it, behind its last whole line.
    static Journal open(hid_t group);

    h5::Dataset& dataset() { return m_dataset; }
    void add(qint64 number, const scans::Document& document);
    /// A value that does not fit its column: longer, of another type.
    void addValue(const QString& stream, hsize_t row, int key, const devices::Value& value);
    /// Readers see everything added so far.
    void flush();

    static const QString name;
    /// A line as it was before add() packed it.
    static QJsonObject unpacked(const QJsonObject& line);

private:
    void add(const QJsonObject& line);

    h5::Dataset m_dataset;
    hsize_t m_bytes = 0; ///< in the file
    QByteArray m_waiting;
};

/// Instead of a key of the stream, for Journal::addValue.
enum SpecialKey : int { uidKey = -1, gridIndexKey = -2 };

} // namespace storage
