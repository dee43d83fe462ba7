#include "storage/nexus/gridview.h"

#include "storage/hdf5/h5.h"

#include <limits>

namespace storage {

GridView::GridView(hid_t group, const QString& name, std::span<const int> shape)
{
    for (const int length : shape)
        m_shape.push_back(static_cast<hsize_t>(length));
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    m_dataset = h5::Dataset(h5::makeFixed(group, name, H5T_NATIVE_DOUBLE, m_shape, &missing));
}

void GridView::set(std::span<const int> index, double value)
{
    if (index.size() != m_shape.size())
        return;
    for (std::size_t axis = 0; axis < m_shape.size(); ++axis) {
        if (index[axis] < 0 || static_cast<hsize_t>(index[axis]) >= m_shape[axis])
            return;
    }
    for (const int i : index)
        m_cells.push_back(static_cast<hsize_t>(i));
    m_values.push_back(value);
}

void GridView::flush()
{
    if (m_values.empty())
        return;
    const hsize_t count = m_values.size();
    const h5::Handle file(h5::check(H5Dget_space(m_dataset.id()), "grid"));
    h5::check(H5Sselect_elements(file.id(), H5S_SELECT_SET, m_values.size(), m_cells.data()), "grid");
    const h5::Handle memory(h5::check(H5Screate_simple(1, &count, nullptr), "grid"));
    h5::check(
        H5Dwrite(m_dataset.id(), H5T_NATIVE_DOUBLE, memory.id(), file.id(), H5P_DEFAULT, m_values.data()), "grid");
    h5::flush(m_dataset.id());
    m_cells.clear();
    m_values.clear();
}

} // namespace storage
