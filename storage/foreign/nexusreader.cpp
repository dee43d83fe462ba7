#include "storage/foreign/nexusreader.h"

#include "storage/foreign/columnlist.h"
#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"
#include "storage/hdf5/links.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr hsize_t mostPoints = 10'000'000;

/// Links may lead nowhere, or to a file that is not there.
bool isThere(hid_t group, const QString& name)
{
    return h5::exists(group, name) && H5Oexists_by_name(group, name.toUtf8().constData(), H5P_DEFAULT) > 0;
}

bool isGroup(hid_t object)
{
    return H5Iget_type(object) == H5I_GROUP;
}

bool holdsNumbers(hid_t object)
{
    if (H5Iget_type(object) != H5I_DATASET)
        return false;
    const h5::Handle type(h5::check(H5Dget_type(object), "type"));
    const H5T_class_t kind = H5Tget_class(type.id());
    return kind == H5T_INTEGER || kind == H5T_FLOAT;
}

/// Of the first row.
std::vector<double> firstNumbers(hid_t dataset, const std::vector<hsize_t>& shape)
{
    constexpr hsize_t most = 64;
    const std::vector<hsize_t> from(shape.size(), 0);
    std::vector<hsize_t> count(shape.size(), 1);
    count.back() = std::min(most, shape.back());
    if (std::find(shape.cbegin(), shape.cend(), hsize_t{0}) != shape.cend())
        return {};
    const h5::Handle space(h5::check(H5Dget_space(dataset), "space"));
    h5::check(
        H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, from.data(), nullptr, count.data(), nullptr), "first values");
    const h5::Handle memory(h5::check(H5Screate_simple(1, &count.back(), nullptr), "space"));
    std::vector<double> numbers(count.back());
    h5::check(
        H5Dread(dataset, H5T_NATIVE_DOUBLE, memory.id(), space.id(), H5P_DEFAULT, numbers.data()), "first values");
    return numbers;
}

QStringList groupsOfClass(hid_t parent, const QString& nxClass)
{
    QStringList found;
    for (const QString& name : h5::children(parent)) {
        if (!isThere(parent, name))
            continue;
        const h5::Handle child = h5::open(parent, name);
        if (isGroup(child.id()) && h5::readAttribute(child.id(), "NX_class") == nxClass)
            found << name;
    }
    return found;
}

QString textIn(hid_t parent, const QString& group, const QString& name)
{
    return isThere(parent, group) ? h5::readText(h5::open(parent, group).id(), name) : QString();
}

/// One NXentry as a run.
class EntryReader
{
public:
    EntryReader(const QString& path, hid_t file, QString name)
        : m_path(path)
        , m_name(std::move(name))
        , m_entry(h5::open(file, m_name))
    {
    }

    /// Nothing if it has no curve and no map.
    std::optional<RunData> read();

private:
    bool readPlot(hid_t data);
    QString signalOf(hid_t data) const;
    QStringList axesOf(hid_t data, hid_t signal) const;
    void readCurve(hid_t data, const QStringList& axes);
    void readMap(hid_t data, const QStringList& axes);
    void addValues(hid_t group, const QString& name, std::vector<double> values);
    void addColumns(hid_t group);
    void readPositions();
    void describe();
    void identify(hid_t signal);

    const QString& m_path;
    const QString m_name;
    const h5::Handle m_entry;
    std::vector<hsize_t> m_shape;
    QByteArray m_identity;
    ColumnList m_columns;
    RunData m_run;
};

std::optional<RunData> EntryReader::read()
{
    describe();
    QStringList places = groupsOfClass(m_entry.id(), QStringLiteral("NXdata"));
    const QString first = h5::readAttribute(m_entry.id(), "default");
    if (places.removeOne(first))
        places.prepend(first);
    for (const QString& place : places) {
        if (!readPlot(h5::open(m_entry.id(), place).id()))
            continue;
        // What was measured but is not plotted by default.
        if (isThere(m_entry.id(), QStringLiteral("measurement")))
            addColumns(h5::open(m_entry.id(), QStringLiteral("measurement")).id());
        readPositions();
        return m_run;
    }
    return {};
}

void EntryReader::describe()
{
    const hid_t entry = m_entry.id();
    const auto text = [entry](const char* name) { return h5::readText(entry, QLatin1String(name)); };
    static const QRegularExpression digits(QStringLiteral("(\\d+)(?!.*\\d)"));
    QString number = text("entry_identifier");
    bool isNumber = false;
    number.toLongLong(&isNumber);
    if (!isNumber)
        number = digits.match(m_name).captured(1);
    if (number.isEmpty())
        number = digits.match(QFileInfo(m_path).completeBaseName()).captured(1);
    const QString start = text("start_time");
    m_identity = QStringLiteral("nexus %1 %2 %3").arg(QFileInfo(m_path).fileName(), m_name, start).toUtf8();
    m_run = foreignRun(m_identity, number.toLongLong(), text("title"), text("program_name"));
    setStarted(m_run, QDateTime::fromString(start, Qt::ISODateWithMs));
    m_run.endTime = text("end_time");
    for (const auto& [group, key] : {std::pair("sample", "sample"), std::pair("user", "user")}) {
        if (const QString name = textIn(entry, QLatin1String(group), QStringLiteral("name")); !name.isEmpty())
            m_run.start.insert(QLatin1String(key), name);
    }
}

/// Files of one name in many folders are common, and not all say when they began: what was measured tells them apart.
void EntryReader::identify(hid_t signal)
{
    for (const hsize_t length : m_shape)
        m_identity += ' ' + QByteArray::number(length);
    for (const double value : firstNumbers(signal, m_shape))
        m_identity += ' ' + QByteArray::number(value, 'g', 17);
    m_run.uid = uidFrom(m_identity);
}

/// By its attribute, or as older files say it: the dataset that has an attribute "signal".
QString EntryReader::signalOf(hid_t data) const
{
    if (const QString named = h5::readAttribute(data, "signal"); !named.isEmpty())
        return named;
    for (const QString& name : h5::children(data)) {
        if (!isThere(data, name))
            continue;
        const h5::Handle child = h5::open(data, name);
        if (h5::readAttribute(child.id(), "signal") == QLatin1String("1")
            || h5::readNumberAttribute(child.id(), "signal", 0) == 1)
            return name;
    }
    return {};
}

QStringList EntryReader::axesOf(hid_t data, hid_t signal) const
{
    QStringList axes = h5::readAttributeList(data, "axes");
    if (axes.isEmpty()) {
        static const QRegularExpression apart(QStringLiteral("[:,\\[\\]\\s]+"));
        axes = h5::readAttribute(signal, "axes").split(apart, Qt::SkipEmptyParts);
    }
    return axes;
}

bool EntryReader::readPlot(hid_t data)
{
    const QString name = signalOf(data);
    if (name.isEmpty() || !isThere(data, name))
        return false;
    const h5::Handle signal = h5::open(data, name);
    if (!holdsNumbers(signal.id()))
        return false;
    m_shape = h5::shapeOf(signal.id());
    if (m_shape.empty() || m_shape.size() > 2)
        return false;
    hsize_t points = 1;
    for (const hsize_t length : m_shape) {
        if (length > mostPoints || points * length > mostPoints)
            return false;
        points *= length;
    }
    const QStringList axes = axesOf(data, signal.id());
    identify(signal.id());
    m_run.times.assign(points, std::numeric_limits<double>::quiet_NaN());
    m_run.signal = name;
    if (m_shape.size() == 1)
        readCurve(data, axes);
    else
        readMap(data, axes);
    addColumns(data);
    for (RunColumn& column : m_run.columns)
        column.hinted = column.name == name;
    return true;
}

void EntryReader::addValues(hid_t group, const QString& name, std::vector<double> values)
{
    const h5::Handle dataset = h5::open(group, name);
    RunColumn& column = m_columns.add(
        m_run, name, h5::readAttribute(dataset.id(), "units"), h5::readAttribute(dataset.id(), "long_name"));
    column.values = std::move(values);
}

void EntryReader::readCurve(hid_t data, const QStringList& axes)
{
    if (axes.size() != 1 || !isThere(data, axes.front()))
        return;
    const h5::Handle axis = h5::open(data, axes.front());
    if (!holdsNumbers(axis.id()) || h5::shapeOf(axis.id()) != m_shape)
        return;
    addValues(data, axes.front(), h5::readNumbers(axis.id()));
    const RunColumn& column = m_run.columns.back();
    m_run.axes.push_back({column.name, column.label, column.units, {}});
}

/// Where an axis has no values, its points are counted.
void EntryReader::readMap(hid_t data, const QStringList& axes)
{
    for (const hsize_t length : m_shape)
        m_run.gridShape.push_back(static_cast<int>(length));
    for (hsize_t point = 0; point < m_run.times.size(); ++point)
        m_run.gridIndex.push_back({static_cast<int>(point / m_shape[1]), static_cast<int>(point % m_shape[1])});
    for (std::size_t k = 0; k < 2; ++k) {
        const QString name = axes.value(static_cast<qsizetype>(k));
        std::vector<double> targets;
        if (!name.isEmpty() && isThere(data, name)) {
            const h5::Handle axis = h5::open(data, name);
            if (holdsNumbers(axis.id()) && h5::shapeOf(axis.id()) == std::vector<hsize_t>{m_shape[k]})
                targets = h5::readNumbers(axis.id());
        }
        if (targets.empty())
            continue;
        std::vector<double> values;
        for (const std::vector<int>& index : m_run.gridIndex)
            values.push_back(targets[static_cast<std::size_t>(index[k])]);
        addValues(data, name, std::move(values));
        const RunColumn& column = m_run.columns.back();
        m_run.axes.push_back({column.name, column.label, column.units, std::move(targets)});
    }
}

/// All that has as many numbers as there are points.
void EntryReader::addColumns(hid_t group)
{
    if (!isGroup(group))
        return;
    for (const QString& name : h5::children(group)) {
        if (!isThere(group, name) || m_run.column(name) != nullptr)
            continue;
        const h5::Handle dataset = h5::open(group, name);
        if (!holdsNumbers(dataset.id()) || h5::shapeOf(dataset.id()) != m_shape)
            continue;
        auto problem = ColumnList::tooMany(m_run.columns.size() + 1);
        if (!problem)
            problem = m_columns.takeCells(m_run.times.size());
        if (problem) {
            m_run.exitStatus = QStringLiteral("fail");
            m_run.reason = *problem;
            return;
        }
        addValues(group, name, h5::readNumbers(dataset.id()));
    }
}

void EntryReader::readPositions()
{
    const QString instrument = groupsOfClass(m_entry.id(), QStringLiteral("NXinstrument")).value(0);
    if (instrument.isEmpty())
        return;
    const h5::Handle group = h5::open(m_entry.id(), instrument);
    for (const QString& name : groupsOfClass(group.id(), QStringLiteral("NXpositioner"))) {
        const h5::Handle positioner = h5::open(group.id(), name);
        if (!isThere(positioner.id(), QStringLiteral("value")))
            continue;
        const h5::Handle value = h5::open(positioner.id(), QStringLiteral("value"));
        if (!holdsNumbers(value.id()) || h5::shapeOf(value.id()).size() > 1)
            continue;
        if (const std::vector<double> numbers = h5::readNumbers(value.id()); numbers.size() == 1)
            m_run.positions.push_back({name, h5::readAttribute(value.id(), "units"), numbers.front(), {}, {}, {}});
    }
}

Result<std::vector<RunData>> readEntries(const QString& path)
{
    std::vector<RunData> runs;
    const auto done = h5::guard(path, [&] {
        const h5::Handle file = h5::openToRead(path);
        const h5::Handle root = h5::open(file.id(), QStringLiteral("/"));
        const QStringList entries = groupsOfClass(root.id(), QStringLiteral("NXentry"));
        for (const QString& entry : entries) {
            auto run = EntryReader(path, file.id(), entry).read();
            if (!run)
                continue;
            if (entries.size() > 1)
                run->path = path + QLatin1Char('#') + entry;
            runs.push_back(std::move(*run));
        }
    });
    if (!done)
        return done.error();
    if (runs.empty()) {
        return Error{ErrorCode::NotSupported,
            QCoreApplication::translate("storage", "%1 has no NXentry with a curve or a map.").arg(path), path};
    }
    return runs;
}

} // namespace

RunFileKind nexusKind()
{
    return {QStringLiteral("nexus"),
        {QStringLiteral("h5"), QStringLiteral("hdf5"), QStringLiteral("nxs"), QStringLiteral("nx")},
        [](const QByteArray& beginning) { return beginning.startsWith("\x89HDF\r\n"); },
        [](const QString& path) -> Result<std::vector<RunData>> {
            auto run = RunReader::read(path);
            if (run)
                return std::vector<RunData>{std::move(run).value()};
            return run.error().code == ErrorCode::NotSupported ? readEntries(path) : run.error();
        }};
}

} // namespace storage
