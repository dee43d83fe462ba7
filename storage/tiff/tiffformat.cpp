#include "storage/tiff/tiffformat.h"

#include "storage/text/perrunconsumer.h"
#include "storage/tiff/tiffpages.h"
#include "storage/tiff/tiffrun.h"
#include "storage/tiff/wholefile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace storage {

using devices::Result;

namespace {

QString partOf(const QString& stream, const QString& column)
{
    return stream + QLatin1Char('/') + column;
}

class TiffSeries : public TiffRun
{
public:
    using TiffRun::TiffRun;

private:
    Result<void> store(const Image& image) override;
};

/// A point that is measured again replaces its file.
Result<void> TiffSeries::store(const Image& image)
{
    const QString part
        = partOf(image.stream, image.context.column) + QLatin1Char('/') + QString::number(image.context.event->seqNum);
    const auto place = placer().placePart(image.context, part, image.addition);
    if (!place)
        return place.error();
    if (placer().dry())
        return {};
    constexpr std::size_t classicBytes = 3'900'000'000; // with room for the rest below 4 GiB
    std::size_t bytes = 0;
    for (const Picture& page : image.pages)
        bytes += page.pixels.bytes.size();
    TiffPages file(bytes > classicBytes ? TiffPages::Kind::Big : TiffPages::Kind::Classic);
    for (const Picture& page : image.pages) {
        if (auto added = file.add(page, image.description()); !added)
            return added;
    }
    return writeWhole(place.value().path, file.store().tail(), place.value().replace);
}

class TiffStack : public TiffRun
{
public:
    using TiffRun::TiffRun;

    Result<void> ready() const override;

private:
    struct File
    {
        FilePlacer::Place place;
        std::unique_ptr<TiffPages> pages;
        bool waits = false; ///< a page that the disk has not got
    };

    Result<void> store(const Image& image) override;
    static Result<void> add(File& file, const Image& image);

    std::map<QString, File> m_files; ///< by stream and column
};

Result<void> TiffStack::store(const Image& image)
{
    const QString part = partOf(image.stream, image.context.column);
    File& file = m_files[part];
    if (file.place.path.isEmpty()) {
        const auto place = placer().placePart(image.context, part, image.addition);
        if (!place)
            return place.error();
        file.place = place.value();
        if (!placer().dry())
            file.pages = std::make_unique<TiffPages>(TiffPages::Kind::Big);
    }
    return file.pages ? add(file, image) : Result<void>();
}

/// After an error the page waits in memory, and only has to be brought to the disk.
Result<void> TiffStack::add(File& file, const Image& image)
{
    for (const Picture& page : std::exchange(file.waits, true) ? std::vector<Picture>() : image.pages) {
        if (auto added = file.pages->add(page, image.description()); !added)
            return added;
    }
    PageStore& store = file.pages->store();
    auto written = store.path().isEmpty() ? store.create(file.place.path, file.place.replace) : store.commit();
    file.waits = !written;
    return written;
}

Result<void> TiffStack::ready() const
{
    for (const auto& [part, file] : m_files) {
        if (!file.pages || file.pages->store().path().isEmpty() || QFileInfo::exists(file.place.path))
            continue;
        // With its folder it may come back; alone it was deleted.
        const bool deleted = QFileInfo::exists(QFileInfo(file.place.path).path());
        return devices::Error{deleted ? devices::ErrorCode::Refused : devices::ErrorCode::Io,
            QCoreApplication::translate("storage", "The file %1 cannot be reached any more.").arg(file.place.path),
            file.place.path};
    }
    return {};
}

template <typename Run>
std::unique_ptr<DocumentConsumer> make(FilePlacer placer)
{
    const auto files = std::make_shared<FilePlacer>(std::move(placer));
    return std::make_unique<PerRunConsumer>(
        QStringLiteral("tiff"), [files](const scans::RunStartPtr& start) -> Result<std::unique_ptr<RunWriter>> {
            return std::unique_ptr<RunWriter>(std::make_unique<Run>(files, start));
        });
}

} // namespace

FileFormat tiffFormat()
{
    return {QStringLiteral("tiff"), QCoreApplication::translate("storage", "TIFF: a file for each image"),
        QStringLiteral("{date}/{scan_id:05d}_{plan_name}_{uid8}/{column}_{event.seq_num:05d}.tiff"), NameLevel::Point,
        make<TiffSeries>, NameLevel::Point};
}

FileFormat tiffStackFormat()
{
    return {QStringLiteral("tiff-stack"),
        QCoreApplication::translate("storage", "TIFF: a file with all images of a column"),
        QStringLiteral("{date}/{scan_id:05d}_{plan_name}_{uid8}_{column}.tiff"), NameLevel::Column, make<TiffStack>};
}

} // namespace storage
