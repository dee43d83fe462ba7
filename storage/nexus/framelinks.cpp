#include "storage/nexus/framelinks.h"

#include "storage/hdf5/h5.h"
#include "storage/nexus/externalfile.h"

#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace storage {

using scans::Document;

namespace {

/// Consecutive frames of one file.
struct Span
{
    scans::StreamResourcePtr resource;
    qint64 start = 0;
    qint64 stop = 0;
};

/// One column whose values stand in files.
struct Frames
{
    QString stream;
    QString object;
    std::vector<Span> spans;

    hsize_t count() const
    {
        qint64 sum = 0;
        for (const Span& span : spans)
            sum += span.stop - span.start;
        return static_cast<hsize_t>(sum);
    }
};

QString objectOf(const scans::EventDescriptor& descriptor, const QString& key)
{
    const auto found = std::find_if(descriptor.external.cbegin(), descriptor.external.cend(),
        [&key](const devices::DataKey& each) { return each.name == key; });
    return found == descriptor.external.cend() ? key : found->objectName;
}

/// By key.
std::map<QString, Frames> framesOf(const std::map<qint64, Document>& documents)
{
    std::map<QString, Frames> all;
    for (const auto& [number, document] : documents) {
        const auto* pointer = std::get_if<scans::StreamDatumPtr>(&document);
        if (pointer == nullptr)
            continue;
        const scans::StreamDatum& datum = **pointer;
        Frames& frames = all[datum.resource->dataKey];
        frames.stream = datum.descriptor->name;
        frames.object = objectOf(*datum.descriptor, datum.resource->dataKey);
        std::vector<Span>& spans = frames.spans;
        if (!spans.empty() && spans.back().resource == datum.resource && spans.back().stop == datum.indices.start)
            spans.back().stop = datum.indices.stop;
        else
            spans.push_back({datum.resource, datum.indices.start, datum.indices.stop});
    }
    return all;
}

class FrameLinker
{
public:
    FrameLinker(hid_t file, const QString& runPath, QString key, const Frames& frames)
        : m_file(file)
        , m_folder(QFileInfo(runPath).path())
        , m_key(std::move(key))
        , m_frames(frames)
    {
    }

    void link();

private:
    void listFiles(hid_t group);
    void linkWhole(hid_t group, const QString& name, const ExternalFile& source) const;
    void linkEach(hid_t group) const;
    void mapVirtually(hid_t group, const ExternalFile::Layout& layout) const;
    void makeData(hid_t group) const;
    std::optional<ExternalFile::Layout> layout() const;

    hid_t m_file;
    QString m_folder;
    QString m_key;
    const Frames& m_frames;
};

void FrameLinker::link()
{
    const h5::Handle instrument = h5::open(m_file, QStringLiteral("entry/instrument"));
    const QString object = h5::linkName(m_frames.object);
    const h5::Handle group = h5::exists(instrument.id(), object) ? h5::open(instrument.id(), object)
                                                                 : h5::makeGroup(instrument.id(), object, "NXdetector");
    const QString name = h5::linkName(m_key);
    if (h5::exists(group.id(), name) || h5::exists(group.id(), name + QStringLiteral("_files")))
        return; // done before
    const ExternalFile first(*m_frames.spans.front().resource);
    if (!first.isHdf5())
        return listFiles(group.id());
    const auto known = layout();
    if (!known)
        return linkEach(group.id());
    if (m_frames.spans.size() == 1 && m_frames.spans.front().start == 0 && m_frames.count() == known->shape.front())
        linkWhole(group.id(), name, first);
    else
        mapVirtually(group.id(), *known);
    makeData(group.id());
}

/// That of all files, if they can be read and are alike.
std::optional<ExternalFile::Layout> FrameLinker::layout() const
{
    std::optional<ExternalFile::Layout> common;
    try {
        for (const Span& span : m_frames.spans) {
            ExternalFile::Layout each = ExternalFile(*span.resource).layout();
            const bool alike = !common
                || std::equal(
                    common->shape.cbegin() + 1, common->shape.cend(), each.shape.cbegin() + 1, each.shape.cend());
            if (!alike || static_cast<hsize_t>(span.stop) > each.shape.front())
                return std::nullopt;
            common = std::move(each);
        }
    } catch (const h5::Failure& failure) {
        qWarning("%s: %s", qPrintable(m_key), failure.what()); // verification tells the user
        return std::nullopt;
    }
    return common;
}

void FrameLinker::listFiles(hid_t group)
{
    QStringList uris;
    for (const Span& span : m_frames.spans)
        uris << span.resource->uri;
    uris.removeDuplicates();
    h5::makeText(group, h5::linkName(m_key) + QStringLiteral("_files"), uris.join(QLatin1Char('\n')));
}

void FrameLinker::linkWhole(hid_t group, const QString& name, const ExternalFile& source) const
{
    h5::check(H5Lcreate_external(source.pathFrom(m_folder).toUtf8().constData(), source.dataset().toUtf8().constData(),
                  group, name.toUtf8().constData(), H5P_DEFAULT, H5P_DEFAULT),
        "link to frames");
}

void FrameLinker::linkEach(hid_t group) const
{
    scans::StreamResourcePtr last;
    for (const Span& span : m_frames.spans) {
        if (std::exchange(last, span.resource) != span.resource)
            linkWhole(group, h5::unusedName(group, h5::linkName(m_key)), ExternalFile(*span.resource));
    }
}

void FrameLinker::mapVirtually(hid_t group, const ExternalFile::Layout& layout) const
{
    std::vector<hsize_t> shape = layout.shape;
    shape.front() = m_frames.count();
    const auto rank = static_cast<int>(shape.size());
    const h5::Handle space(h5::check(H5Screate_simple(rank, shape.data(), nullptr), "frames"));
    const h5::Handle properties(h5::check(H5Pcreate(H5P_DATASET_CREATE), "frames"));
    std::vector<hsize_t> to(shape.size(), 0);
    for (const Span& span : m_frames.spans) {
        const ExternalFile source(*span.resource);
        const ExternalFile::Layout own = source.layout();
        std::vector<hsize_t> count = shape;
        count.front() = static_cast<hsize_t>(span.stop - span.start);
        std::vector<hsize_t> from(shape.size(), 0);
        from.front() = static_cast<hsize_t>(span.start);
        const h5::Handle frames(h5::check(H5Screate_simple(rank, own.shape.data(), nullptr), "frames"));
        h5::check(
            H5Sselect_hyperslab(frames.id(), H5S_SELECT_SET, from.data(), nullptr, count.data(), nullptr), "frames");
        h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, to.data(), nullptr, count.data(), nullptr), "frames");
        h5::check(H5Pset_virtual(properties.id(), space.id(), source.pathFrom(m_folder).toUtf8().constData(),
                      source.dataset().toUtf8().constData(), frames.id()),
            "frames");
        to.front() += count.front();
    }
    const h5::Handle dataset(h5::check(H5Dcreate2(group, h5::linkName(m_key).toUtf8().constData(), layout.type.id(),
                                           space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
        "frames"));
}

/// As frames that the run file holds itself: against the axis of the points, if each has one.
void FrameLinker::makeData(hid_t group) const
{
    const QString measured = QStringLiteral("entry/measurement");
    if (m_frames.stream != QLatin1String("primary") || !h5::exists(m_file, measured))
        return;
    const h5::Handle measurement = h5::open(m_file, measured);
    QString axis = QStringLiteral("time");
    if (h5::exists(m_file, QStringLiteral("entry/data"))) {
        const QStringList axes = h5::readAttributeList(h5::open(m_file, QStringLiteral("entry/data")).id(), "axes");
        if (axes.size() == 1 && h5::exists(measurement.id(), axes.constFirst()))
            axis = axes.constFirst();
    }
    if (h5::shapeOf(h5::open(measurement.id(), axis).id()).front() != m_frames.count())
        return;
    const h5::Handle entry = h5::open(m_file, QStringLiteral("entry"));
    const QString name = h5::linkName(m_key);
    const h5::Handle data
        = h5::makeGroup(entry.id(), h5::unusedName(entry.id(), QStringLiteral("data_") + name), "NXdata");
    // Soft: a link to a link in another file cannot be hard.
    const QString target = QStringLiteral("/entry/instrument/%1/%2").arg(h5::linkName(m_frames.object), name);
    h5::check(
        H5Lcreate_soft(target.toUtf8().constData(), data.id(), name.toUtf8().constData(), H5P_DEFAULT, H5P_DEFAULT),
        "link to frames");
    h5::link(measurement.id(), axis, data.id(), axis);
    QStringList axes{axis};
    const h5::Handle frames = h5::open(group, name);
    while (axes.size() < static_cast<qsizetype>(h5::shapeOf(frames.id()).size()))
        axes << QStringLiteral(".");
    h5::writeAttribute(data.id(), "signal", name);
    h5::writeAttribute(data.id(), "axes", axes);
    h5::writeAttribute(data.id(), (axis + QStringLiteral("_indices")).toUtf8().constData(), 0);
    if (H5Aexists(entry.id(), "default") <= 0)
        h5::writeAttribute(entry.id(), "default", QStringLiteral("data_") + name);
}

} // namespace

void linkFrames(hid_t file, const QString& runPath, const std::map<qint64, Document>& documents)
{
    for (const auto& [key, frames] : framesOf(documents))
        FrameLinker(file, runPath, key, frames).link();
}

} // namespace storage
