#include "storage/tiff/tiffrun.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/externalfile.h"
#include "storage/text/numbercolumns.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace storage {

using devices::DataKey;
using devices::Result;

namespace {

/// TIFF knows ASCII only.
QByteArray asciiJson(const QJsonObject& object)
{
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QByteArray ascii;
    for (const QChar c : json) {
        if (c.unicode() < 0x80)
            ascii += c.toLatin1();
        else
            ascii += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return ascii;
}

std::shared_ptr<scans::Event> withoutArrays(const scans::Event& event)
{
    auto light = std::make_shared<scans::Event>(event);
    for (devices::Reading& reading : light->data) {
        if (devices::isArray(reading.value))
            reading.value = {};
    }
    return light;
}

const DataKey* externalKey(const scans::EventDescriptor& descriptor, const QString& name)
{
    const auto found = std::find_if(descriptor.external.cbegin(), descriptor.external.cend(),
        [&name](const DataKey& key) { return key.name == name; });
    return found == descriptor.external.cend() ? nullptr : &*found;
}

Pixels pixelsOf(const ExternalFile::Frames& frames)
{
    const bool isFloat = H5Tget_class(frames.type.id()) == H5T_FLOAT;
    if (!isFloat && H5Tget_class(frames.type.id()) != H5T_INTEGER)
        throw h5::Failure(QStringLiteral("its frames are no numbers"));
    const bool isSigned = !isFloat && H5Tget_sign(frames.type.id()) == H5T_SGN_2;
    const auto numbers = isFloat ? Pixels::Numbers::Float
        : isSigned               ? Pixels::Numbers::Signed
                                 : Pixels::Numbers::Unsigned;
    return {numbers, H5Tget_size(frames.type.id()), frames.pixels};
}

std::vector<Picture> picturesOf(const ExternalFile::Frames& frames)
{
    Pixels pixels = pixelsOf(frames);
    const std::span<const char> all = pixels.bytes;
    const std::vector<qint64> shape(frames.shape.cbegin() + 1, frames.shape.cend());
    const std::size_t bytes = all.size() / frames.shape.front();
    std::vector<Picture> pictures;
    for (std::size_t at = 0; bytes > 0 && at < all.size(); at += bytes) {
        pixels.bytes = all.subspan(at, bytes);
        const std::vector<Picture> one = storage::picturesOf(pixels, shape);
        pictures.insert(pictures.end(), one.cbegin(), one.cend());
    }
    return pictures;
}

} // namespace

TiffRun::TiffRun(std::shared_ptr<FilePlacer> placer, scans::RunStartPtr start)
    : m_placer(std::move(placer))
    , m_start(std::move(start))
{
}

QByteArray TiffRun::Image::description() const
{
    QJsonObject about{{QStringLiteral("run_uid"), context.start->uid},
        {QStringLiteral("scan_id"), context.start->scanId}, {QStringLiteral("stream"), stream},
        {QStringLiteral("column"), context.column}, {QStringLiteral("seq_num"), context.event->seqNum},
        {QStringLiteral("time"), devices::toEpochSeconds(context.event->time)}};
    QJsonObject data;
    const auto& keys = context.event->descriptor->keys;
    for (std::size_t i = 0; i < std::min(keys.size(), context.event->data.size()); ++i) {
        const devices::Value& value = context.event->data[i].value;
        if (!devices::isArray(value) && !devices::isNull(value))
            data.insert(keys[i].name, devices::toJson(value));
    }
    about.insert(QStringLiteral("data"), data);
    return asciiJson(about);
}

/// What a name must tell besides the template, as the run has several columns of images.
QString TiffRun::additionFor(const scans::EventDescriptor& descriptor, const QString& column) const
{
    const NameTemplate& name = m_placer->name();
    const auto images = std::count_if(descriptor.keys.cbegin(), descriptor.keys.cend(), isImage)
        + static_cast<std::ptrdiff_t>(descriptor.external.size());
    const auto part
        = [](const QString& text) { return QLatin1Char('_') + NameFormat().apply(text).value_or(QString()); };
    QString addition;
    if (descriptor.name != QLatin1String("primary") && !name.uses(QStringLiteral("descriptor.name")))
        addition += part(descriptor.name);
    if (images > 1 && !name.uses(QStringLiteral("column")))
        addition += part(column);
    return addition;
}

Result<void> TiffRun::hand(const scans::Event& event, const DataKey& key, std::vector<Picture> pages)
{
    const scans::EventDescriptor& descriptor = *event.descriptor;
    Image image;
    image.context = {m_start.get(), &descriptor, &event, key.name, m_images + 1};
    image.stream = descriptor.name;
    image.addition = additionFor(descriptor, key.name);
    if (!m_placer->dry())
        image.pages = std::move(pages);
    auto stored = store(image);
    m_images += stored ? 1 : 0;
    return stored;
}

Result<void> TiffRun::take(const scans::EventPtr& event)
{
    const scans::EventDescriptor& descriptor = *event->descriptor;
    if (!descriptor.external.empty())
        m_points[{descriptor.name, event->seqNum}] = withoutArrays(*event);
    if (std::exchange(m_event, event->uid) != event->uid)
        m_columnsDone = 0;
    for (; m_columnsDone < std::min(descriptor.keys.size(), event->data.size()); ++m_columnsDone) {
        const DataKey& key = descriptor.keys[m_columnsDone];
        const auto pixels = isImage(key) ? storage::pixelsOf(event->data[m_columnsDone].value) : std::nullopt;
        if (!pixels)
            continue;
        if (auto handed = hand(*event, key, picturesOf(*pixels, key.shape)); !handed)
            return handed;
    }
    return {};
}

/// They are read when the run ends: before, the detector may not have brought them to the disk.
Result<void> TiffRun::take(const scans::StreamDatumPtr& datum)
{
    if (!ExternalFile(*datum->resource).isHdf5())
        return {};
    auto& images = m_inFiles[{datum->descriptor->name, datum->resource->dataKey}];
    const qint64 count
        = std::min(datum->seqNums.stop - datum->seqNums.start, datum->indices.stop - datum->indices.start);
    for (qint64 i = 0; i < count; ++i)
        images[static_cast<int>(datum->seqNums.start + i)] = {datum, datum->indices.start + i};
    return {};
}

Result<void> TiffRun::take(const scans::RunStopPtr& /*stop*/)
{
    std::size_t number = 0;
    for (const auto& [column, images] : m_inFiles) {
        for (const auto& [seqNum, place] : images) {
            if (number++ < m_filesDone)
                continue; // when the disk was full
            const DataKey* key = externalKey(*place.datum->descriptor, column.second);
            if (auto handed = key != nullptr ? handFromFile(*key, seqNum, place) : Result<void>(); !handed)
                return handed;
            ++m_filesDone;
        }
    }
    m_placer->forget(m_start->uid);
    return {};
}

Result<void> TiffRun::handFromFile(const DataKey& key, int seqNum, const InFile& place)
{
    scans::Event nameless;
    nameless.descriptor = place.datum->descriptor;
    nameless.seqNum = seqNum;
    nameless.time = place.datum->descriptor->time;
    const auto point = m_points.find({place.datum->descriptor->name, seqNum});
    const scans::Event& event = point == m_points.end() ? nameless : *point->second;
    if (m_placer->dry())
        return hand(event, key, {});
    const ExternalFile file(*place.datum->resource);
    Result<void> handed;
    const auto read = h5::guard(file.path(), [&] {
        const hsize_t perPoint = file.framesPerPoint();
        const ExternalFile::Frames frames = file.readFrames(static_cast<hsize_t>(place.index) * perPoint, perPoint);
        handed = hand(event, key, picturesOf(frames));
    });
    return read ? handed : read;
}

} // namespace storage
