#pragma once

#include "storage/hdf5/handle.h"

#include <QString>

namespace storage {

/// A plot of arrays, one for each point: spectra, or frames of a detector. In the file it is the NXdata /entry/data_COLUMN.
/// Errors:  h5::Failure.
struct ArrayPlot
{
    QString column; ///< the name in the group
    QString source; ///< path of the dataset, or of a link to one
    bool elsewhere = false; ///< the source is in another file
    QString axis; ///< along the points: a column of /entry/measurement
    std::size_t itemRank = 1; ///< 1 for spectra, 2 for frames
    QString itemAxis; ///< path of what spectra are plotted against; empty = the number of the channel

    /// Returns the group's name.
    QString make(hid_t entry) const;
    /// Removes what make() made, if the source is elsewhere.
    static void drop(hid_t entry, const QString& column);
};

} // namespace storage
