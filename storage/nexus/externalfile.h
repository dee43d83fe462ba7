#pragma once

#include "scans/documents/documents.h"
#include "storage/hdf5/handle.h"

#include <QString>

#include <vector>

namespace storage {

/// A file that a detector wrote, as a StreamResource names it.
/// Thread:  any; touches the disk.
class ExternalFile
{
public:
    explicit ExternalFile(const scans::StreamResource& resource);

    const QString& path() const { return m_path; }
    bool isHdf5() const { return m_hdf5; }
    const QString& dataset() const { return m_dataset; } ///< within an HDF5 file
    /// What the indices of a StreamDatum count is a point; this many frames stand in the file for each.
    hsize_t framesPerPoint() const { return m_framesPerPoint; }
    /// As a file in `folder` should name it: relative where both move together.
    QString pathFrom(const QString& folder) const;

    struct Layout
    {
        h5::Handle type;
        std::vector<hsize_t> shape; ///< frames first
    };
    /// Errors:  h5::Failure.
    Layout layout() const;
    /// Is it a dataset that is put together from others?
    static bool isVirtual(hid_t group, const QString& name);
    struct Frames
    {
        h5::Handle type; ///< in memory
        std::vector<hsize_t> shape; ///< frames first
        std::vector<char> pixels;
    };
    /// Errors:  h5::Failure, also when the file has not as many.
    Frames readFrames(hsize_t first, hsize_t count) const;

private:
    QString m_path;
    QString m_dataset;
    bool m_hdf5 = false;
    hsize_t m_framesPerPoint = 1;
};

} // namespace storage
