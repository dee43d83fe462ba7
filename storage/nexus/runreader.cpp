#include "storage/nexus/runreader.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"
#include "storage/hdf5/openfile.h"
#include "storage/nexus/pointrows.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <limits>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

const QString unitsOf(hid_t object)
{
    return h5::readAttribute(object, "units");
}

RunColumn readColumn(hid_t dataset, const QString& name, hid_t transfer)
{
    RunColumn column;
    column.name = name;
    const QString label = h5::readAttribute(dataset, "label");
    column.label = label.isEmpty() ? name : label;
    column.units = unitsOf(dataset);
    column.object = h5::readAttribute(dataset, "device");
    column.hinted = h5::readNumberAttribute(dataset, "hinted", 0) != 0;
    column.counts = h5::readNumberAttribute(dataset, "counts", 0) != 0;
    const std::vector<hsize_t> shape = h5::shapeOf(dataset);
    for (std::size_t i = 1; i < shape.size(); ++i)
        column.shape.push_back(static_cast<qint64>(shape[i]));
    if (shape.size() == 1 && h5::isText(dataset))
        column.texts = h5::readTexts(dataset, transfer);
    else if (shape.size() == 1)
        column.values = h5::readNumbers(dataset, transfer);
    return column;
}

template <typename List>
void pick(List& list, const std::vector<std::size_t>& rows)
{
    List picked;
    for (const std::size_t row : rows) {
        if (row < static_cast<std::size_t>(list.size()))
            picked.push_back(list[static_cast<typename List::size_type>(row)]);
    }
    list = std::move(picked);
}

void readGridIndex(hid_t dataset, std::size_t points, RunData& run, hid_t transfer)
{
    const std::vector<double> flat = h5::readNumbers(dataset, transfer);
    const std::size_t rank = h5::shapeOf(dataset).back();
    for (std::size_t row = 0; rank > 0 && row < std::min(points, flat.size() / rank); ++row)
        run.gridIndex.emplace_back(flat.cbegin() + static_cast<std::ptrdiff_t>(row * rank),
            flat.cbegin() + static_cast<std::ptrdiff_t>((row + 1) * rank));
}

void keepLastOfRepeated(const std::vector<std::size_t>& rows, RunData& run)
{
    pick(run.times, rows);
    pick(run.gridIndex, rows);
    for (RunColumn& column : run.columns) {
        pick(column.values, rows);
        pick(column.texts, rows);
    }
}

void readMeasurement(hid_t entry, RunData& run)
{
    if (!h5::exists(entry, QStringLiteral("measurement")))
        return;
    const h5::Handle group = h5::open(entry, QStringLiteral("measurement"));
    const h5::Handle lenient = run.exitStatus.isEmpty() ? h5::unchecked() : h5::Handle();
    const hid_t transfer = lenient ? lenient.id() : H5P_DEFAULT;
    // The number of complete points first: a growing file has at least that many rows everywhere.
    const std::size_t points = h5::shapeOf(h5::open(group.id(), QStringLiteral("seq_num")).id()).front();
    for (const QString& name : h5::children(group.id())) {
        const h5::Handle dataset = h5::open(group.id(), name);
        if (name == QLatin1String("time"))
            run.times = h5::readNumbers(dataset.id(), transfer);
        else if (name == QLatin1String("grid_index"))
            readGridIndex(dataset.id(), points, run, transfer);
        else if (name != QLatin1String("seq_num"))
            run.columns.push_back(readColumn(dataset.id(), name, transfer));
    }
    run.times.resize(points, std::numeric_limits<double>::quiet_NaN());
    for (RunColumn& column : run.columns) {
        if (!column.values.empty())
            column.values.resize(points, std::numeric_limits<double>::quiet_NaN());
        column.texts.resize(column.texts.isEmpty() ? 0 : static_cast<qsizetype>(points));
    }
    if (const std::vector<std::size_t> rows = rowsOfPoints(group.id(), transfer); !rows.empty())
        keepLastOfRepeated(rows, run);
}

void readPlot(hid_t entry, RunData& run)
{
    if (!h5::exists(entry, QStringLiteral("data")))
        return;
    const h5::Handle data = h5::open(entry, QStringLiteral("data"));
    run.signal = h5::readAttribute(data.id(), "signal");
    const QStringList axes = h5::readAttributeList(data.id(), "axes");
    for (const QString& name : axes) {
        const h5::Handle dataset = h5::open(data.id(), name);
        RunAxis axis{name, h5::readAttribute(dataset.id(), "label"), unitsOf(dataset.id()), {}};
        if (axis.label.isEmpty())
            axis.label = name;
        if (axes.size() > 1)
            axis.targets = h5::readNumbers(dataset.id());
        run.axes.push_back(std::move(axis));
    }
    if (axes.size() > 1) {
        for (const hsize_t length : h5::shapeOf(h5::open(data.id(), run.signal).id()))
            run.gridShape.push_back(static_cast<int>(length));
    }
}

/// The value as number or text; nothing in a scalar that was not read.
void readPosition(hid_t group, const QString& name, std::optional<double>& number, QString& text, QString& units)
{
    if (!h5::exists(group, name))
        return;
    const h5::Handle dataset = h5::open(group, name);
    units = unitsOf(dataset.id());
    if (h5::isText(dataset.id())) {
        text = h5::readTexts(dataset.id()).value(0);
        return;
    }
    const std::vector<double> values = h5::readNumbers(dataset.id());
    if (values.size() == 1 && !std::isnan(values.front()))
        number = values.front();
}

void readPositions(hid_t entry, RunData& run)
{
    if (!h5::exists(entry, QStringLiteral("positions_before")))
        return;
    const h5::Handle before = h5::open(entry, QStringLiteral("positions_before"));
    const h5::Handle after = h5::open(entry, QStringLiteral("positions_after"));
    for (const QString& name : h5::children(before.id())) {
        RunPosition position;
        position.name = name;
        readPosition(before.id(), name, position.before, position.textBefore, position.units);
        readPosition(after.id(), name, position.after, position.textAfter, position.units);
        run.positions.push_back(std::move(position));
    }
}

void readStart(hid_t entry, RunData& run)
{
    run.start = QJsonDocument::fromJson(h5::readText(entry, QStringLiteral("metadata")).toUtf8()).object();
    run.uid = run.start.value(QLatin1String("uid")).toString();
    run.scanId = run.start.value(QLatin1String("scan_id")).toInteger();
    run.planName = run.start.value(QLatin1String("plan_name")).toString();
    run.started = devices::fromEpochSeconds(run.start.value(QLatin1String("time")).toDouble());
    run.title = h5::readText(entry, QStringLiteral("title"));
    run.startTime = h5::readText(entry, QStringLiteral("start_time"));
    run.endTime = h5::readText(entry, QStringLiteral("end_time"));
    run.exitStatus = h5::readText(entry, QStringLiteral("exit_status"));
    run.reason = h5::readText(entry, QStringLiteral("reason"));
    if (h5::exists(entry, QStringLiteral("program_name"))) {
        const h5::Handle program = h5::open(entry, QStringLiteral("program_name"));
        run.program = h5::readText(entry, QStringLiteral("program_name")) + QLatin1Char(' ')
            + h5::readAttribute(program.id(), "version");
    }
}

bool isOfThisProgram(hid_t file)
{
    return h5::readAttribute(file, "creator").startsWith(QLatin1String("Beamdeck"));
}

} // namespace

const RunColumn* RunData::column(const QString& name) const
{
    const auto found = std::find_if(
        columns.cbegin(), columns.cend(), [&name](const RunColumn& column) { return column.name == name; });
    return found == columns.cend() ? nullptr : &*found;
}

std::vector<double> RunData::onGrid(const RunColumn& column) const
{
    std::size_t cells = gridShape.empty() ? 0 : 1;
    for (const int length : gridShape)
        cells *= static_cast<std::size_t>(length);
    std::vector<double> grid(cells, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t row = 0; row < std::min(gridIndex.size(), column.values.size()); ++row) {
        if (gridIndex[row].size() != gridShape.size())
            continue;
        std::size_t cell = 0;
        bool inside = true;
        for (std::size_t axis = 0; axis < gridShape.size(); ++axis) {
            inside = inside && gridIndex[row][axis] >= 0 && gridIndex[row][axis] < gridShape[axis];
            cell = cell * static_cast<std::size_t>(gridShape[axis]) + static_cast<std::size_t>(gridIndex[row][axis]);
        }
        if (inside)
            grid[cell] = column.values[row];
    }
    return grid;
}

bool RunReader::isOurs(const QString& path)
{
    bool ours = false;
    const auto opened = h5::guard(path, [&] { ours = isOfThisProgram(h5::openToRead(path).id()); });
    return opened && ours;
}

Result<RunData> RunReader::read(const QString& path)
{
    RunData run;
    run.path = path;
    bool ours = false;
    const auto done = h5::guard(path, [&] {
        const h5::Handle file = h5::openToRead(path);
        ours = isOfThisProgram(file.id());
        if (!ours)
            return;
        const h5::Handle entry = h5::open(file.id(), QStringLiteral("entry"));
        readStart(entry.id(), run);
        readMeasurement(entry.id(), run);
        readPlot(entry.id(), run);
        readPositions(entry.id(), run);
    });
    if (!done)
        return done.error();
    if (!ours) {
        return Error{ErrorCode::NotSupported,
            QCoreApplication::translate("storage", "%1 is not a run file of this program.").arg(path), path};
    }
    run.growing = run.exitStatus.isEmpty();
    return run;
}

} // namespace storage
