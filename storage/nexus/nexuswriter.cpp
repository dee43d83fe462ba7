#include "storage/nexus/nexuswriter.h"

#include "storage/catalogue/cataloguewriter.h"
#include "storage/hdf5/h5.h"
#include "storage/naming/fileplacer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

NexusWriter::NexusWriter(QString outputFolder, QString fileNameTemplate, Announce announce, h5::Compression compression)
    : m_folder(std::move(outputFolder))
    , m_template(std::move(fileNameTemplate))
    , m_announce(std::move(announce))
    , m_compression(compression)
{
}

Result<void> NexusWriter::consume(const scans::Document& document)
{
    return std::visit([this](const auto& pointer) { return handle(pointer); }, document);
}

NexusWriter::~NexusWriter()
{
    finishAbandoned();
}

Result<void> NexusWriter::handle(const scans::RunStartPtr& start)
{
    finishAbandoned();
    const auto pattern = NameTemplate::parse(m_template);
    const auto name = pattern ? pattern.value().expand({start.get(), nullptr, nullptr, {}, 0}) : pattern.error();
    if (!name)
        return name.error();
    const QString path = QDir::cleanPath(m_folder + QLatin1Char('/') + name.value());
    if (!QDir().mkpath(QFileInfo(path).path())) {
        return Error{ErrorCode::Io,
            QCoreApplication::translate("storage", "The folder %1 cannot be made.").arg(QFileInfo(path).path()), path};
    }
    Run& run = m_runs[start->uid];
    run.path = run.wanted = path;
    run.contents.start = start;
    return {};
}

Result<void> NexusWriter::handle(const scans::EventDescriptorPtr& descriptor)
{
    return keep(descriptor->runStart, descriptor);
}

Result<void> NexusWriter::handle(const scans::StreamResourcePtr& resource)
{
    return keep(resource->runStart, resource);
}

Result<void> NexusWriter::handle(const scans::StreamDatumPtr& datum)
{
    return keep(datum->resource->runStart, datum);
}

/// In the file, or until there is one.
Result<void> NexusWriter::keep(const QString& runUid, const scans::Document& document)
{
    const auto found = m_runs.find(runUid);
    if (found == m_runs.end()) {
        return Error{ErrorCode::Internal,
            QStringLiteral("a %1 came without its run").arg(scans::documentName(document)), runUid};
    }
    Run& run = found->second;
    if (run.file)
        return h5::guard(run.path, [&] { run.file->append(document); });
    run.contents.early.push_back(document);
    return {};
}

Result<void> NexusWriter::handle(const scans::EventPtr& event)
{
    const auto found = m_runs.find(event->descriptor->runStart);
    if (found != m_runs.end()) {
        Run& run = found->second;
        const QString& stream = event->descriptor->name;
        if (stream == QLatin1String("primary"))
            run.points = std::max(run.points, event->seqNum);
        // These come before the first point: the file waits for it, to know the columns.
        const bool early = stream == QLatin1String("baseline") || stream == QLatin1String("interruptions");
        if (auto made = run.file || early ? Result<void>() : makeFile(run, event); !made)
            return made;
    }
    return keep(event->descriptor->runStart, event);
}

Result<void> NexusWriter::announce(const Run& run, Stage stage) const
{
    return m_announce ? m_announce(run.contents.start->uid, run.path, stage) : Result<void>();
}

Result<void> NexusWriter::makeFile(Run& run, scans::EventPtr first)
{
    run.path = freeName(run.wanted, [](const QString& path) { return QFileInfo::exists(path); });
    if (auto told = announce(run, Stage::Begins); !told)
        return told;
    run.contents.first = std::move(first);
    auto made
        = h5::guard(run.path, [&] { run.file = std::make_unique<NexusFile>(run.path, run.contents, m_compression); });
    run.contents.first.reset();
    if (made) {
        run.contents.early.clear();
        return announce(run, Stage::Open);
    }
    if (const auto told = announce(run, Stage::Lost); !told)
        qWarning("%s", qPrintable(told.error().message));
    return made;
}

Result<void> NexusWriter::handle(const scans::RunStopPtr& stop)
{
    const auto run = m_runs.find(stop->runStart);
    if (run == m_runs.end())
        return {};
    run->second.stop = stop;
    auto finished = finish(run->second, *stop);
    if (finished)
        m_runs.erase(run);
    return finished;
}

Result<void> NexusWriter::finish(Run& run, const scans::RunStop& stop)
{
    if (!run.file) {
        if (auto made = makeFile(run, nullptr); !made)
            return made;
    }
    auto done = h5::guard(run.path, [&] { run.file->finish(stop); });
    return done ? announce(run, Stage::Complete) : done;
}

Result<void> NexusWriter::ready() const
{
    for (const auto& [uid, run] : m_runs) {
        if (run.file && !QFileInfo::exists(run.path)) {
            return Error{ErrorCode::Io,
                QCoreApplication::translate("storage", "The run file %1 cannot be reached any more.").arg(run.path),
                run.path};
        }
    }
    return {};
}

Result<void> NexusWriter::flush()
{
    for (auto& [uid, run] : m_runs) {
        if (!run.file)
            continue;
        if (auto flushed = h5::guard(run.path, [file = run.file.get()] { file->flush(); }); !flushed)
            return flushed;
    }
    return {};
}

void NexusWriter::abandon(const Error& reason)
{
    for (auto& [uid, run] : std::exchange(m_runs, {})) {
        if (!run.file)
            continue;
        const scans::RunStop stop = run.stop ? *run.stop : abandonedStop(uid, run.points, reason);
        m_unfinished.push_back({std::move(run), stop});
    }
    finishAbandoned();
}

/// A file that cannot be finished now, as its disk is full, is tried again later; at the latest when the program starts anew.
void NexusWriter::finishAbandoned()
{
    std::vector<Abandoned> left;
    for (Abandoned& each : std::exchange(m_unfinished, {})) {
        if (auto finished = finish(each.run, each.stop); !finished) {
            qWarning("%s", qPrintable(finished.error().message));
            left.push_back(std::move(each));
        }
    }
    m_unfinished = std::move(left);
}

} // namespace storage
