#pragma once

#include "scans/documents/documents.h"
#include "storage/documentconsumer.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace testruns {

devices::DataKey key(
    const QString& name, devices::DataKey::Dtype dtype, const QString& object, const QString& units = {});
scans::RunStartPtr start(qint64 scanId, const QJsonObject& metadata);
scans::EventDescriptorPtr descriptor(
    const scans::RunStartPtr& start, const QString& stream, std::vector<devices::DataKey> keys);
scans::EventPtr event(const scans::EventDescriptorPtr& descriptor, int seqNum, std::vector<devices::Value> values,
    std::vector<int> gridIndex = {});
scans::RunStopPtr stop(const scans::RunStartPtr& start, int points,
    const QString& exitStatus = QStringLiteral("success"), const QString& reason = {});

/// A run of one motor "sx" in mm and a detector "sc" with a hinted count "sc_I0", as its documents.
struct LineScan
{
    explicit LineScan(int points, qint64 scanId = 1, const QJsonObject& metadata = {});

    scans::RunStartPtr start;
    scans::EventDescriptorPtr primary;
    int points;

    scans::EventPtr point(int seqNum) const;
    static double position(int seqNum) { return -1.0 + 0.125 * (seqNum - 1); }
    static qint64 counts(int seqNum) { return 100 + seqNum * seqNum; }
    std::vector<scans::Document> documents() const;
};

/// Hands the documents over and flushes; the first error ends it.
devices::Result<void> feed(storage::DocumentConsumer& consumer, const std::vector<scans::Document>& documents);

} // namespace testruns
