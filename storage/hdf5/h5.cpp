#include "storage/hdf5/h5.h"

#include <QFile>
#include <QRegularExpression>

#include <cstring>
#include <limits>
#include <memory>

namespace storage::h5 {

namespace {

constexpr unsigned mostCompactLinks = 64; ///< in a group; with more an index of some kilobytes is worth it

/// The innermost entry of the error stack; of failed system calls what the system says.
QString lastMessage()
{
    QString message;
    H5Ewalk2(
        H5E_DEFAULT, H5E_WALK_UPWARD,
        [](unsigned n, const H5E_error2_t* entry, void* data) -> herr_t {
            if (n == 0)
                *static_cast<QString*>(data) = QString::fromUtf8(entry->desc);
            return 0;
        },
        &message);
    H5Eclear2(H5E_DEFAULT);
    static const QRegularExpression cause(QStringLiteral("error message = '([^']*)'"));
    const QRegularExpressionMatch system = cause.match(message); // "No space left on device"
    return system.hasMatch() ? system.captured(1) : message;
}

Handle variableText()
{
    return textType(H5T_VARIABLE);
}

Handle scalarSpace()
{
    return Handle(check(H5Screate(H5S_SCALAR), "dataspace"));
}

Handle simpleSpace(std::span<const hsize_t> shape)
{
    if (shape.empty())
        return scalarSpace();
    return Handle(check(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), "dataspace"));
}

/// As HDF5 wants texts of any length.
template <typename Use>
void withPointers(const QStringList& texts, Use use)
{
    std::vector<QByteArray> bytes;
    std::vector<const char*> pointers;
    for (const QString& text : texts)
        bytes.push_back(text.toUtf8());
    for (const QByteArray& text : bytes)
        pointers.push_back(text.constData());
    use(pointers.data());
}

std::size_t elements(hid_t space)
{
    const hssize_t count = H5Sget_simple_extent_npoints(space);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

QStringList readStrings(hid_t fileType, std::size_t count, const std::function<herr_t(hid_t, void*)>& read)
{
    QStringList texts;
    if (H5Tis_variable_str(fileType) > 0) {
        const Handle type = textType(H5T_VARIABLE);
        std::vector<char*> pointers(count, nullptr);
        check(read(type.id(), pointers.data()), "read text");
        for (char* text : pointers) {
            texts << QString::fromUtf8(text);
            H5free_memory(text);
        }
        return texts;
    }
    const std::size_t size = H5Tget_size(fileType);
    QByteArray bytes(static_cast<qsizetype>(size * count), '\0');
    check(read(fileType, bytes.data()), "read text");
    for (std::size_t i = 0; i < count; ++i) {
        const char* begin = bytes.constData() + i * size;
        texts << QString::fromUtf8(begin, static_cast<qsizetype>(strnlen(begin, size)));
    }
    return texts;
}

} // namespace

Failure::Failure(const QString& what)
    : std::runtime_error(what.toStdString())
{
}

hid_t check(hid_t result, const char* what)
{
    if (result < 0)
        throw Failure(QStringLiteral("%1: %2").arg(QString::fromLatin1(what), lastMessage()));
    return result;
}

int check(int result, const char* what)
{
    return static_cast<int>(check(static_cast<hid_t>(result), what));
}

devices::Result<void> guard(const QString& path, const std::function<void()>& work)
{
    // Files are closed by their owners; at exit HDF5 1.10 crashes over objects that a full disk did not let it close.
    static const bool ownersClose = H5dont_atexit() >= 0;
    Q_UNUSED(ownersClose)
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); // per thread
    try {
        work();
        return {};
    } catch (const std::exception& failure) {
        return devices::Error{
            devices::ErrorCode::Io, QStringLiteral("%1: %2").arg(path, QString::fromUtf8(failure.what())), path};
    }
}

Handle open(hid_t parent, const QString& name)
{
    return Handle(check(H5Oopen(parent, name.toUtf8().constData(), H5P_DEFAULT), "open"));
}

bool exists(hid_t parent, const QString& name)
{
    return H5Lexists(parent, name.toUtf8().constData(), H5P_DEFAULT) > 0;
}

QString linkName(const QString& name)
{
    QString safe = name;
    safe.replace(QLatin1Char('/'), QLatin1Char('_')).replace(QLatin1Char('.'), QLatin1Char('_'));
    return safe.isEmpty() ? QStringLiteral("_") : safe;
}

QString unusedName(hid_t group, const QString& name)
{
    QString candidate = name;
    for (int n = 2; exists(group, candidate); ++n)
        candidate = QStringLiteral("%1_%2").arg(name).arg(n);
    return candidate;
}

Handle makeGroup(hid_t parent, const QString& name, const char* nxClass)
{
    const Handle properties(check(H5Pcreate(H5P_GROUP_CREATE), "group"));
    check(H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "group");
    check(H5Pset_link_phase_change(properties.id(), mostCompactLinks, mostCompactLinks / 2), "group");
    Handle group(
        check(H5Gcreate2(parent, name.toUtf8().constData(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), "group"));
    writeAttribute(group.id(), "NX_class", QString::fromLatin1(nxClass));
    return group;
}

void link(hid_t source, const QString& sourceName, hid_t parent, const QString& name)
{
    check(H5Lcreate_hard(
              source, sourceName.toUtf8().constData(), parent, name.toUtf8().constData(), H5P_DEFAULT, H5P_DEFAULT),
        "link");
}

void writeAttribute(hid_t object, const char* name, const QString& text)
{
    const Handle type = variableText();
    const Handle space = scalarSpace();
    const Handle attribute(
        check(H5Acreate2(object, name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), "attribute"));
    const QByteArray bytes = text.toUtf8();
    const char* pointer = bytes.constData();
    check(H5Awrite(attribute.id(), type.id(), &pointer), "attribute");
}

void writeAttribute(hid_t object, const char* name, const QStringList& texts)
{
    const Handle type = variableText();
    const hsize_t count = static_cast<hsize_t>(texts.size());
    const Handle space = simpleSpace({&count, 1});
    const Handle attribute(
        check(H5Acreate2(object, name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), "attribute"));
    withPointers(
        texts, [&](const char* const* pointers) { check(H5Awrite(attribute.id(), type.id(), pointers), "attribute"); });
}

void writeAttribute(hid_t object, const char* name, int number)
{
    const Handle space = scalarSpace();
    const Handle attribute(
        check(H5Acreate2(object, name, H5T_STD_I32LE, space.id(), H5P_DEFAULT, H5P_DEFAULT), "attribute"));
    check(H5Awrite(attribute.id(), H5T_NATIVE_INT, &number), "attribute");
}

QStringList readAttributeList(hid_t object, const char* name)
{
    if (H5Aexists(object, name) <= 0)
        return {};
    const Handle attribute(check(H5Aopen(object, name, H5P_DEFAULT), "attribute"));
    const Handle type(check(H5Aget_type(attribute.id()), "attribute"));
    const Handle space(check(H5Aget_space(attribute.id()), "attribute"));
    if (H5Tget_class(type.id()) != H5T_STRING)
        return {};
    return readStrings(type.id(), elements(space.id()),
        [&](hid_t memory, void* data) { return H5Aread(attribute.id(), memory, data); });
}

QString readAttribute(hid_t object, const char* name)
{
    return readAttributeList(object, name).value(0);
}

int readNumberAttribute(hid_t object, const char* name, int otherwise)
{
    if (H5Aexists(object, name) <= 0)
        return otherwise;
    const Handle attribute(check(H5Aopen(object, name, H5P_DEFAULT), "attribute"));
    const Handle space(check(H5Aget_space(attribute.id()), "attribute"));
    if (elements(space.id()) != 1)
        return otherwise;
    int number = otherwise;
    return H5Aread(attribute.id(), H5T_NATIVE_INT, &number) < 0 ? otherwise : number;
}

Handle textType(std::size_t bytes)
{
    Handle type(check(H5Tcopy(H5T_C_S1), "text type"));
    check(H5Tset_size(type.id(), bytes), "text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "text type");
    check(H5Tset_strpad(type.id(), bytes == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD), "text type");
    return type;
}

Handle makeText(hid_t parent, const QString& name, const QString& text)
{
    const Handle type = variableText();
    const Handle space = scalarSpace();
    Handle dataset(check(
        H5Dcreate2(parent, name.toUtf8().constData(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        "text"));
    const QByteArray bytes = text.toUtf8();
    const char* pointer = bytes.constData();
    check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &pointer), "text");
    return dataset;
}

Handle makeTexts(hid_t parent, const QString& name, const QStringList& texts)
{
    const Handle type = variableText();
    const hsize_t count = static_cast<hsize_t>(texts.size());
    const Handle space = simpleSpace({&count, 1});
    Handle dataset(check(
        H5Dcreate2(parent, name.toUtf8().constData(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        "text"));
    withPointers(texts, [&](const char* const* pointers) {
        check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers), "text");
    });
    return dataset;
}

Handle makeFixedText(hid_t parent, const QString& name, std::size_t bytes, const QString& text)
{
    const Handle type = textType(bytes);
    Handle dataset = makeFixed(parent, name, type.id(), {}, nullptr);
    writeFixedText(dataset.id(), text);
    return dataset;
}

void writeFixedText(hid_t dataset, const QString& text)
{
    const Handle type(check(H5Dget_type(dataset), "text"));
    const std::size_t size = H5Tget_size(type.id());
    QByteArray bytes = clipped(text, size);
    bytes.resize(static_cast<qsizetype>(size), '\0');
    check(H5Dwrite(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.constData()), "text");
}

QString readText(hid_t parent, const QString& name)
{
    if (!exists(parent, name))
        return {};
    const Handle dataset = open(parent, name);
    return isText(dataset.id()) ? readTexts(dataset.id()).value(0) : QString();
}

QByteArray clipped(const QString& text, std::size_t bytes)
{
    QByteArray utf8 = text.toUtf8();
    auto end = static_cast<qsizetype>(bytes);
    if (utf8.size() <= end)
        return utf8;
    while (end > 0 && (static_cast<unsigned char>(utf8.at(end)) & 0xC0U) == 0x80U)
        --end; // never in the middle of a character
    utf8.truncate(end);
    return utf8;
}

Handle makeNumber(hid_t parent, const QString& name, double number)
{
    Handle dataset = makeFixed(parent, name, H5T_IEEE_F64LE, {}, nullptr);
    check(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, &number), "number");
    return dataset;
}

Handle makeFixed(hid_t parent, const QString& name, hid_t type, std::span<const hsize_t> shape, const void* fill)
{
    const Handle properties(check(H5Pcreate(H5P_DATASET_CREATE), "dataset"));
    check(H5Pset_alloc_time(properties.id(), H5D_ALLOC_TIME_EARLY), "dataset");
    check(H5Pset_fill_time(properties.id(), H5D_FILL_TIME_ALLOC), "dataset");
    if (fill != nullptr)
        check(H5Pset_fill_value(properties.id(), type, fill), "dataset");
    const Handle space = simpleSpace(shape);
    return Handle(check(
        H5Dcreate2(parent, name.toUtf8().constData(), type, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
        "dataset"));
}

std::vector<hsize_t> shapeOf(hid_t dataset)
{
    const Handle space(check(H5Dget_space(dataset), "dataset"));
    const int rank = check(H5Sget_simple_extent_ndims(space.id()), "dataset");
    std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
    if (rank > 0)
        check(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), "dataset");
    return shape;
}

Handle unchecked()
{
    Handle transfer(check(H5Pcreate(H5P_DATASET_XFER), "transfer"));
    check(H5Pset_edc_check(transfer.id(), H5Z_DISABLE_EDC), "transfer");
    return transfer;
}

std::vector<double> readNumbers(hid_t dataset, hid_t transfer)
{
    const Handle space(check(H5Dget_space(dataset), "read"));
    const Handle type(check(H5Dget_type(dataset), "read"));
    if (H5Tget_class(type.id()) == H5T_INTEGER && H5Tget_size(type.id()) == sizeof(qint64)) {
        std::vector<qint64> integers(elements(space.id()));
        check(H5Dread(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, transfer, integers.data()), "read");
        std::vector<double> numbers(integers.size());
        for (std::size_t i = 0; i < integers.size(); ++i) {
            numbers[i] = integers[i] == std::numeric_limits<qint64>::min() ? std::numeric_limits<double>::quiet_NaN()
                                                                           : static_cast<double>(integers[i]);
        }
        return numbers;
    }
    std::vector<double> numbers(elements(space.id()));
    check(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, transfer, numbers.data()), "read");
    return numbers;
}

QStringList readTexts(hid_t dataset, hid_t transfer)
{
    const Handle type(check(H5Dget_type(dataset), "read"));
    const Handle space(check(H5Dget_space(dataset), "read"));
    return readStrings(type.id(), elements(space.id()),
        [&](hid_t memory, void* data) { return H5Dread(dataset, memory, H5S_ALL, H5S_ALL, transfer, data); });
}

bool isText(hid_t dataset)
{
    const Handle type(check(H5Dget_type(dataset), "read"));
    return H5Tget_class(type.id()) == H5T_STRING;
}

void flush(hid_t dataset)
{
    check(H5Dflush(dataset), "flush");
}

} // namespace storage::h5
