#include "storage/nexus/columnblock.h"

#include "storage/hdf5/h5.h"

#include <cmath>
#include <cstring>
#include <utility>

namespace storage {

using devices::Value;

namespace {

template <typename T>
Value arrayOf(const char* bytes, std::size_t elements)
{
    std::vector<T> values(elements);
    std::memcpy(values.data(), bytes, elements * sizeof(T));
    return devices::makeArray(std::move(values));
}

/// By the place of each alternative in devices::Value.
template <std::size_t Index = 0>
Value numericArray(std::size_t alternative, const char* bytes, std::size_t elements, std::size_t elementBytes)
{
    if constexpr (Index < std::variant_size_v<Value>) {
        using Alternative = std::variant_alternative_t<Index, Value>;
        if (alternative != Index)
            return numericArray<Index + 1>(alternative, bytes, elements, elementBytes);
        if constexpr (requires(Alternative a) { a->data(); }
            && !std::is_same_v<Alternative, devices::ArrayPtr<QString>> && !std::is_same_v<Alternative, QString>) {
            using Element = typename Alternative::element_type::value_type;
            if (sizeof(Element) == elementBytes)
                return arrayOf<Element>(bytes, elements);
        }
    }
    throw h5::Failure(QStringLiteral("a column has not the type that its events say"));
}

h5::Handle memoryType(hid_t dataset)
{
    h5::Handle type(h5::check(H5Dget_type(dataset), "read"));
    const H5T_class_t kind = H5Tget_class(type.id());
    if (kind == H5T_STRING || kind == H5T_COMPOUND)
        return type;
    return h5::Handle(h5::check(H5Tget_native_type(type.id(), H5T_DIR_ASCEND), "read"));
}

} // namespace

ColumnBlock::ColumnBlock(hid_t file, const QString& path, QStringList choices, bool checked)
    : m_dataset(h5::open(file, path))
    , m_transfer(checked ? h5::Handle() : h5::unchecked())
    , m_type(memoryType(m_dataset.id()))
    , m_class(H5Tget_class(m_type.id()))
    , m_elementBytes(H5Tget_size(m_type.id()))
    , m_choices(std::move(choices))
{
    const std::vector<hsize_t> shape = h5::shapeOf(m_dataset.id());
    m_item.assign(shape.cbegin() + 1, shape.cend());
    for (const hsize_t length : m_item)
        m_elements *= length;
}

void ColumnBlock::load(hsize_t first, hsize_t count)
{
    std::vector<hsize_t> start{first};
    std::vector<hsize_t> size{count};
    start.resize(m_item.size() + 1, 0);
    size.insert(size.end(), m_item.cbegin(), m_item.cend());
    m_bytes.resize(count * rowBytes());
    m_first = first;
    if (m_bytes.empty())
        return;
    const hid_t transfer = m_transfer ? m_transfer.id() : H5P_DEFAULT;
    h5::check(H5Drefresh(m_dataset.id()), "read");
    const h5::Handle space(h5::check(H5Dget_space(m_dataset.id()), "read"));
    h5::check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr), "read");
    const h5::Handle memory(h5::check(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), "read"));
    h5::check(H5Dread(m_dataset.id(), m_type.id(), memory.id(), space.id(), transfer, m_bytes.data()), "read");
}

QString ColumnBlock::textAt(const char* bytes) const
{
    return QString::fromUtf8(bytes, static_cast<qsizetype>(strnlen(bytes, m_elementBytes)));
}

double ColumnBlock::numberAt(const char* bytes) const
{
    if (m_class == H5T_INTEGER)
        return static_cast<double>(integerAt(bytes));
    double number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

qint64 ColumnBlock::integerAt(const char* bytes) const
{
    if (m_class == H5T_FLOAT)
        return std::llround(numberAt(bytes));
    qint64 number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

Value ColumnBlock::value(hsize_t row, std::size_t alternative) const
{
    const char* at = bytes(row);
    const auto is = [alternative](const Value& example) { return example.index() == alternative; };
    if (is(Value()))
        return {};
    if (is(0.0))
        return numberAt(at);
    if (is(qint64{}))
        return integerAt(at);
    if (is(QString()))
        return textAt(at);
    if (is(devices::EnumIndex{})) {
        const qint64 index = m_class == H5T_STRING ? m_choices.indexOf(textAt(at)) : integerAt(at);
        return devices::EnumIndex{static_cast<quint16>(index)};
    }
    if (is(devices::ArrayPtr<QString>())) {
        std::vector<QString> texts;
        for (std::size_t i = 0; i < m_elements; ++i)
            texts.push_back(textAt(at + i * m_elementBytes));
        return devices::makeArray(std::move(texts));
    }
    return numericArray(alternative, at, m_elements, m_elementBytes);
}

} // namespace storage
