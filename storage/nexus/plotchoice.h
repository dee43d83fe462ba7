#pragma once

#include "scans/documents/documents.h"
#include "storage/runmetadata.h"

#include <QString>
#include <QStringList>

namespace storage {

/// What a run's default plot shows: names of columns of its primary stream.
struct PlotChoice
{
    QString signal; ///< empty = nothing to plot
    QStringList auxiliaries; ///< other scalar detector columns, as much worth seeing as the signal
    QStringList others; ///< all other scalar detector columns
    QStringList axes; ///< slow to fast; "time" when nothing is scanned
    /// Further motors along the only axis of an inner product.
    QStringList parallelAxes;
    QStringList motorColumns; ///< for each motor of the metadata; "" = it has no column
};

/// The signal is the first hinted scalar of a detector, else the first that counts, else the first.
PlotChoice choosePlot(const RunMetadata& about, const std::vector<devices::DataKey>& keys);

} // namespace storage
