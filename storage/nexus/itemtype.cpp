#include "storage/nexus/itemtype.h"

#include "storage/hdf5/h5.h"

#include <algorithm>
#include <cmath>
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
constexpr std::size_t largestTextBytes = 4096;
constexpr qint64 largestExactInteger = qint64{1} << 53; ///< that a double can tell from the next

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

/// Twice what the first text needs, if that is long.
std::size_t roomFor(const Value& sample)
{
    qsizetype longest = devices::toText(sample).toUtf8().size();
    if (const auto* texts = std::get_if<devices::ArrayPtr<QString>>(&sample)) {
        longest = 0;
        for (const QString& text : **texts)
            longest = std::max(longest, text.toUtf8().size());
    }
    std::size_t room = textBytes;
    while (room<largestTextBytes&& static_cast<std::size_t>(longest) * 2> room)
        room *= 2;
    return room;
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
        setText(roomFor(sample));
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
        return setText(roomFor(sample));
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

ItemType ItemType::record(h5::Handle type)
{
    ItemType record;
    record.m_elementBytes = H5Tget_size(type.id());
    record.m_fill.assign(record.m_elementBytes, '\0');
    record.m_type = std::move(type);
    return record;
}

/// False when there is not as much as announced.
bool ItemType::copy(const void* elements, std::size_t count, char* bytes) const
{
    if (count > 0)
        std::memcpy(bytes, elements, std::min(count, m_elements) * m_elementBytes);
    return count == m_elements;
}

bool ItemType::encode(const Value& value, char* bytes) const
{
    encodeMissing(bytes);
    if (devices::isNull(value))
        return true;
    switch (m_encoding) {
    case Encoding::Number:
        return encodeNumber(value, bytes);
    case Encoding::Integer:
        return encodeInteger(value, bytes);
    case Encoding::Text:
        return encodeText(value, bytes);
    case Encoding::Elements:
        return encodeElements(value, bytes);
    }
    return false;
}

bool ItemType::encodeNumber(const Value& value, char* bytes) const
{
    const auto number = devices::toDouble(value);
    if (!number)
        return false;
    std::memcpy(bytes, &*number, sizeof *number);
    if (const auto* integer = std::get_if<qint64>(&value))
        return std::abs(*integer) <= largestExactInteger;
    return std::holds_alternative<double>(value) || std::holds_alternative<devices::EnumIndex>(value);
}

bool ItemType::encodeInteger(const Value& value, char* bytes) const
{
    const auto number = devices::toInteger(value);
    if (!number)
        return false;
    std::memcpy(bytes, &*number, sizeof *number);
    if (const auto* real = std::get_if<double>(&value))
        return std::abs(*real) <= largestExactInteger && static_cast<double>(*number) == *real;
    return std::holds_alternative<qint64>(value) || std::holds_alternative<devices::EnumIndex>(value);
}

bool ItemType::encodeText(const Value& value, char* bytes) const
{
    const auto put = [this, bytes](const QString& text, std::size_t element) {
        const QByteArray utf8 = h5::clipped(text, m_elementBytes);
        std::memcpy(bytes + element * m_elementBytes, utf8.constData(), static_cast<std::size_t>(utf8.size()));
        return !text.contains(QChar(u'\0')) && text.isValidUtf16() && QString::fromUtf8(utf8) == text;
    };
    if (const auto* label = std::get_if<devices::EnumIndex>(&value);
        label != nullptr && label->index < m_choices.size())
        return put(m_choices.at(label->index), 0) && m_choices.indexOf(m_choices.at(label->index)) == label->index;
    const auto* list = std::get_if<devices::ArrayPtr<QString>>(&value);
    if (list == nullptr || m_shape.empty())
        return put(devices::toText(value), 0) && std::holds_alternative<QString>(value) && m_shape.empty();
    bool exact = (*list)->size() == m_elements;
    for (std::size_t i = 0; i < std::min((*list)->size(), m_elements); ++i)
        exact = put((**list)[i], i) && exact;
    return exact;
}

bool ItemType::encodeElements(const Value& value, char* bytes) const
{
    bool exact = false;
    if (value.index() == m_alternative) {
        withElements(value, [&](const auto& elements) { exact = copy(elements.data(), elements.size(), bytes); });
    } else if (m_alternative == Value(devices::ArrayPtr<double>()).index()) {
        const std::vector<double> numbers = devices::toDoubles(value);
        copy(numbers.data(), numbers.size(), bytes);
    }
    return exact;
}

const void* ItemType::direct(const Value& value) const
{
    const void* memory = nullptr;
    if (m_encoding == Encoding::Elements && value.index() == m_alternative) {
        withElements(value, [&](const auto& elements) {
            if (elements.size() == m_elements)
                memory = elements.data();
        });
    }
    return memory;
}

void ItemType::encodeMissing(char* bytes) const
{
    if (std::all_of(m_fill.cbegin(), m_fill.cend(), [](char byte) { return byte == 0; })) {
        std::memset(bytes, 0, this->bytes());
        return;
    }
    for (std::size_t i = 0; i < m_elements; ++i)
        std::memcpy(bytes + i * m_elementBytes, m_fill.data(), m_elementBytes);
}

} // namespace storage
