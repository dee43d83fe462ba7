#pragma once

#include "storage/documentconsumer.h"
#include "storage/hdf5/compression.h"
#include "storage/writerthread.h"

#include <QString>

#include <functional>
#include <memory>

namespace storage {

/// What consumers are made from, and how they hear of each other's files.
struct ConsumerContext
{
    QString outputFolder;
    QString fileNameTemplate;
    QString cataloguePath;
    h5::Compression compression; ///< in the run file
    /// Called on the writer's thread when a run's file has appeared.
    std::function<void(const QString& path)> fileMade;
    /// Called on the writer's thread when a run's file is complete and the catalogue knows it.
    std::function<void(const QString& runUid)> fileComplete;
};

/// All consumers, in the order in which they get each document.
devices::Result<WriterThread::Consumers> makeConsumers(const ConsumerContext& context);

} // namespace storage
