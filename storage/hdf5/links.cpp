#include "storage/hdf5/links.h"

#include "storage/hdf5/h5.h"

#include <QFile>

namespace storage::h5 {

namespace {

/// H5L_TYPE_ERROR where there is none.
H5L_type_t linkType(hid_t parent, const QString& name)
{
    H5L_info_t about{};
    const bool known = exists(parent, name) && H5Lget_info(parent, name.toUtf8().constData(), &about, H5P_DEFAULT) >= 0;
    return known ? about.type : H5L_TYPE_ERROR;
}

} // namespace

QStringList children(hid_t group)
{
    const Handle properties(check(H5Gget_create_plist(group), "group"));
    unsigned order = 0;
    check(H5Pget_link_creation_order(properties.id(), &order), "group");
    const H5_index_t index = (order & H5P_CRT_ORDER_INDEXED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
    QStringList names;
    check(H5Literate(
              group, index, H5_ITER_INC, nullptr,
              [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
                  *static_cast<QStringList*>(data) << QString::fromUtf8(name);
                  return 0;
              },
              &names),
        "list group");
    return names;
}

void linkSoftly(const QString& target, hid_t parent, const QString& name)
{
    check(H5Lcreate_soft(target.toUtf8().constData(), parent, name.toUtf8().constData(), H5P_DEFAULT, H5P_DEFAULT),
        "link");
}

void linkOutside(const QString& file, const QString& dataset, hid_t parent, const QString& name)
{
    check(H5Lcreate_external(QFile::encodeName(file).constData(), dataset.toUtf8().constData(), parent,
              name.toUtf8().constData(), H5P_DEFAULT, H5P_DEFAULT),
        "link");
}

bool isSoftLink(hid_t parent, const QString& name)
{
    return linkType(parent, name) == H5L_TYPE_SOFT;
}

bool isOutsideLink(hid_t parent, const QString& name)
{
    return linkType(parent, name) == H5L_TYPE_EXTERNAL;
}

QString softTarget(hid_t parent, const QString& name)
{
    if (!isSoftLink(parent, name))
        return {};
    const QByteArray link = name.toUtf8();
    H5L_info_t about{};
    check(H5Lget_info(parent, link.constData(), &about, H5P_DEFAULT), "link");
    QByteArray path(static_cast<qsizetype>(about.u.val_size), '\0');
    check(H5Lget_val(parent, link.constData(), path.data(), about.u.val_size, H5P_DEFAULT), "link");
    return QString::fromUtf8(path.constData());
}

void remove(hid_t parent, const QString& name)
{
    check(H5Ldelete(parent, name.toUtf8().constData(), H5P_DEFAULT), "remove");
}

} // namespace storage::h5
