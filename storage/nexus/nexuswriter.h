#pragma once

#include "storage/documentconsumer.h"
#include "storage/nexus/nexusfile.h"

#include <functional>
#include <map>
#include <memory>

namespace storage {

/// Writes one NeXus HDF5 file per run. The file is made with the first point, or at the stop of a run that has none.
/// Thread:  the writer's.
/// Owns:    the files of the runs that are open.
/// Errors:  Io with the path; BadValue for the file name's template.
class NexusWriter : public DocumentConsumer
{
public:
    enum class Stage : quint8 {
        Begins, ///< is about to appear: should this process die, somebody must look for it
        Open,
        Complete,
        Lost, ///< could not be made
    };
    using Announce = std::function<devices::Result<void>(const QString& runUid, const QString& path, Stage stage)>;

    NexusWriter(QString outputFolder, QString fileNameTemplate, Announce announce, h5::Compression compression = {});
    ~NexusWriter() override;

    QString name() const override { return QStringLiteral("nexus"); }
    devices::Result<void> consume(const scans::Document& document) override;
    devices::Result<void> ready() const override;
    devices::Result<void> flush() override;
    void abandon(const devices::Error& reason) override;

private:
    struct Run
    {
        QString wanted; ///< by the template
        QString path; ///< what it became
        NexusFile::Contents contents;
        std::unique_ptr<NexusFile> file;
        int points = 0;
        scans::RunStopPtr stop; ///< when it has come, but could not be written
    };

    struct Abandoned
    {
        Run run;
        scans::RunStop stop;
    };

    devices::Result<void> handle(const scans::RunStartPtr& start);
    devices::Result<void> handle(const scans::EventDescriptorPtr& descriptor);
    devices::Result<void> handle(const scans::EventPtr& event);
    devices::Result<void> handle(const scans::RunStopPtr& stop);
    devices::Result<void> handle(const scans::StreamResourcePtr& resource);
    devices::Result<void> handle(const scans::StreamDatumPtr& datum);
    devices::Result<void> keep(const QString& runUid, const scans::Document& document);
    devices::Result<void> makeFile(Run& run, scans::EventPtr first);
    devices::Result<void> announce(const Run& run, Stage stage) const;
    devices::Result<void> finish(Run& run, const scans::RunStop& stop);
    void finishAbandoned();

    const QString m_folder;
    const QString m_template;
    const Announce m_announce;
    const h5::Compression m_compression;
    std::map<QString, Run> m_runs; ///< by uid
    std::vector<Abandoned> m_unfinished;
};

} // namespace storage
