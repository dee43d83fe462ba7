#pragma once

#include "storage/naming/fileplacer.h"
#include "storage/text/runwriter.h"
#include "storage/tiff/picture.h"

#include <map>
#include <memory>
#include <span>

namespace storage {

/// Finds the images of a run, with the points or in detectors' files, and hands them out one by one.
/// Thread:  the writer's.
/// Errors:  of store(), which gets the same image again then; Io for detectors' files.
class TiffRun : public RunWriter
{
public:
    TiffRun(std::shared_ptr<FilePlacer> placer, scans::RunStartPtr start);

    using RunWriter::take;
    devices::Result<void> take(const scans::EventPtr& event) override;
    devices::Result<void> take(const scans::StreamDatumPtr& datum) override;
    devices::Result<void> take(const scans::RunStopPtr& stop) override;

protected:
    struct Image
    {
        NameContext context;
        QString stream; ///< names its column, together with context.column
        QString addition; ///< to the names of its file
        std::vector<Picture> pages; ///< none in a dry run

        /// As JSON in plain ASCII.
        QByteArray description() const;
    };

    virtual devices::Result<void> store(const Image& image) = 0;
    FilePlacer& placer() { return *m_placer; }

private:
    struct InFile
    {
        scans::StreamDatumPtr datum;
        qint64 index = 0;
    };
    using Column = std::pair<QString, QString>; ///< stream and key

    devices::Result<void> hand(const scans::Event& event, const devices::DataKey& key, std::vector<Picture> pages);
    devices::Result<void> handFromFile(const devices::DataKey& key, int seqNum, const InFile& place);
    QString additionFor(const scans::EventDescriptor& descriptor, const QString& column) const;

    const std::shared_ptr<FilePlacer> m_placer;
    const scans::RunStartPtr m_start;
    int m_images = 0; ///< stored
    QString m_event; ///< which is at work
    std::size_t m_columnsDone = 0; ///< of it
    std::map<Column, std::map<int, InFile>> m_inFiles;
    std::map<std::pair<QString, int>, scans::EventPtr>
        m_points; ///< of streams with images in files, without their arrays
    std::size_t m_filesDone = 0;
};

} // namespace storage
