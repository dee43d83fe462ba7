#pragma once

#include "scans/documents/documents.h"
#include "scans/engine/descriptors.h"

#include <QString>

#include <vector>

namespace scans {

/// One stream of a run: what it holds and how far it has counted.
struct EventStream
{
    QString name;
    EventDescriptorPtr descriptor;
    std::vector<devices::DevicePtr> devices;
    Columns columns = Columns::Read;
    int seqNum = 0;
    int atCheckpoint = 0;
    int highest = 0;
    int dropped = 0; ///< readings that came too fast
    bool rewinds = true; ///< points that are done again get their old numbers
};

} // namespace scans
