#pragma once

#include "storage/documentconsumer.h"
#include "storage/naming/fileplacer.h"

#include <QString>

#include <memory>

namespace storage {

/// A way to write runs to files besides the run file itself, live or afterwards. One file, and one line in consumers.cpp.
struct FileFormat
{
    QString id; ///< "csv", as in profiles and on command lines
    QString title; ///< translated
    QString defaultName; ///< template
    NameLevel level = NameLevel::Run; ///< the finest that its names may depend on
    std::unique_ptr<DocumentConsumer> (*make)(FilePlacer placer) = nullptr;
    NameLevel coarsest = NameLevel::Run; ///< that its names must depend on
};

} // namespace storage
