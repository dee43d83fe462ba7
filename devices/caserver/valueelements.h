#pragma once

#include "devices/caserver/wire.h"
#include "devices/channel/value.h"

#include <algorithm>
#include <span>
#include <type_traits>

namespace devices {

template <typename T>
struct ArrayElement
{
    using Type = void;
};
template <typename T>
struct ArrayElement<ArrayPtr<T>>
{
    using Type = T;
};

/// The bytes of a text with its NUL, at most `limit`.
inline QByteArray charsOf(const QString& text, std::size_t limit)
{
    QByteArray bytes = text.toUtf8();
    bytes.truncate(static_cast<qsizetype>(
        cutUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())}, std::max<std::size_t>(limit, 1) - 1)
            .size()));
    bytes.append('\0');
    return bytes;
}

/// Calls the visitor with the elements as a span of their own type; scalars are spans of one, enums of quint16. A text is one
/// QString, or with `charLimit` > 0 that many bytes at most.
template <typename Visitor>
auto visitElements(const Value& value, std::size_t charLimit, Visitor&& visitor)
{
    return std::visit(
        [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            using Element = typename ArrayElement<T>::Type;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return visitor(std::span<const qint64>{});
            } else if constexpr (std::is_same_v<T, EnumIndex>) {
                return visitor(std::span<const quint16>(&v.index, 1));
            } else if constexpr (!std::is_void_v<Element>) {
                return visitor(std::span<const Element>(*v));
            } else if constexpr (std::is_same_v<T, QString>) {
                if (charLimit == 0)
                    return visitor(std::span<const QString>(&v, 1));
                const QByteArray bytes = charsOf(v, charLimit);
                return visitor(std::span<const quint8>(
                    reinterpret_cast<const quint8*>(bytes.constData()), static_cast<std::size_t>(bytes.size())));
            } else {
                return visitor(std::span<const T>(&v, 1));
            }
        },
        value);
}

} // namespace devices
