#pragma once

#include "storage/documentconsumer.h"
#include "storage/fileformat.h"
#include "storage/hdf5/compression.h"
#include "storage/writerthread.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace storage {

/// A kind of file that is written besides the run file.
struct FileOutput
{
    QString format; ///< id of a FileFormat
    QString nameTemplate; ///< empty = that of the format
};

/// What consumers are made from, and how they hear of each other's files.
struct ConsumerContext
{
    QString outputFolder;
    QString fileNameTemplate;
    QString cataloguePath;
    h5::Compression compression; ///< in the run file
    std::vector<FileOutput> files;
    /// Called on the writer's thread when a run's file has appeared.
    std::function<void(const QString& path)> fileMade;
    /// Called on the writer's thread when a run's file is complete and the catalogue knows it.
    std::function<void(const QString& runUid)> fileComplete;
};

/// All kinds of files, except the run file.
const std::vector<FileFormat>& fileFormats();
/// BadValue listing those that there are.
devices::Result<FileFormat> findFileFormat(const QString& id);
/// The template of an output, or of its format; BadValue when the format cannot use it.
devices::Result<NameTemplate> outputTemplate(const FileOutput& output);
/// Of the run file, one for each run.
devices::Result<NameTemplate> runFileTemplate(const QString& pattern);
/// A consumer that writes one kind of file.
devices::Result<std::unique_ptr<DocumentConsumer>> makeFileConsumer(const QString& format, FileDestination destination);

/// All consumers, in the order in which they get each document.
devices::Result<WriterThread::Consumers> makeConsumers(const ConsumerContext& context);

} // namespace storage
