#pragma once

#include "devices/channel/result.h"
#include "scans/documents/documents.h"

#include <QJsonObject>

#include <map>

namespace storage {

/// Documents other than events as JSON that keeps everything: order of keys, nanoseconds, exact values, what only displays need.
/// Thread:  any, one at a time.
/// Errors:  BadValue for JSON that is no such document.
class DocumentCodec
{
public:
    static QJsonObject encode(const scans::Document& document);
    /// Documents that refer to others find those that this codec decoded before.
    devices::Result<scans::Document> decode(const QJsonObject& json);

private:
    devices::Result<scans::Document> decodeDatum(const QJsonObject& json) const;

    std::map<QString, scans::EventDescriptorPtr> m_descriptors; ///< by uid
    std::map<QString, scans::StreamResourcePtr> m_resources; ///< by uid
};

QJsonObject encodeValue(const devices::Value& value);
devices::Value decodeValue(const QJsonObject& json);

} // namespace storage
