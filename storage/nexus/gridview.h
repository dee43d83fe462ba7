#pragma once

#include "storage/hdf5/dataset.h"

#include <QString>

#include <span>
#include <vector>

namespace storage {

/// One dataset in the shape of the plan's grid, slow × fast, NaN where nothing was measured yet.
/// Thread:  the writer's.
/// Errors:  h5::Failure.
class GridView
{
public:
    GridView(hid_t group, const QString& name, std::span<const int> shape);

    h5::Dataset& dataset() { return m_dataset; }
    /// Points outside the grid are left out.
    void set(std::span<const int> index, double value);
    void flush();

private:
    h5::Dataset m_dataset;
    std::vector<hsize_t> m_shape;
    std::vector<hsize_t> m_cells; ///< waiting: coordinates …
    std::vector<double> m_values; ///< … and values
};

} // namespace storage
