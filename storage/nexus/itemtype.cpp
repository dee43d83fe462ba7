#include "storage/nexus/itemtype.h"

#include "storage/hdf5/h5.h"

#include <cstring>
#include <limits>
#include <type_traits>

namespace storage {

using devices::DataKey;
using devices::Value;

namespace {

constexpr double missingNumber = std::numeric_limits<double>::quiet_NaN();
constexpr qint64 missingInteger = std::numeric_limits<qint64>::min();
constexpr std::size_t textBytes = 128;

template <typename T>
hid_t nativeType()
{
    if constexpr (std::is_same_v<T, double>)
        return H5T_NATIVE_DOUBLE;
    else if constexpr (std::is_same_v<T, float>)
        return H5T_NATIVE_FLOAT;
    else if constexpr (std::is_same_v<T, qint32>)
        return H5T_NATIVE_INT32;
    else if constexpr (std::is_same_v<T, quint32>)
        return H5T_NATIVE_UINT32;
    else if constexpr (std::is_same_v<T, qint16>)
        return H5T_NATIVE_INT16;
    else if constexpr (std::is_same_v<T, quint16>)
        return H5T_NATIVE_UINT16;
    else if constexpr (std::is_same_v<T, qint8>)
        return H5T_NATIVE_INT8;
    else
        return H5T_NATIVE_UINT8;
}

/// Calls `visit` with the elements of a numeric array; false for everything else.
template <typename Visit>
bool withElements(const Value& value, Visit visit)
{
    return std::visit(
        [&visit](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (
                !std::is_arithmetic_v<
                    T> && !std::is_same_v<T, QString> && !std::is_same_v<T, std::monostate> && !std::is_same_v<T, devices::EnumIndex> && !std::is_same_v<T, devices::ArrayPtr<QString>>) {
                visit(*v);
                return true;
            } else {
                return false;
            }
        },
        value);
}

} // namespace

ItemType::ItemType(const DataKey& key, const Value& sample)
    : m_choices(key.choices)
    , m_name(key.name)
{
    if (key.dtype == DataKey::Dtype::Number)
        setNumber();
    else if (key.dtype == DataKey::Dtype::Integer)
        setInteger();
    else if (key.dtype == DataKey::Dtype::String)
        setText(textBytes);
    else
        setArray(key, sample);
}

void ItemType::setArray(const DataKey& key, const Value& sample)
{
    setElements(sample);
    for (const qint64 length : key.shape)
        m_shape.push_back(static_cast<hsize_t>(std::max<qint64>(length, 0)));
    m_elements = 1;
    for (const hsize_t length : m_shape)
        m_elements *= length;
    const std::size_t got = devices::elementCount(sample);
    if (m_shape.empty() || m_elements == 0 || (got > m_elements && m_shape.size() == 1)) {
        m_elements = std::max<std::size_t>(got, 1); // announced without its size
        m_shape = {m_elements};
    }
}

ItemType ItemType::number()
{
    ItemType type;
    type.setNumber();
    return type;
}

ItemType ItemType::integer()
{
    ItemType type;
    type.setInteger();
    return type;
}

ItemType ItemType::indices(std::size_t count)
{
    ItemType type;
    type.setElements(devices::makeArray<qint32>({}));
    type.m_elements = count;
    type.m_shape = {count};
    return type;
}

void ItemType::setElement(hid_t type, std::size_t bytes, const void* fill)
{
    m_type = h5::Handle(h5::check(H5Tcopy(type), "type"));
    m_elementBytes = bytes;
    m_fill.assign(bytes, '\0');
    if (fill != nullptr)
        std::memcpy(m_fill.data(), fill, bytes);
}

void ItemType::setNumber()
{
    m_encoding = Encoding::Number;
    setElement(H5T_NATIVE_DOUBLE, sizeof(double), &missingNumber);
}

void ItemType::setInteger()
{
    m_encoding = Encoding::Integer;
    setElement(H5T_NATIVE_INT64, sizeof(qint64), &missingInteger);
}

void ItemType::setText(std::size_t bytes)
{
    m_encoding = Encoding::Text;
    setElement(h5::textType(bytes).id(), bytes, nullptr);
}

void ItemType::setElements(const Value& sample)
{
    if (std::holds_alternative<devices::ArrayPtr<QString>>(sample))
        return setText(textBytes);
    m_encoding = Encoding::Elements;
    m_alternative = sample.index();
    const bool array = withElements(sample, [this](const auto& elements) {
        using T = typename std::decay_t<decltype(elements)>::value_type;
        const T missing = std::is_floating_point_v<T> ? std::numeric_limits<T>::quiet_NaN() : T{};
        setElement(nativeType<T>(), sizeof(T), &missing);
    });
    if (!array) {
        m_alternative = Value(devices::ArrayPtr<double>()).index();
        setElement(H5T_NATIVE_DOUBLE, sizeof(double), &missingNumber);
    }
}

void ItemType::copy(const void* elements, std::size_t count, char* bytes) const
{
    if (count > m_elements) {
        throw h5::Failure(QStringLiteral("%1 delivered %2 elements, but was announced with %3")
                              .arg(m_name)
                              .arg(count)
                              .arg(m_elements));
    }
    if (count > 0)
        std::memcpy(bytes, elements, count * m_elementBytes);
}

void ItemType::encode(const Value& value, char* bytes) const
{
    encodeMissing(bytes);
    switch (m_encoding) {
    case Encoding::Number:
        if (const auto number = devices::toDouble(value))
            std::memcpy(bytes, &*number, sizeof *number);
        return;
    case Encoding::Integer:
        if (const auto number = devices::toInteger(value))
            std::memcpy(bytes, &*number, sizeof *number);
        return;
    case Encoding::Text: {
        std::vector<QString> texts{devices::toText(value)};
        if (const auto* label = std::get_if<devices::EnumIndex>(&value);
            label != nullptr && label->index < m_choices.size())
            texts = {m_choices.at(label->index)};
        if (const auto* list = std::get_if<devices::ArrayPtr<QString>>(&value); list != nullptr && !m_shape.empty())
            texts = **list;
        QByteArray packed;
        for (const QString& text : texts)
            packed += h5::clipped(text, m_elementBytes).leftJustified(static_cast<qsizetype>(m_elementBytes), '\0');
        return copy(packed.constData(), texts.size(), bytes);
    }
    case Encoding::Elements:
        if (value.index() == m_alternative) {
            withElements(value, [&](const auto& elements) { copy(elements.data(), elements.size(), bytes); });
        } else if (m_alternative == Value(devices::ArrayPtr<double>()).index()) {
            const std::vector<double> numbers = devices::toDoubles(value);
            copy(numbers.data(), numbers.size(), bytes);
        } else if (!devices::isNull(value)) {
            throw h5::Failure(QStringLiteral("%1 changed its element type during the run").arg(m_name));
        }
        return;
    }
}

void ItemType::encodeMissing(char* bytes) const
{
    for (std::size_t i = 0; i < m_elements; ++i)
        std::memcpy(bytes + i * m_elementBytes, m_fill.data(), m_elementBytes);
}

} // namespace storage
