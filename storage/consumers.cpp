#include "storage/consumers.h"

#include "storage/catalogue/cataloguewriter.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/text/delimited.h"
#include "storage/text/jsonlines.h"
#include "storage/text/specfile.h"
#include "storage/text/xdi.h"
#include "storage/tiff/tiffformat.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace storage {

using devices::Error;
using devices::ErrorCode;

const std::vector<FileFormat>& fileFormats()
{
    static const std::vector<FileFormat> formats{
        csvFormat(),
        tsvFormat(),
        jsonLinesFormat(),
        specFormat(),
        xdiFormat(),
        tiffFormat(),
        tiffStackFormat(),
    };
    return formats;
}

devices::Result<FileFormat> findFileFormat(const QString& id)
{
    const auto& formats = fileFormats();
    const auto found
        = std::find_if(formats.cbegin(), formats.cend(), [&id](const FileFormat& format) { return format.id == id; });
    if (found != formats.cend())
        return *found;
    QStringList known;
    for (const FileFormat& format : formats)
        known << format.id;
    return Error{ErrorCode::BadValue,
        QCoreApplication::translate("storage", "There is no file format \"%1\"; there are: %2.")
            .arg(id, known.join(QStringLiteral(", "))),
        id};
}

namespace {

Error tooFine(const NameTemplate& name, const QString& format)
{
    return {ErrorCode::BadValue,
        QCoreApplication::translate(
            "storage", "The file name template \"%1\" names parts of a run, but a %2 file holds all of them.")
            .arg(name.pattern(), format),
        name.pattern()};
}

Error tooCoarse(const NameTemplate& name, const QString& format)
{
    return {ErrorCode::BadValue,
        QCoreApplication::translate("storage",
            "The file name template \"%1\" gives all %2 files of a run one name; {event.seq_num} or {index} makes them "
            "differ.")
            .arg(name.pattern(), format),
        name.pattern()};
}

} // namespace

devices::Result<NameTemplate> runFileTemplate(const QString& pattern)
{
    auto name = NameTemplate::parse(pattern);
    if (name && name.value().level() != NameLevel::Run)
        return tooFine(name.value(), QStringLiteral("run"));
    return name;
}

devices::Result<NameTemplate> outputTemplate(const FileOutput& output)
{
    const auto format = findFileFormat(output.format);
    if (!format)
        return format.error();
    auto name = NameTemplate::parse(output.nameTemplate.isEmpty() ? format.value().defaultName : output.nameTemplate);
    if (name && name.value().level() > format.value().level)
        return tooFine(name.value(), output.format);
    if (name && name.value().level() < format.value().coarsest)
        return tooCoarse(name.value(), output.format);
    return name;
}

devices::Result<std::unique_ptr<DocumentConsumer>> makeFileConsumer(const QString& format, FileDestination destination)
{
    auto name = outputTemplate({format, destination.nameTemplate});
    if (!name)
        return name.error();
    const auto found = findFileFormat(format);
    return found.value().make(FilePlacer(std::move(destination), std::move(name).value()));
}

devices::Result<WriterThread::Consumers> makeConsumers(const ConsumerContext& context)
{
    auto catalogue = CatalogueWriter::make(context.cataloguePath);
    if (!catalogue)
        return catalogue.error();
    CatalogueWriter* runs = catalogue.value().get();
    const auto announce = [runs, tell = context.fileMade, complete = context.fileComplete](const QString& uid,
                              const QString& path, NexusWriter::Stage stage) -> devices::Result<void> {
        if (stage == NexusWriter::Stage::Open) { // the catalogue knows it since it began
            if (tell)
                tell(path);
            return {};
        }
        const bool lost = stage == NexusWriter::Stage::Lost;
        auto known = runs->setFile(uid, lost ? QStringLiteral("") : path, stage == NexusWriter::Stage::Begins);
        if (known && complete && stage == NexusWriter::Stage::Complete)
            complete(uid);
        return known;
    };

    WriterThread::Consumers consumers;
    consumers.push_back(std::move(catalogue).value()); // first: a run is listed even if its file cannot be made
    consumers.push_back(
        std::make_unique<NexusWriter>(context.outputFolder, context.fileNameTemplate, announce, context.compression));
    for (const FileOutput& output : context.files) {
        auto made = makeFileConsumer(
            output.format, {context.outputFolder, output.nameTemplate, IfExists::NextName, false, {}});
        if (!made)
            return made.error();
        consumers.push_back(std::move(made).value());
    }
    return consumers;
}

} // namespace storage
