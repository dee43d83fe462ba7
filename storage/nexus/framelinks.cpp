#include "storage/nexus/framelinks.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"
#include "storage/nexus/arrayplot.h"
#include "storage/nexus/externalfile.h"

#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace storage {

using scans::Document;

namespace {

const QString filesSuffix = QStringLiteral("_files");

/// The frames of consecutive points in one file.
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
    std::vector<qint64> shape; ///< of one point, as described
    std::vector<scans::StreamResourcePtr> files;
    std::vector<Span> spans;

    hsize_t perPoint() const { return ExternalFile(*files.front()).framesPerPoint(); }

    hsize_t points() const
    {
        qint64 sum = 0;
        for (const Span& span : spans)
            sum += span.stop - span.start;
        return static_cast<hsize_t>(sum);
    }
};

/// By key.
using FramesByKey = std::map<QString, Frames>;

void describe(FramesByKey& all, const scans::EventDescriptor& descriptor)
{
    for (const devices::DataKey& key : descriptor.external) {
        Frames& frames = all[key.name];
        frames.stream = descriptor.name;
        frames.object = key.objectName;
        frames.shape = key.shape;
    }
}

void add(Frames& frames, const scans::StreamDatum& datum)
{
    std::vector<Span>& spans = frames.spans;
    if (!spans.empty() && spans.back().resource == datum.resource && spans.back().stop == datum.indices.start)
        spans.back().stop = datum.indices.stop;
    else
        spans.push_back({datum.resource, datum.indices.start, datum.indices.stop});
}

FramesByKey framesOf(const std::vector<Document>& documents)
{
    FramesByKey all;
    for (const Document& document : documents) {
        if (const auto* descriptor = std::get_if<scans::EventDescriptorPtr>(&document))
            describe(all, **descriptor);
        else if (const auto* resource = std::get_if<scans::StreamResourcePtr>(&document))
            all[(*resource)->dataKey].files.push_back(*resource);
        else if (const auto* datum = std::get_if<scans::StreamDatumPtr>(&document))
            add(all[(*datum)->resource->dataKey], **datum);
    }
    std::erase_if(all, [](const auto& each) { return each.second.files.empty(); });
    return all;
}

class FrameLinker
{
public:
    FrameLinker(hid_t file, const QString& runPath, const QString& key, const Frames& frames)
        : m_file(file)
        , m_entry(h5::open(file, QStringLiteral("entry")))
        , m_folder(QFileInfo(runPath).path())
        , m_name(h5::linkName(key))
        , m_object(h5::linkName(frames.object.isEmpty() ? key : frames.object))
        , m_frames(frames)
    {
    }

    void begin();
    void finish();

private:
    h5::Handle group() const;
    void clear(hid_t group) const;
    void listFiles(hid_t group) const;
    void linkWhole(hid_t group, const QString& name, const ExternalFile& source) const;
    void linkEach(hid_t group) const;
    void mapVirtually(hid_t group, const ExternalFile::Layout& layout) const;
    std::size_t described() const;
    QString axis() const;
    void plot(const QString& axis, std::size_t rank) const;
    std::optional<ExternalFile::Layout> layout() const;

    const hid_t m_file;
    const h5::Handle m_entry;
    const QString m_folder;
    const QString m_name;
    const QString m_object;
    const Frames& m_frames;
};

h5::Handle FrameLinker::group() const
{
    const h5::Handle instrument = h5::open(m_entry.id(), QStringLiteral("instrument"));
    return h5::exists(instrument.id(), m_object) ? h5::open(instrument.id(), m_object)
                                                 : h5::makeGroup(instrument.id(), m_object, "NXdetector");
}

/// While the run goes on nothing can be made in its file: the detector's whole dataset has to do.
void FrameLinker::begin()
{
    const h5::Handle detector = group();
    const ExternalFile first(*m_frames.files.front());
    if (!first.isHdf5() || h5::exists(detector.id(), m_name))
        return;
    linkWhole(detector.id(), m_name, first);
    if (m_frames.perPoint() > 1)
        return; // the detector's frames are not in step with the points
    const QString along = axis();
    if (const std::size_t rank = described(); !along.isEmpty() && rank > 0)
        plot(along, rank);
}

void FrameLinker::finish()
{
    const h5::Handle detector = group();
    clear(detector.id());
    if (h5::exists(detector.id(), m_name))
        return; // a column of its own
    const ExternalFile first(*m_frames.files.front());
    if (!first.isHdf5())
        return listFiles(detector.id());
    const auto known = layout();
    if (!known || m_frames.spans.empty())
        return linkEach(detector.id());
    const hsize_t points = m_frames.points();
    const bool inStep = m_frames.perPoint() == 1;
    if (inStep && m_frames.spans.size() == 1 && m_frames.spans.front().start == 0 && points == known->shape.front())
        linkWhole(detector.id(), m_name, first);
    else
        mapVirtually(detector.id(), *known);
    const QString along = axis();
    const QString column = QStringLiteral("measurement/") + along;
    if (!along.isEmpty() && h5::shapeOf(h5::open(m_entry.id(), column).id()).front() == points)
        plot(along, known->shape.size() - (inStep ? 1 : 0));
}

/// What begin() made, or another finish().
void FrameLinker::clear(hid_t group) const
{
    ArrayPlot::drop(m_entry.id(), m_name);
    for (const QString& name : h5::children(group)) {
        bool numbered = false;
        if (name.startsWith(m_name + QLatin1Char('_')))
            name.mid(m_name.size() + 1).toInt(&numbered);
        if ((name == m_name || numbered) && h5::isOutsideLink(group, name))
            h5::remove(group, name);
        else if (name == m_name && ExternalFile::isVirtual(group, name))
            h5::remove(group, name);
    }
    if (h5::exists(group, m_name + filesSuffix))
        h5::remove(group, m_name + filesSuffix);
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
            if (!alike || static_cast<hsize_t>(span.stop) * m_frames.perPoint() > each.shape.front())
                return std::nullopt;
            common = std::move(each);
        }
    } catch (const h5::Failure& failure) {
        qWarning("%s: %s", qPrintable(m_name), failure.what()); // verification tells the user
        return std::nullopt;
    }
    return common;
}

void FrameLinker::listFiles(hid_t group) const
{
    QStringList uris;
    for (const scans::StreamResourcePtr& file : m_frames.files)
        uris << file->uri;
    uris.removeDuplicates();
    h5::makeText(group, m_name + filesSuffix, uris.join(QLatin1Char('\n')));
}

void FrameLinker::linkWhole(hid_t group, const QString& name, const ExternalFile& source) const
{
    h5::linkOutside(source.pathFrom(m_folder), source.dataset(), group, name);
}

void FrameLinker::linkEach(hid_t group) const
{
    for (const scans::StreamResourcePtr& file : m_frames.files)
        linkWhole(group, h5::unusedName(group, m_name), ExternalFile(*file));
}

/// [points, frame…], or [points, frames of a point, frame…].
void FrameLinker::mapVirtually(hid_t group, const ExternalFile::Layout& layout) const
{
    const hsize_t perPoint = m_frames.perPoint();
    std::vector<hsize_t> shape = layout.shape;
    shape.front() = m_frames.points();
    if (perPoint > 1)
        shape.insert(shape.begin() + 1, perPoint);
    const auto rank = static_cast<int>(shape.size());
    const h5::Handle space(h5::check(H5Screate_simple(rank, shape.data(), nullptr), "frames"));
    const h5::Handle properties(h5::check(H5Pcreate(H5P_DATASET_CREATE), "frames"));
    std::vector<hsize_t> to(shape.size(), 0);
    for (const Span& span : m_frames.spans) {
        const ExternalFile source(*span.resource);
        const std::vector<hsize_t> own = source.layout().shape;
        std::vector<hsize_t> count = shape;
        count.front() = static_cast<hsize_t>(span.stop - span.start);
        std::vector<hsize_t> taken = own;
        taken.front() = count.front() * perPoint;
        std::vector<hsize_t> from(own.size(), 0);
        from.front() = static_cast<hsize_t>(span.start) * perPoint;
        const h5::Handle frames(
            h5::check(H5Screate_simple(static_cast<int>(own.size()), own.data(), nullptr), "frames"));
        h5::check(
            H5Sselect_hyperslab(frames.id(), H5S_SELECT_SET, from.data(), nullptr, taken.data(), nullptr), "frames");
        h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, to.data(), nullptr, count.data(), nullptr), "frames");
        h5::check(H5Pset_virtual(properties.id(), space.id(), source.pathFrom(m_folder).toUtf8().constData(),
                      source.dataset().toUtf8().constData(), frames.id()),
            "frames");
        to.front() += count.front();
    }
    const h5::Handle dataset(h5::check(H5Dcreate2(group, m_name.toUtf8().constData(), layout.type.id(), space.id(),
                                           H5P_DEFAULT, properties.id(), H5P_DEFAULT),
        "frames"));
}

/// The rank of one frame, if it was told: detectors that take several for a point tell so first.
std::size_t FrameLinker::described() const
{
    const std::size_t rank = m_frames.shape.size();
    const bool counted = m_frames.files.front()->parameters.contains(QLatin1String("frame_per_point"));
    return counted && rank > 0 ? rank - 1 : rank;
}

/// The column that frames are plotted along; empty where there is none.
QString FrameLinker::axis() const
{
    if (m_frames.stream != QLatin1String("primary") || !h5::exists(m_entry.id(), QStringLiteral("measurement")))
        return {};
    const h5::Handle measurement = h5::open(m_entry.id(), QStringLiteral("measurement"));
    if (h5::exists(m_entry.id(), QStringLiteral("data"))) {
        const QStringList axes = h5::readAttributeList(h5::open(m_entry.id(), QStringLiteral("data")).id(), "axes");
        if (axes.size() == 1 && h5::exists(measurement.id(), axes.constFirst()))
            return axes.constFirst();
    }
    return QStringLiteral("time");
}

/// As of frames that the run file holds itself.
void FrameLinker::plot(const QString& axis, std::size_t rank) const
{
    const ArrayPlot plot{m_name, QStringLiteral("/entry/instrument/%1/%2").arg(m_object, m_name), true, axis, rank, {}};
    const QString group = plot.make(m_entry.id());
    if (H5Aexists(m_entry.id(), "default") <= 0)
        h5::writeAttribute(m_entry.id(), "default", group);
}

} // namespace

void beginFrameLinks(hid_t file, const QString& runPath, const std::vector<Document>& documents)
{
    for (const auto& [key, frames] : framesOf(documents))
        FrameLinker(file, runPath, key, frames).begin();
}

void linkFrames(hid_t file, const QString& runPath, const std::vector<Document>& documents)
{
    for (const auto& [key, frames] : framesOf(documents))
        FrameLinker(file, runPath, key, frames).finish();
}

} // namespace storage
