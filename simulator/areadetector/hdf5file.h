#pragma once

#include "simulator/areadetector/framefile.h"
#include "simulator/areadetector/h5id.h"

#include <vector>

namespace simulator {

/// An HDF5 file in the layout that Hdf5Format describes.
/// Thread:  the worker's only. All files of the process must share it, for the library is not made for several threads.
class Hdf5File : public FrameFile
{
public:
    struct Options
    {
        int zlibLevel = 0; ///< 0: not compressed
        bool swmr = false; ///< others may read while it grows
    };

    explicit Hdf5File(Options options);
    ~Hdf5File() override;

    Result<void> open(const QString& path, const Frame& like) override;
    Result<void> write(const Frame& frame) override;
    Result<void> close() override;

private:
    struct Column
    {
        H5Id data;
        double (*number)(const Frame&);
    };

    void create(const Frame& like);
    void makeData(hid_t detector, const Frame& like);
    void makeColumns(hid_t group);
    void append(const Frame& frame);
    Result<void> guarded(void (Hdf5File::*work)(const Frame&), const Frame& frame);
    void closeAll(const Frame& unused);

    const Options m_options;
    QString m_path;
    Frame m_layout; // without pixels
    H5Id m_file;
    H5Id m_data;
    std::vector<Column> m_columns;
    hsize_t m_frames = 0;
};

} // namespace simulator
