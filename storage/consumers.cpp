#include "storage/consumers.h"

#include "storage/catalogue/cataloguewriter.h"
#include "storage/nexus/nexuswriter.h"

namespace storage {

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
    return consumers;
}

} // namespace storage
