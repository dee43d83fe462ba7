#include "simulator/areadetector/roiplugin.h"

#include "simulator/physics.h"
#include "simulator/areadetector/pixels.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace simulator {

namespace {

constexpr int LargestSize = 1 << 20;
constexpr int Automatic = 10; // after the types

template <typename To>
To nearest(double number)
{
    if constexpr (std::is_floating_point_v<To>) {
        return static_cast<To>(number);
    } else {
        constexpr auto lowest = double(std::numeric_limits<To>::min());
        constexpr auto highest = double(std::numeric_limits<To>::max());
        return static_cast<To>(std::trunc(std::clamp(number, lowest, highest)));
    }
}

/// Adds row `y` of the region, bin by bin, to `sums`.
template <typename From>
void addRow(const From* row, const AxisCut& x, std::size_t colors, std::vector<double>& sums)
{
    for (int column = 0; column < x.bins(); ++column) {
        const int to = x.reverse ? x.bins() - 1 - column : column;
        const From* from = row + static_cast<std::size_t>(x.min + column * x.bin) * colors;
        double* sum = sums.data() + static_cast<std::size_t>(to) * colors;
        for (int i = 0; i < x.bin; ++i, from += colors) {
            for (std::size_t color = 0; color < colors; ++color)
                sum[color] += double(from[color]);
        }
    }
}

template <typename To, typename From>
devices::Value cutPixels(const std::vector<From>& pixels, const Frame& frame, const Region& region)
{
    const auto colors = static_cast<std::size_t>(frame.colors());
    const std::size_t stride = static_cast<std::size_t>(frame.width) * colors;
    const std::size_t width = static_cast<std::size_t>(region.x.bins()) * colors;
    std::vector<To> result(width * static_cast<std::size_t>(region.y.bins()));
    std::vector<double> sums(width);
    for (int row = 0; row < region.y.bins(); ++row) {
        std::fill(sums.begin(), sums.end(), 0);
        for (int i = 0; i < region.y.bin; ++i) {
            const auto y = static_cast<std::size_t>(region.y.min + row * region.y.bin + i);
            addRow(pixels.data() + y * stride, region.x, colors, sums);
        }
        const auto to = static_cast<std::size_t>(region.y.reverse ? region.y.bins() - 1 - row : row);
        std::transform(sums.begin(), sums.end(), result.begin() + static_cast<std::ptrdiff_t>(to * width),
            [&](double sum) { return nearest<To>(sum / region.divisor); });
    }
    return devices::makeArray(std::move(result));
}

template <typename From>
devices::Value cutAs(PixelType type, const std::vector<From>& pixels, const Frame& frame, const Region& region)
{
    switch (type) {
    case PixelType::Int8:
        return cutPixels<qint8>(pixels, frame, region);
    case PixelType::UInt8:
        return cutPixels<quint8>(pixels, frame, region);
    case PixelType::Int16:
        return cutPixels<qint16>(pixels, frame, region);
    case PixelType::UInt16:
        return cutPixels<quint16>(pixels, frame, region);
    case PixelType::Int32:
        return cutPixels<qint32>(pixels, frame, region);
    case PixelType::UInt32:
        return cutPixels<quint32>(pixels, frame, region);
    case PixelType::Float32:
        return cutPixels<float>(pixels, frame, region);
    case PixelType::Float64:
        return cutPixels<double>(pixels, frame, region);
    case PixelType::Int64:
    case PixelType::UInt64:
        break;
    }
    return {};
}

} // namespace

Frame cutOut(const Frame& frame, const Region& asked)
{
    Region region = asked;
    region.x = asked.x.within(frame.width);
    region.y = asked.y.within(frame.height);
    Frame result = frame;
    result.width = region.x.bins();
    result.height = region.y.bins();
    result.type = region.type.value_or(frame.type);
    result.pixels = withPixels<devices::Value>(
        frame.pixels, [&](const auto& pixels) { return cutAs(result.type, pixels, frame, region); });
    return result;
}

RoiPlugin::RoiPlugin(const Place& place, const Identity& identity)
    : Plugin(place, identity)
{
    settings().addText(textRow("Name", QStringLiteral("ROI"), "Name of the region"));
    addAxis('X');
    addAxis('Y');
    settings().add(menuRow("EnableScale", 0, DisableEnable, "Divide by Scale"));
    settings().add(realRow("Scale", 1, "What pixels are divided by"), [prefix = identity.prefix](double asked) {
        return asked != 0 ? Result<double>(asked)
                          : refusal(prefix + QStringLiteral("Scale"), ErrorCode::BadValue,
                              QCoreApplication::translate("simulator", "nothing can be divided by 0"));
    });
    settings().add(menuRow("DataTypeOut", Automatic, pixelTypeNames() + QStringList{QStringLiteral("Automatic")},
                       "Pixel type of what is handed on"),
        onlyStates({0, 1, 2, 3, 4, 5, 8, 9, Automatic}, identity.prefix + QStringLiteral("DataTypeOut"),
            QCoreApplication::translate("simulator", "Channel Access has no 64-bit integers")));
    records().add({
        shown(wholeRow("ArraySizeX_RBV", 0, "Width of what is handed on", "px")),
        shown(wholeRow("ArraySizeY_RBV", 0, "Height of what is handed on", "px")),
        shown(wholeRow("ArraySizeZ_RBV", 0, "Colours of what is handed on")),
    });
}

void RoiPlugin::addAxis(char axis)
{
    const auto named = [axis](const char* what) { return std::string(what) + axis; };
    settings().add(wholeRow(named("Min"), 0, "Where the region begins", "px"), within(0, LargestSize));
    settings().add(wholeRow(named("Size"), SensorSize, "Size of the region", "px"), within(1, LargestSize));
    settings().add(wholeRow(named("Bin"), 1, "Pixels added", "px"), within(1, LargestSize));
    settings().add(menuRow(named("Reverse"), 0, NoYes, "Mirrored"));
    settings().add(menuRow(named("Enable"), 1, DisableEnable, "Cut along this axis"));
    settings().add(menuRow(named("AutoSize"), 0, NoYes, "The whole axis"));
    records().add({shown(wholeRow("MaxSize" + std::string(1, axis) + "_RBV", 0, "Size of what comes in", "px"))});
}

AxisCut RoiPlugin::cut(char axis) const
{
    const auto asked = [&](const char* what) { return static_cast<int>(records().integer(std::string(what) + axis)); };
    if (asked("Enable") == 0)
        return {0, LargestSize, 1, false};
    const bool whole = asked("AutoSize") != 0;
    return {whole ? 0 : asked("Min"), whole ? LargestSize : asked("Size"), asked("Bin"), asked("Reverse") != 0};
}

Region RoiPlugin::region() const
{
    const auto type = static_cast<int>(records().integer("DataTypeOut"));
    return {cut('X'), cut('Y'), records().flag("EnableScale") ? records().number("Scale") : 1,
        type == Automatic ? std::optional<PixelType>() : static_cast<PixelType>(type)};
}

Worker::Work RoiPlugin::job(const Frame& frame)
{
    const Region wanted = region();
    return [this, frame, wanted]() -> Worker::Done {
        return [this, frame, wanted, cut = cutOut(frame, wanted)] {
            showAxis('X', wanted.x, frame.width);
            showAxis('Y', wanted.y, frame.height);
            show("ArraySizeX_RBV", cut.width);
            show("ArraySizeY_RBV", cut.height);
            show("ArraySizeZ_RBV", cut.colors() > 1 ? cut.colors() : 0);
            handOn(cut);
        };
    };
}

void RoiPlugin::showAxis(char axis, const AxisCut& asked, int length)
{
    const auto named = [axis](const char* what) { return std::string(what) + axis + "_RBV"; };
    show(named("MaxSize"), length);
    if (!records().flag(std::string("Enable") + axis))
        return;
    const AxisCut cut = asked.within(length);
    show(named("Min"), cut.min);
    show(named("Size"), cut.size);
    show(named("Bin"), cut.bin);
}

} // namespace simulator
