#include "devices/caserver/wirelayout.h"

#include <array>

namespace devices {

namespace {

constexpr std::size_t baseCount = 7;
constexpr std::array<std::size_t, baseCount> elementBytes{40, 2, 4, 2, 1, 4, 8};
// Value offsets by class (plain, STS, TIME, GR, CTRL) and base (string, short, float, enum, char, long, double).
constexpr std::array<std::array<std::size_t, baseCount>, 5> valueOffsets{{
    {0, 0, 0, 0, 0, 0, 0},
    {4, 4, 4, 4, 5, 4, 8},
    {12, 14, 12, 14, 15, 12, 16},
    {4, 24, 40, 422, 19, 36, 64},
    {4, 28, 48, 422, 21, 44, 80},
}};

std::array<WireLayout, LastDbrType + 1> makeLayouts()
{
    std::array<WireLayout, LastDbrType + 1> layouts;
    for (std::size_t i = 0; i < valueOffsets.size() * baseCount; ++i) {
        const std::size_t base = i % baseCount;
        layouts.at(i) = {static_cast<quint16>(i), static_cast<DbrClass>(i / baseCount), static_cast<NativeType>(base),
            valueOffsets.at(i / baseCount).at(base), elementBytes.at(base)};
    }
    layouts[35] = {35, DbrClass::PutAck, NativeType::Short, 0, 2};
    layouts[36] = {36, DbrClass::PutAck, NativeType::Short, 0, 2};
    layouts[37] = {37, DbrClass::StsAck, NativeType::String, 8, 40};
    layouts[38] = {38, DbrClass::ClassName, NativeType::String, 0, 40};
    return layouts;
}

} // namespace

const WireLayout* wireLayout(quint32 code)
{
    static const std::array<WireLayout, LastDbrType + 1> layouts = makeLayouts();
    return code < layouts.size() ? &layouts[code] : nullptr;
}

std::size_t wireElementBytes(NativeType base)
{
    return elementBytes.at(static_cast<std::size_t>(base));
}

} // namespace devices
