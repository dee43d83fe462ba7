#pragma once

#include "devices/channel/value.h"
#include "devices/kinds/device.h"
#include "storage/hdf5/handle.h"

#include <span>
#include <vector>

namespace storage {

/// How the values of one key lie in HDF5: type, shape, and the way from a devices::Value to bytes.
/// Missing numbers are NaN, missing integers the smallest of 64 bits, missing texts empty.
class ItemType
{
public:
    /// `sample`: a value of the key, from which an array's element type is seen; null when there is none yet.
    ItemType(const devices::DataKey& key, const devices::Value& sample);
    static ItemType number();
    static ItemType integer();
    static ItemType indices(std::size_t count);
    /// Any type of HDF5's, written as bytes that the caller has put together.
    static ItemType record(h5::Handle type);

    hid_t type() const { return m_type.id(); }
    std::span<const hsize_t> shape() const { return m_shape; }
    std::size_t bytes() const { return m_elements * m_elementBytes; }
    const void* fill() const { return m_fill.data(); }
    bool scalarNumber() const { return m_shape.empty() && m_encoding != Encoding::Text; }

    /// False when the bytes do not tell the whole value: it is longer, shorter or of another type.
    bool encode(const devices::Value& value, char* bytes) const;
    /// The value's own memory where that is what encode() would write.
    const void* direct(const devices::Value& value) const;
    void encodeMissing(char* bytes) const;

private:
    enum class Encoding : quint8 { Number, Integer, Text, Elements };

    ItemType() = default;
    void setElement(hid_t type, std::size_t bytes, const void* fill);
    void setNumber();
    void setInteger();
    void setText(std::size_t bytes);
    void setArray(const devices::DataKey& key, const devices::Value& sample);
    void setElements(const devices::Value& sample);
    bool copy(const void* elements, std::size_t count, char* bytes) const;
    bool encodeNumber(const devices::Value& value, char* bytes) const;
    bool encodeInteger(const devices::Value& value, char* bytes) const;
    bool encodeText(const devices::Value& value, char* bytes) const;
    bool encodeElements(const devices::Value& value, char* bytes) const;

    Encoding m_encoding = Encoding::Number;
    h5::Handle m_type;
    std::vector<hsize_t> m_shape;
    std::size_t m_elements = 1;
    std::size_t m_elementBytes = 0;
    std::vector<char> m_fill; ///< one element
    std::size_t m_alternative = 0; ///< of devices::Value, for Elements
    QStringList m_choices;
    QString m_name;
};

} // namespace storage
