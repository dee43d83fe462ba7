#include "storage/nexus/gridfold.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"
#include "storage/nexus/externalfile.h"
#include "storage/nexus/pointrows.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace storage {

namespace {

constexpr std::size_t mostPieces = 50'000; ///< of a virtual dataset: readers look at each

/// Neighbours along the fastest axis that were measured one after the other.
struct Piece
{
    hsize_t cell = 0; ///< the first, of the grid laid out in a line
    hsize_t row = 0; ///< where that was measured
    hsize_t count = 0;
};

struct Grid
{
    QStringList axes;
    std::vector<hsize_t> shape;
    std::vector<Piece> pieces;
    hsize_t rows = 0; ///< measured in all
    bool whole = false; ///< every cell was measured

    hsize_t cells() const
    {
        hsize_t product = 1;
        for (const hsize_t length : shape)
            product *= length;
        return product;
    }
};

std::map<hsize_t, hsize_t> rowOfCell(hid_t measurement, Grid& grid)
{
    const h5::Handle dataset = h5::open(measurement, QStringLiteral("grid_index"));
    const std::vector<double> indices = h5::readNumbers(dataset.id());
    const std::size_t rank = grid.shape.size();
    std::map<hsize_t, hsize_t> rows;
    if (h5::shapeOf(dataset.id()).back() != rank)
        return rows;
    grid.rows = indices.size() / rank;
    std::vector<std::size_t> points = rowsOfPoints(measurement);
    if (points.empty()) {
        points.resize(grid.rows);
        std::iota(points.begin(), points.end(), std::size_t{0});
    }
    for (const std::size_t row : points) {
        hsize_t cell = 0;
        bool inside = true;
        for (std::size_t axis = 0; axis < rank; ++axis) {
            const double index = indices[row * rank + axis];
            inside = inside && index >= 0 && index < static_cast<double>(grid.shape[axis]);
            cell = cell * grid.shape[axis] + static_cast<hsize_t>(std::max(index, 0.0));
        }
        if (inside)
            rows[cell] = row;
    }
    return rows;
}

Grid gridOf(hid_t entry)
{
    Grid grid;
    const h5::Handle data = h5::open(entry, QStringLiteral("data"));
    grid.axes = h5::readAttributeList(data.id(), "axes");
    grid.shape = h5::shapeOf(h5::open(data.id(), h5::readAttribute(data.id(), "signal")).id());
    const h5::Handle measurement = h5::open(entry, QStringLiteral("measurement"));
    if (grid.shape.size() < 2 || !h5::exists(measurement.id(), QStringLiteral("grid_index")))
        return grid;
    const std::map<hsize_t, hsize_t> rows = rowOfCell(measurement.id(), grid);
    for (const auto& [cell, row] : rows) {
        const bool sameLine = cell % grid.shape.back() != 0;
        if (sameLine && !grid.pieces.empty() && grid.pieces.back().cell + grid.pieces.back().count == cell
            && grid.pieces.back().row + grid.pieces.back().count == row)
            ++grid.pieces.back().count;
        else
            grid.pieces.push_back({cell, row, 1});
    }
    grid.whole = rows.size() == grid.cells();
    return grid;
}

/// Integers have no NaN: where cells are missing, they are read as numbers that have.
h5::Handle typeFor(hid_t source, bool whole)
{
    h5::Handle type(h5::check(H5Dget_type(source), "grid"));
    const bool integers = H5Tget_class(type.id()) == H5T_INTEGER;
    return integers && !whole ? h5::Handle(h5::check(H5Tcopy(H5T_NATIVE_DOUBLE), "grid")) : std::move(type);
}

h5::Handle selected(
    const std::vector<hsize_t>& shape, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count)
{
    h5::Handle space(h5::check(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), "grid"));
    h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), "grid");
    return space;
}

void mapPiece(hid_t properties, const Piece& piece, const Grid& grid, const std::vector<hsize_t>& shape,
    const std::vector<hsize_t>& sourceShape, const QByteArray& source)
{
    std::vector<hsize_t> start(shape.size(), 0);
    std::vector<hsize_t> count = shape;
    hsize_t rest = piece.cell;
    for (std::size_t axis = grid.shape.size(); axis-- > 0; rest /= grid.shape[axis]) {
        start[axis] = rest % grid.shape[axis];
        count[axis] = 1;
    }
    count[grid.shape.size() - 1] = piece.count;
    std::vector<hsize_t> from(sourceShape.size(), 0);
    from.front() = piece.row;
    std::vector<hsize_t> rows = sourceShape;
    rows.front() = piece.count;
    const h5::Handle to = selected(shape, start, count);
    const h5::Handle those = selected(sourceShape, from, rows);
    h5::check(H5Pset_virtual(properties, to.id(), ".", source.constData(), those.id()), "grid");
}

/// In place of what the plot has now; false if that cannot be folded.
bool fold(hid_t entry, const QString& plot, const Grid& grid)
{
    const h5::Handle group = h5::open(entry, plot);
    const QString name = h5::readAttribute(group.id(), "signal");
    const QString outside = h5::softTarget(group.id(), name);
    if (outside.isEmpty() && ExternalFile::isVirtual(group.id(), name))
        return false; // done before
    const QString source = outside.isEmpty() ? QStringLiteral("/entry/measurement/") + name : outside;
    const h5::Handle dataset = h5::open(entry, source);
    const std::vector<hsize_t> sourceShape = h5::shapeOf(dataset.id());
    if (sourceShape.front() != grid.rows)
        return false;
    std::vector<hsize_t> shape = grid.shape;
    shape.insert(shape.end(), sourceShape.cbegin() + 1, sourceShape.cend());
    const h5::Handle type = typeFor(dataset.id(), grid.whole);
    const h5::Handle properties(h5::check(H5Pcreate(H5P_DATASET_CREATE), "grid"));
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    if (H5Tget_class(type.id()) == H5T_FLOAT)
        h5::check(H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &missing), "grid");
    for (const Piece& piece : grid.pieces)
        mapPiece(properties.id(), piece, grid, shape, sourceShape, source.toUtf8());
    const h5::Handle space(h5::check(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), "grid"));
    h5::remove(group.id(), name);
    const h5::Handle folded(h5::check(H5Dcreate2(group.id(), name.toUtf8().constData(), type.id(), space.id(),
                                          H5P_DEFAULT, properties.id(), H5P_DEFAULT),
        "grid"));
    for (const char* attribute : {"long_name", "units"}) {
        if (const QString text = h5::readAttribute(dataset.id(), attribute); !text.isEmpty())
            h5::writeAttribute(folded.id(), attribute, text);
    }
    return true;
}

/// The plot's axes become those of the grid; the one of the items stays.
void changeAxes(hid_t entry, const QString& plot, const Grid& grid)
{
    const h5::Handle group = h5::open(entry, plot);
    const h5::Handle data = h5::open(entry, QStringLiteral("data"));
    QStringList axes = h5::readAttributeList(group.id(), "axes");
    const auto indicesOf = [](const QString& axis) { return (axis + QStringLiteral("_indices")).toUtf8(); };
    const QString points = axes.takeFirst();
    h5::remove(group.id(), points);
    axes = grid.axes + axes;
    h5::check(H5Adelete(group.id(), indicesOf(points).constData()), "grid");
    h5::check(H5Adelete(group.id(), "axes"), "grid");
    h5::writeAttribute(group.id(), "axes", axes);
    for (qsizetype i = 0; i < axes.size(); ++i) {
        if (H5Aexists(group.id(), indicesOf(axes.at(i)).constData()) > 0)
            h5::check(H5Adelete(group.id(), indicesOf(axes.at(i)).constData()), "grid");
        if (i < grid.axes.size())
            h5::link(data.id(), axes.at(i), group.id(), axes.at(i));
        if (axes.at(i) != QLatin1String("."))
            h5::writeAttribute(group.id(), indicesOf(axes.at(i)).constData(), static_cast<int>(i));
    }
}

bool isArrayPlot(hid_t entry, const QString& name, const QStringList& gridAxes)
{
    if (!name.startsWith(QLatin1String("data_")))
        return false;
    const h5::Handle group = h5::open(entry, name);
    return H5Iget_type(group.id()) == H5I_GROUP && h5::readAttribute(group.id(), "NX_class") == QLatin1String("NXdata")
        && h5::readAttributeList(group.id(), "axes").mid(0, gridAxes.size()) != gridAxes;
}

} // namespace

void foldArraysOnGrid(hid_t file)
{
    const h5::Handle entry = h5::open(file, QStringLiteral("entry"));
    if (!h5::exists(entry.id(), QStringLiteral("data")))
        return;
    const Grid grid = gridOf(entry.id());
    if (grid.pieces.empty() || grid.pieces.size() > mostPieces)
        return;
    for (const QString& name : h5::children(entry.id())) {
        if (!isArrayPlot(entry.id(), name, grid.axes))
            continue;
        if (fold(entry.id(), name, grid))
            changeAxes(entry.id(), name, grid);
    }
}

} // namespace storage
