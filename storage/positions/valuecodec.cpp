#include "storage/positions/valuecodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <bit>
#include <cstring>
#include <utility>

namespace storage {

namespace {

template <std::size_t Size>
struct Bits;
template <>
struct Bits<1>
{
    using Type = quint8;
};
template <>
struct Bits<2>
{
    using Type = quint16;
};
template <>
struct Bits<4>
{
    using Type = quint32;
};
template <>
struct Bits<8>
{
    using Type = quint64;
};

template <typename T>
QByteArray pack(const T* elements, std::size_t count)
{
    using Raw = typename Bits<sizeof(T)>::Type;
    QByteArray bytes(static_cast<qsizetype>(count * sizeof(T)), Qt::Uninitialized);
    for (std::size_t i = 0; i < count; ++i)
        qToLittleEndian(std::bit_cast<Raw>(elements[i]), bytes.data() + i * sizeof(T));
    return bytes;
}

template <typename T>
std::vector<T> unpack(const QByteArray& bytes)
{
    using Raw = typename Bits<sizeof(T)>::Type;
    std::vector<T> elements(static_cast<std::size_t>(bytes.size()) / sizeof(T));
    for (std::size_t i = 0; i < elements.size(); ++i)
        elements[i] = std::bit_cast<T>(qFromLittleEndian<Raw>(bytes.constData() + i * sizeof(T)));
    return elements;
}

template <typename T>
std::optional<devices::Value> unpackArray(const QByteArray& bytes)
{
    if (static_cast<std::size_t>(bytes.size()) % sizeof(T) != 0)
        return std::nullopt;
    return devices::Value(devices::makeArray(unpack<T>(bytes)));
}

template <typename T, typename Wrap>
std::optional<devices::Value> unpackScalar(const QByteArray& bytes, Wrap wrap)
{
    if (bytes.size() != static_cast<qsizetype>(sizeof(T)))
        return std::nullopt;
    return devices::Value(wrap(unpack<T>(bytes).front()));
}

QByteArray packTexts(const std::vector<QString>& texts)
{
    QJsonArray array;
    for (const QString& text : texts)
        array.append(text);
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

std::optional<devices::Value> unpackTexts(const QByteArray& bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isArray())
        return std::nullopt;
    std::vector<QString> texts;
    for (const QJsonValue& text : document.array())
        texts.push_back(text.toString());
    return devices::Value(devices::makeArray(std::move(texts)));
}

// One row per alternative of devices::Value: how it is written …
struct Writer
{
    StoredValue operator()(std::monostate) const { return {}; }
    StoredValue operator()(double x) const { return {QStringLiteral("double"), pack(&x, 1)}; }
    StoredValue operator()(qint64 x) const { return {QStringLiteral("int64"), pack(&x, 1)}; }
    StoredValue operator()(devices::EnumIndex x) const { return {QStringLiteral("enum"), pack(&x.index, 1)}; }
    StoredValue operator()(const QString& x) const { return {QStringLiteral("string"), x.toUtf8()}; }
    StoredValue operator()(const devices::ArrayPtr<double>& x) const { return array("double[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<float>& x) const { return array("float[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<qint32>& x) const { return array("int32[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<quint32>& x) const { return array("uint32[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<qint16>& x) const { return array("int16[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<quint16>& x) const { return array("uint16[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<qint8>& x) const { return array("int8[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<quint8>& x) const { return array("uint8[]", *x); }
    StoredValue operator()(const devices::ArrayPtr<QString>& x) const
    {
        return {QStringLiteral("string[]"), packTexts(*x)};
    }

private:
    template <typename T>
    static StoredValue array(const char* type, const std::vector<T>& elements)
    {
        return {QString::fromLatin1(type), pack(elements.data(), elements.size())};
    }
};

// … and how it is read.
using Reader = std::optional<devices::Value> (*)(const QByteArray&);
const std::pair<const char*, Reader> readers[]{
    {"double", [](const QByteArray& b) { return unpackScalar<double>(b, [](double x) { return x; }); }},
    {"int64", [](const QByteArray& b) { return unpackScalar<qint64>(b, [](qint64 x) { return x; }); }},
    {"enum",
        [](const QByteArray& b) { return unpackScalar<quint16>(b, [](quint16 x) { return devices::EnumIndex{x}; }); }},
    {"string", [](const QByteArray& b) { return std::optional<devices::Value>(QString::fromUtf8(b)); }},
    {"double[]", unpackArray<double>},
    {"float[]", unpackArray<float>},
    {"int32[]", unpackArray<qint32>},
    {"uint32[]", unpackArray<quint32>},
    {"int16[]", unpackArray<qint16>},
    {"uint16[]", unpackArray<quint16>},
    {"int8[]", unpackArray<qint8>},
    {"uint8[]", unpackArray<quint8>},
    {"string[]", unpackTexts},
};

} // namespace

StoredValue StoredValue::from(const devices::Value& value)
{
    return std::visit(Writer{}, value);
}

std::optional<devices::Value> StoredValue::value() const
{
    if (type.isEmpty())
        return devices::Value();
    for (const auto& [name, read] : readers) {
        if (type == QLatin1String(name))
            return read(bytes);
    }
    return std::nullopt;
}

} // namespace storage
