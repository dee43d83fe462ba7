#include "storage/nexus/jsontree.h"

#include "storage/hdf5/h5.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <vector>

namespace storage {

namespace {

void writeTruth(hid_t group, const QString& name, bool truth)
{
    const qint8 number = truth ? 1 : 0;
    const h5::Handle dataset = h5::makeFixed(group, name, H5T_STD_I8LE, {}, nullptr);
    h5::check(H5Dwrite(dataset.id(), H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, &number), "metadata");
}

void writeNumbers(hid_t group, const QString& name, const QJsonArray& array)
{
    std::vector<double> numbers;
    for (const QJsonValue& value : array)
        numbers.push_back(value.toDouble());
    const hsize_t count = numbers.size();
    const h5::Handle dataset = h5::makeFixed(group, name, H5T_IEEE_F64LE, {&count, 1}, nullptr);
    h5::check(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()), "metadata");
}

/// Each by what it is about.
void writeObjects(hid_t group, const QString& name, const QJsonArray& array)
{
    const h5::Handle list = h5::makeGroup(group, name, "NXcollection");
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonObject object = array.at(i).toObject();
        QString about = object.value(QLatin1String("motor")).toString(object.value(QLatin1String("name")).toString());
        if (about.isEmpty())
            about = QString::number(i + 1);
        const h5::Handle item
            = h5::makeGroup(list.id(), h5::unusedName(list.id(), h5::linkName(about)), "NXcollection");
        writeTree(item.id(), object);
    }
}

void writeArray(hid_t group, const QString& name, const QJsonArray& array)
{
    const auto all = [&array](auto is) { return !array.isEmpty() && std::all_of(array.begin(), array.end(), is); };
    if (all([](const QJsonValue& value) { return value.isDouble(); })) {
        writeNumbers(group, name, array);
    } else if (all([](const QJsonValue& value) { return value.isObject(); })) {
        writeObjects(group, name, array);
    } else if (all([](const QJsonValue& value) { return value.isString(); })) {
        QStringList texts;
        for (const QJsonValue& value : array)
            texts << value.toString();
        h5::makeTexts(group, name, texts);
    } else {
        h5::makeText(group, name, jsonText(array));
    }
}

} // namespace

QString jsonText(const QJsonValue& value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

void writeTree(hid_t group, const QJsonObject& object)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString name = h5::linkName(member.key());
        const QJsonValue value = member.value();
        if (h5::exists(group, name) || value.isNull())
            continue;
        if (value.isDouble())
            h5::makeNumber(group, name, value.toDouble());
        else if (value.isBool())
            writeTruth(group, name, value.toBool());
        else if (value.isString())
            h5::makeText(group, name, value.toString());
        else if (value.isArray())
            writeArray(group, name, value.toArray());
        else
            writeTree(h5::makeGroup(group, name, "NXcollection").id(), value.toObject());
    }
}

} // namespace storage
