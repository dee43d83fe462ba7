#pragma once

#include "devices/channel/value.h"

#include <type_traits>

namespace simulator {

template <typename T>
struct IsPixels : std::false_type
{
};
template <typename T>
requires std::is_arithmetic_v<T>
struct IsPixels<devices::ArrayPtr<T>> : std::true_type
{
};

/// Calls `use` with the std::vector of an image's pixels, whatever their type; a default result when the value holds none.
template <typename Result, typename Use>
Result withPixels(const devices::Value& value, const Use& use)
{
    return std::visit(
        [&use](const auto& pixels) -> Result {
            if constexpr (IsPixels<std::decay_t<decltype(pixels)>>::value)
                return use(*pixels);
            else
                return {};
        },
        value);
}

} // namespace simulator
