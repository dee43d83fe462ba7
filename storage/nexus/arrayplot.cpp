#include "storage/nexus/arrayplot.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"

namespace storage {

namespace {

QString groupOf(const QString& column)
{
    return QStringLiteral("data_") + column;
}

void writeIndex(hid_t group, const QString& axis, int index)
{
    h5::writeAttribute(group, (axis + QStringLiteral("_indices")).toUtf8().constData(), index);
}

} // namespace

QString ArrayPlot::make(hid_t entry) const
{
    const QString name = h5::unusedName(entry, groupOf(column));
    const h5::Handle group = h5::makeGroup(entry, name, "NXdata");
    if (elsewhere) // a link to a link into another file cannot be hard
        h5::linkSoftly(source, group.id(), column);
    else
        h5::link(entry, source, group.id(), column);
    if (axis != column)
        h5::link(entry, QStringLiteral("measurement/") + axis, group.id(), axis);
    QStringList axes{axis};
    for (std::size_t i = 0; i < itemRank; ++i)
        axes << QStringLiteral(".");
    writeIndex(group.id(), axis, 0);
    if (const QString itemName = itemAxis.section(QLatin1Char('/'), -1); itemRank == 1 && !itemName.isEmpty()) {
        h5::link(entry, itemAxis, group.id(), itemName);
        axes.last() = itemName;
        writeIndex(group.id(), itemName, 1);
    }
    h5::writeAttribute(group.id(), "signal", column);
    h5::writeAttribute(group.id(), "axes", axes);
    return name;
}

void ArrayPlot::drop(hid_t entry, const QString& column)
{
    const QString name = groupOf(column);
    if (!h5::exists(entry, name))
        return;
    if (const h5::Handle group = h5::open(entry, name); !h5::isSoftLink(group.id(), column))
        return;
    h5::remove(entry, name);
    if (h5::readAttribute(entry, "default") == name)
        h5::check(H5Adelete(entry, "default"), "plot");
}

} // namespace storage
