#include "storage/storage.h"

#include "storage/consumers.h"
#include "storage/nexus/orphan.h"
#include "storage/outputfolder.h"
#include "storage/verify/verifier.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <optional>
#include <utility>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

struct Storage::Private
{
    StorageOptions options;
    std::optional<Catalogue> catalogue;
    std::optional<PositionsStore> positions;
    std::vector<RunSummary> recovered;
    std::unique_ptr<Verifier> verifier; ///< longer than the writer, who asks it
    std::unique_ptr<WriterThread> writer;
};

namespace {

QString fileIn(const QString& folder, const char* name)
{
    return QDir(folder).filePath(QString::fromLatin1(name));
}

Result<void> mayWrite(const StorageOptions& options, bool thoroughly)
{
    for (const QString& folder : {options.outputFolder, options.databaseFolder}) {
        const auto able = thoroughly || !QFileInfo::exists(folder) ? OutputFolder::check(folder, options.reservedBytes)
                                                                   : OutputFolder::room(folder, options.reservedBytes);
        if (!able)
            return able;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Storage>> Storage::open(StorageOptions options)
{
    if (auto checked = runFileTemplate(options.fileNameTemplate); !checked)
        return checked.error();
    if (!QDir().mkpath(options.databaseFolder)) {
        return Error{ErrorCode::Io,
            QCoreApplication::translate("storage", "The folder %1 cannot be made.").arg(options.databaseFolder),
            options.databaseFolder};
    }
    auto parts = std::make_unique<Private>();
    parts->options = std::move(options);
    auto catalogue = Catalogue::open(fileIn(parts->options.databaseFolder, "catalogue.sqlite"));
    if (!catalogue)
        return catalogue.error();
    parts->catalogue.emplace(std::move(catalogue).value());
    auto positions = PositionsStore::open(fileIn(parts->options.databaseFolder, "positions.sqlite"));
    if (!positions)
        return positions.error();
    parts->positions.emplace(std::move(positions).value());
    // The writer's thread does not exist yet, so this one may touch the files of dead runs.
    auto recovered = parts->catalogue->recover(finishOrphan);
    if (!recovered)
        return recovered.error();
    parts->recovered = std::move(recovered).value();
    return std::unique_ptr<Storage>(new Storage(std::move(parts)));
}

Storage::Storage(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
    d->verifier = std::make_unique<Verifier>(cataloguePath());
    for (const RunSummary& run : d->recovered)
        d->verifier->look(run.uid);
    const auto make
        = [options = d->options, catalogue = cataloguePath(), verifier = d->verifier.get()](WriterThread& writer) {
              ConsumerContext context;
              context.outputFolder = options.outputFolder;
              context.fileNameTemplate = options.fileNameTemplate;
              context.cataloguePath = catalogue;
              const auto compression = h5::Compression::parse(options.compression, options.compressionLevel);
              context.compression = compression ? compression.value() : h5::Compression(); // preflight refuses runs
              context.files = options.files;
              context.fileComplete = [verifier](const QString& uid) { verifier->look(uid); };
              context.fileMade = [&writer](const QString& path) { writer.setFile(path); };
              return makeConsumers(context);
          };
    WriterOptions writer;
    writer.capacity = d->options.queueCapacity;
    writer.capacityBytes = d->options.queueBytes;
    writer.flushPeriod = d->options.flushPeriod;
    writer.flushDocuments = d->options.flushDocuments;
    writer.ready = [options = d->options](bool thoroughly) { return mayWrite(options, thoroughly); };
    d->writer = std::make_unique<WriterThread>(make, std::move(writer));
}

Storage::~Storage() = default;

const StorageOptions& Storage::options() const
{
    return d->options;
}

QString Storage::cataloguePath() const
{
    return fileIn(d->options.databaseFolder, "catalogue.sqlite");
}

QString Storage::positionsPath() const
{
    return fileIn(d->options.databaseFolder, "positions.sqlite");
}

scans::DocumentQueuePtr Storage::documentQueue() const
{
    return d->writer->queue();
}

Result<std::vector<NameTemplate>> Storage::names(const QJsonObject& metadata) const
{
    const auto columns = d->options.columnsOf ? d->options.columnsOf(metadata) : std::nullopt;
    std::vector<Result<NameTemplate>> parsed{runFileTemplate(d->options.fileNameTemplate)};
    for (const FileOutput& output : d->options.files)
        parsed.push_back(outputTemplate(output));
    std::vector<NameTemplate> names;
    for (const Result<NameTemplate>& name : parsed) {
        if (const auto able = name ? name.value().check(metadata, columns) : name.error(); !able)
            return able.error();
        names.push_back(name.value());
    }
    return names;
}

Result<QStringList> Storage::expectedFiles(const std::vector<QJsonObject>& runs)
{
    auto catalogue = Catalogue::open(cataloguePath()); // a connection of its own, as this may be any thread
    const auto first = catalogue ? catalogue.value().expectedScanId() : Result<qint64>(catalogue.error());
    if (!first)
        return first.error();
    QStringList files;
    scans::RunStart start;
    start.time = devices::now();
    start.scanId = first.value();
    for (const QJsonObject& metadata : runs) {
        start.metadata = metadata;
        const auto templates = names(metadata);
        if (!templates)
            return templates.error();
        for (const NameTemplate& name : templates.value()) {
            const auto path = name.preview({&start, nullptr, nullptr, {}, 0});
            if (!path)
                return path.error();
            files << QDir::cleanPath(d->options.outputFolder + QLatin1Char('/') + path.value());
        }
        ++start.scanId;
    }
    return files;
}

Result<void> Storage::preflight(const QJsonObject& metadata)
{
    if (const auto usable = h5::Compression::usable(d->options.compression, d->options.compressionLevel); !usable)
        return usable.error();
    if (const auto named = names(metadata); !named)
        return named.error();
    if (auto folder = OutputFolder::check(d->options.outputFolder, d->options.minimumFreeBytes); !folder)
        return folder;
    return OutputFolder::check(d->options.databaseFolder, 0);
}

qint64 Storage::nextScanId()
{
    // A connection of its own, as this may be any thread; once per run, about a millisecond.
    auto catalogue = Catalogue::open(cataloguePath());
    const auto id = catalogue ? catalogue.value().nextScanId() : Result<qint64>(catalogue.error());
    if (id)
        return id.value();
    qWarning("%s", qPrintable(id.error().message)); // the catalogue's writer fails the run with the same reason
    return 0;
}

Catalogue& Storage::catalogue()
{
    return *d->catalogue;
}

PositionsStore& Storage::positions()
{
    return *d->positions;
}

const std::vector<RunSummary>& Storage::recovered() const
{
    return d->recovered;
}

void Storage::setWriterListener(std::function<void(const WriterStatus&)> listener)
{
    d->writer->setListener(std::move(listener));
}

bool Storage::awaitVerification(std::chrono::milliseconds timeout)
{
    return d->verifier->drain(timeout);
}

Result<void> Storage::drain(std::chrono::milliseconds timeout)
{
    return d->writer->drain(timeout);
}

} // namespace storage
