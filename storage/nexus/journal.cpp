#include "storage/nexus/journal.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/documentcodec.h"
#include "storage/nexus/journalreader.h"

#include <QJsonDocument>

namespace storage {

namespace {

constexpr hsize_t chunkBytes = 4 * 1024;
constexpr qsizetype longLine = 1024;
constexpr qsizetype lengthBytes = 4; ///< that qCompress() puts before what zlib makes
const QString packedKey = QStringLiteral("zlib_base64");
constexpr std::size_t largestValue = 1024 * 1024;

} // namespace

const QString Journal::name = QStringLiteral("journal");

Journal Journal::make(hid_t group)
{
    const h5::Handle properties(h5::check(H5Pcreate(H5P_DATASET_CREATE), "journal"));
    h5::check(H5Pset_chunk(properties.id(), 1, &chunkBytes), "journal");
    const hsize_t none = 0;
    const hsize_t unlimited = H5S_UNLIMITED;
    const h5::Handle space(h5::check(H5Screate_simple(1, &none, &unlimited), "journal"));
    h5::Handle dataset(h5::check(H5Dcreate2(group, name.toUtf8().constData(), H5T_NATIVE_UINT8, space.id(), H5P_DEFAULT,
                                     properties.id(), H5P_DEFAULT),
        "journal"));
    h5::writeAttribute(dataset.id(), "description",
        QStringLiteral(
            "Lines of JSON (UTF-8): all documents of the run but its events, and values too long for their column. "
            "Long lines are packed as zlib_base64"));
    Journal journal;
    journal.m_dataset = h5::Dataset(std::move(dataset));
    return journal;
}

Journal Journal::open(hid_t group)
{
    Journal journal;
    journal.m_dataset = h5::Dataset(h5::open(group, name));
    journal.m_bytes = JournalReader(group).bytes();
    return journal;
}

void Journal::add(const QJsonObject& line)
{
    QByteArray json = QJsonDocument(line).toJson(QJsonDocument::Compact);
    if (json.size() > longLine) { // mostly names, again and again
        const QString packed = QString::fromLatin1(qCompress(json).mid(lengthBytes).toBase64());
        json = QJsonDocument(QJsonObject{{packedKey, packed}}).toJson(QJsonDocument::Compact);
    }
    m_waiting += json + '\n';
}

QJsonObject Journal::unpacked(const QJsonObject& line)
{
    const QJsonValue packed = line.value(packedKey);
    if (!packed.isString())
        return line;
    const QByteArray unknownLength(lengthBytes, '\0'); // before the zlib stream, and only a hint
    return QJsonDocument::fromJson(qUncompress(unknownLength + QByteArray::fromBase64(packed.toString().toLatin1())))
        .object();
}

void Journal::add(qint64 number, const scans::Document& document)
{
    QJsonObject line = DocumentCodec::encode(document);
    line.insert(QStringLiteral("n"), number);
    add(line);
}

void Journal::addValue(const QString& stream, hsize_t row, int key, const devices::Value& value)
{
    if (devices::elementCount(value) > largestValue)
        throw h5::Failure(QStringLiteral("a value of %1 elements came for a column made for fewer")
                              .arg(devices::elementCount(value)));
    add(QJsonObject{{QStringLiteral("stream"), stream}, {QStringLiteral("row"), static_cast<qint64>(row)},
        {QStringLiteral("key"), key}, {QStringLiteral("value"), encodeValue(value)}});
}

void Journal::flush()
{
    if (m_waiting.isEmpty())
        return;
    const auto count = static_cast<hsize_t>(m_waiting.size());
    const hsize_t size = m_bytes + count;
    h5::check(H5Dset_extent(m_dataset.id(), &size), "journal");
    const h5::Handle file(h5::check(H5Dget_space(m_dataset.id()), "journal"));
    h5::check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, &m_bytes, nullptr, &count, nullptr), "journal");
    const h5::Handle memory(h5::check(H5Screate_simple(1, &count, nullptr), "journal"));
    h5::check(H5Dwrite(m_dataset.id(), H5T_NATIVE_UINT8, memory.id(), file.id(), H5P_DEFAULT, m_waiting.constData()),
        "journal");
    h5::flush(m_dataset.id());
    m_bytes = size;
    m_waiting.clear();
}

} // namespace storage
