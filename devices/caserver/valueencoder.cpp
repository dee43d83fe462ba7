#include "devices/caserver/valueencoder.h"

#include "devices/caserver/metadataencoder.h"
#include "devices/caserver/valueelements.h"
#include "devices/caserver/valuetext.h"

#include <cmath>
#include <limits>

namespace devices {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view illegalState = "Illegal_Value"sv;
constexpr std::string_view anyRecordType = "beamdeck"sv;

template <typename Out, typename In>
Out converted(In value)
{
    if constexpr (std::is_floating_point_v<In> && std::is_integral_v<Out>) {
        if (std::isnan(value))
            return 0;
        constexpr double low = std::numeric_limits<qint32>::min();
        constexpr double high = std::numeric_limits<qint32>::max();
        return static_cast<Out>(static_cast<qint32>(std::clamp(static_cast<double>(value), low, high)));
    } else {
        return static_cast<Out>(value);
    }
}

void putText(std::string_view text, char* to)
{
    const std::string_view shown = cutUtf8(text, WireStringBytes - 1);
    std::memcpy(to, shown.data(), shown.size());
    std::memset(to + shown.size(), 0, WireStringBytes - shown.size());
}

void putLabel(const PvMetadata& metadata, qint64 state, char* to)
{
    if (state < 0 || state >= metadata.labels.size()) {
        putText(illegalState, to);
        return;
    }
    const QByteArray label = metadata.labels.at(state).toUtf8();
    putText({label.constData(), static_cast<std::size_t>(label.size())}, to);
}

template <typename In>
void putAsText(const In& element, const PvSnapshot& pv, char* to)
{
    if constexpr (std::is_same_v<In, QString>) {
        const QByteArray text = element.toUtf8();
        putText({text.constData(), static_cast<std::size_t>(text.size())}, to);
    } else if constexpr (std::is_floating_point_v<In>) {
        putText(NumberText(static_cast<double>(element), pv.metadata.precision).view(), to);
    } else if (pv.type == NativeType::Enum) {
        putLabel(pv.metadata, static_cast<qint64>(element), to);
    } else {
        putText(NumberText(static_cast<qint64>(element)).view(), to);
    }
}

template <typename Out, typename In>
bool putNumbers(std::span<const In> elements, char* to)
{
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if constexpr (std::is_same_v<In, QString>) {
            const QByteArray text = elements[i].toUtf8();
            const auto number = parseWireDouble({text.constData(), static_cast<std::size_t>(text.size())});
            if (!number)
                return false;
            storeBig<Out>(to + i * sizeof(Out), converted<Out>(*number));
        } else {
            storeBig<Out>(to + i * sizeof(Out), converted<Out>(elements[i]));
        }
    }
    return true;
}

template <typename In>
bool putElements(NativeType base, std::span<const In> elements, const PvSnapshot& pv, char* to)
{
    switch (base) {
    case NativeType::String:
        for (std::size_t i = 0; i < elements.size(); ++i)
            putAsText(elements[i], pv, to + i * WireStringBytes);
        return true;
    case NativeType::Short:
        return putNumbers<qint16>(elements, to);
    case NativeType::Float:
        return putNumbers<float>(elements, to);
    case NativeType::Enum:
        return putNumbers<quint16>(elements, to);
    case NativeType::Char:
        return putNumbers<quint8>(elements, to);
    case NativeType::Long:
        return putNumbers<qint32>(elements, to);
    case NativeType::Double:
        return putNumbers<double>(elements, to);
    }
    Q_UNREACHABLE();
}

template <typename In>
bool putSlice(NativeType base, std::span<const In> elements, const PvSnapshot& pv, char* to)
{
    const auto increment = static_cast<std::size_t>(pv.slice->increment);
    std::vector<In> picked;
    picked.reserve(elements.size() / increment + 1);
    for (std::size_t i = 0; i < elements.size(); i += increment)
        picked.push_back(elements[i]);
    return putElements(base, std::span<const In>(picked), pv, to);
}

/// How many were written; nothing when they cannot be converted.
std::optional<std::size_t> putValue(const WireLayout& layout, std::size_t count, const PvSnapshot& pv, char* to)
{
    return visitElements(pv.reading.value, pv.charLimit(), [&](auto elements) -> std::optional<std::size_t> {
        if (!pv.slice) {
            const std::size_t n = std::min(elements.size(), count);
            return putElements(layout.base, elements.first(n), pv, to) ? std::optional(n) : std::nullopt;
        }
        const ArraySlice::Extent extent = pv.slice->of(elements.size());
        const auto increment = static_cast<std::size_t>(pv.slice->increment);
        const std::size_t n = std::min(extent.count, count);
        if (n == 0)
            return n;
        const auto stretch = elements.subspan(extent.first, (n - 1) * increment + 1);
        const bool done
            = increment == 1 ? putElements(layout.base, stretch, pv, to) : putSlice(layout.base, stretch, pv, to);
        return done ? std::optional(n) : std::nullopt;
    });
}

} // namespace

std::size_t PvSnapshot::currentCount() const
{
    if (wholeCount() == 1)
        return 1;
    const auto* text = std::get_if<QString>(&reading.value);
    const std::size_t whole = text && charLimit() > 0 ? static_cast<std::size_t>(charsOf(*text, charLimit()).size())
                                                      : std::min(elementCount(reading.value), wholeCount());
    return slice ? slice->of(whole).count : whole;
}

CaStatus encodeValue(const WireLayout& layout, std::size_t count, const PvSnapshot& pv, char* to)
{
    const std::size_t total = padded(layout.bytes(count));
    if (layout.dbrClass == DbrClass::PutAck) {
        std::memset(to, 0, total);
        return CaStatus::GetFailed;
    }
    encodeMetadata(layout, pv, to);
    if (layout.dbrClass == DbrClass::ClassName) {
        std::memset(to, 0, total);
        if (count > 0)
            putText(pv.recordType.empty() ? anyRecordType : pv.recordType, to);
        return CaStatus::Normal;
    }
    const std::optional<std::size_t> written = putValue(layout, count, pv, to + layout.valueOffset);
    if (!written) {
        std::memset(to, 0, total);
        return CaStatus::GetFailed;
    }
    const std::size_t end = layout.bytes(*written);
    std::memset(to + end, 0, total - end);
    return CaStatus::Normal;
}

} // namespace devices
