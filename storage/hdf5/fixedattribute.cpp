#include "storage/hdf5/fixedattribute.h"

#include "storage/hdf5/h5.h"

#include <algorithm>

namespace storage::h5 {

namespace {

void write(hid_t object, const char* name, const QStringList& texts, const Handle& space)
{
    qsizetype longest = 1;
    for (const QString& text : texts)
        longest = std::max(longest, text.toUtf8().size());
    const Handle type = textType(static_cast<std::size_t>(longest));
    QByteArray bytes;
    for (const QString& text : texts)
        bytes += text.toUtf8().leftJustified(longest, '\0');
    const Handle attribute(
        check(H5Acreate2(object, name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), "attribute"));
    check(H5Awrite(attribute.id(), type.id(), bytes.constData()), "attribute");
}

} // namespace

void writeFixedAttribute(hid_t object, const char* name, const QStringList& texts)
{
    const auto count = static_cast<hsize_t>(texts.size());
    write(object, name, texts, Handle(check(H5Screate_simple(1, &count, nullptr), "dataspace")));
}

void writeFixedAttribute(hid_t object, const char* name, const QString& text)
{
    write(object, name, {text}, Handle(check(H5Screate(H5S_SCALAR), "dataspace")));
}

} // namespace storage::h5
