#include "devices/kinds/ndarray.h"

#include "devices/kinds/texts.h"

#include <cstring>
#include <type_traits>

namespace devices {

int bytesOf(NdType type)
{
    constexpr int bytes[] = {1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    const auto index = static_cast<std::size_t>(type);
    return index < std::size(bytes) ? bytes[index] : 8;
}

namespace {

Error cannotBe(std::size_t bytes)
{
    return {ErrorCode::BadValue,
        Texts::tr("the image's elements have %1 bytes, which its data type does not").arg(bytes), {}};
}

template <typename To, typename From>
Result<Value> as(const ArrayPtr<From>& from, std::size_t count)
{
    if constexpr (std::is_same_v<To, From>) {
        if (from->size() == count)
            return Value(from);
    }
    if constexpr (sizeof(To) == sizeof(From) && std::is_integral_v<To> == std::is_integral_v<From>) {
        std::vector<To> to(count);
        std::memcpy(to.data(), from->data(), count * sizeof(To));
        return Value(makeArray(std::move(to)));
    } else {
        return cannotBe(sizeof(From));
    }
}

template <typename From>
Result<Value> convert(const ArrayPtr<From>& from, NdType type, std::size_t count)
{
    switch (type) {
    case NdType::Int8:
        return as<qint8>(from, count);
    case NdType::UInt8:
        return as<quint8>(from, count);
    case NdType::Int16:
        return as<qint16>(from, count);
    case NdType::UInt16:
        return as<quint16>(from, count);
    case NdType::Int32:
        return as<qint32>(from, count);
    case NdType::UInt32:
        return as<quint32>(from, count);
    case NdType::Float32:
        return as<float>(from, count);
    case NdType::Float64:
        return as<double>(from, count);
    default: // Channel Access has no 64-bit integers: servers send them as doubles
        return as<double>(from, count);
    }
}

} // namespace

Result<Value> asNdArray(const Value& data, NdType type, std::size_t count)
{
    if (elementCount(data) < count)
        return Error{ErrorCode::BadValue,
            Texts::tr("the image has %1 elements where %2 were announced").arg(elementCount(data)).arg(count), {}};
    return std::visit(
        [type, count](const auto& from) -> Result<Value> {
            using T = std::decay_t<decltype(from)>;
            if constexpr (std::is_same_v<T, ArrayPtr<QString>> || !requires { from->size(); })
                return Error{ErrorCode::BadValue, Texts::tr("the image is not an array of numbers"), {}};
            else
                return convert(from, type, count);
        },
        data);
}

} // namespace devices
