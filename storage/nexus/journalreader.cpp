#include "storage/nexus/journalreader.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/documentcodec.h"
#include "storage/nexus/journal.h"

#include <QJsonDocument>

namespace storage {

namespace {

QByteArray bytesOf(hid_t documents)
{
    const h5::Handle dataset = h5::open(documents, Journal::name);
    QByteArray bytes(static_cast<qsizetype>(h5::shapeOf(dataset.id()).front()), '\0');
    if (!bytes.isEmpty())
        h5::check(
            H5Dread(dataset.id(), H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), "read the journal");
    return bytes;
}

} // namespace

JournalReader::JournalReader(hid_t documents)
{
    const QByteArray bytes = bytesOf(documents);
    DocumentCodec codec;
    qsizetype begin = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', begin)) {
        const QJsonDocument line = QJsonDocument::fromJson(bytes.mid(begin, end - begin));
        if (!line.isObject())
            break; // nothing was written behind a cut line
        begin = end + 1;
        m_bytes = static_cast<hsize_t>(begin);
        const QJsonObject json = Journal::unpacked(line.object());
        if (!json.contains(QLatin1String("document"))) {
            m_values[{json[QLatin1String("stream")].toString(), json[QLatin1String("row")].toInteger(),
                json[QLatin1String("key")].toInt()}]
                = decodeValue(json[QLatin1String("value")].toObject());
            continue;
        }
        auto document = codec.decode(json);
        if (!document)
            throw h5::Failure(document.error().message);
        m_documents.insert_or_assign(json[QLatin1String("n")].toInteger(), std::move(document).value());
    }
}

std::optional<devices::Value> JournalReader::value(const QString& stream, qint64 row, int key) const
{
    const auto found = m_values.find({stream, row, key});
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

} // namespace storage
