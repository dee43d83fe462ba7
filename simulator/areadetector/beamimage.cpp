#include "simulator/areadetector/beamimage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace simulator {

namespace {

constexpr quint32 NoiseOffsets = 1U << 17U;
constexpr float Pedestal = 100; // counts
constexpr double WireWidth = 4; // pixels, sigma
constexpr double WireDepth = 0.6;

/// What the colours of the light leave in red, green and blue.
constexpr std::array<float, 3> Tint{1.0F, 0.8F, 0.55F};

// Comparisons and a cast, no std::lround: the compiler makes four pixels at a time of it.
template <typename Pixel>
Pixel toPixel(float level)
{
    if constexpr (std::is_floating_point_v<Pixel>) {
        return static_cast<Pixel>(level);
    } else if constexpr (sizeof(Pixel) < sizeof(qint32)) {
        constexpr auto lowest = float(std::numeric_limits<Pixel>::min());
        constexpr auto range = float(std::numeric_limits<Pixel>::max()) - lowest;
        const float above = std::min(std::max(level - lowest, 0.0F), range);
        return static_cast<Pixel>(static_cast<int>(above + 0.5F) + std::numeric_limits<Pixel>::min());
    } else {
        constexpr float fits = 2147483520; // the largest float below 2³¹
        return static_cast<Pixel>(static_cast<qint32>(std::min(std::max(level, 0.0F), fits)));
    }
}

struct Row
{
    const float* level; ///< of each column, 0…1
    const float* noise;
    const float* deviate;
    std::size_t width;
    float pedestal;
    float height; ///< counts where the level is 1
    float readNoise;
    float shotNoise;
};

template <typename Pixel>
void paintMono(const Row& row, Pixel* pixel)
{
    for (std::size_t x = 0; x < row.width; ++x) {
        const float noise = (row.readNoise + row.shotNoise * row.noise[x]) * row.deviate[x];
        pixel[x] = toPixel<Pixel>(row.pedestal + row.height * row.level[x] + noise);
    }
}

template <typename Pixel>
void paintRgb(const Row& row, Pixel* pixel)
{
    for (std::size_t x = 0; x < row.width; ++x) {
        const float noise = (row.readNoise + row.shotNoise * row.noise[x]) * row.deviate[x];
        for (std::size_t color = 0; color < Tint.size(); ++color)
            pixel[Tint.size() * x + color]
                = toPixel<Pixel>(row.pedestal + row.height * row.level[x] * Tint[color] + noise);
    }
}

/// Narrow types show the upper bits of the 16 which the sensor has.
float scaleOf(PixelType type)
{
    switch (type) {
    case PixelType::Int8:
        return 1.0F / 512;
    case PixelType::UInt8:
        return 1.0F / 256;
    case PixelType::Int16:
        return 1.0F / 2;
    default:
        return 1;
    }
}

} // namespace

BeamImage::BeamImage(quint64 seed)
    : m_random(seed, 3)
{
    m_noise.resize(NoiseOffsets + SensorSize);
    for (float& deviate : m_noise)
        deviate = static_cast<float>(m_random.gauss());
}

BeamImage::Profile BeamImage::profile(double centre, double sigma, double shadow, const AxisCut& cut)
{
    Profile result;
    for (int i = 0; i < cut.bins(); ++i) {
        double sum = 0;
        for (int j = 0; j < cut.bin; ++j) {
            const double x = cut.min + i * cut.bin + j;
            const double beam = (x - centre) / sigma;
            const double wire = (x - shadow) / WireWidth;
            sum += std::exp(-beam * beam / 2) * (1 - WireDepth * std::exp(-wire * wire / 2));
        }
        result.level.push_back(static_cast<float>(sum / cut.bin));
        result.noise.push_back(static_cast<float>(std::sqrt(sum / cut.bin)));
    }
    if (cut.reverse) {
        std::reverse(result.level.begin(), result.level.end());
        std::reverse(result.noise.begin(), result.noise.end());
    }
    return result;
}

template <typename Pixel>
devices::Value BeamImage::paint(const Canvas& canvas)
{
    const std::size_t width = canvas.columns.level.size();
    const std::size_t height = canvas.rows.level.size();
    const bool rgb = canvas.color == ColorMode::Rgb1;
    const std::size_t stride = width * (rgb ? Tint.size() : 1);
    std::vector<Pixel> pixels(stride * height);
    Row row{canvas.columns.level.data(), canvas.columns.noise.data(), nullptr, width, Pedestal * canvas.scale, 0,
        canvas.readNoise * canvas.scale, 0};
    for (std::size_t y = 0; y < height; ++y) {
        row.height = canvas.amplitude * canvas.rows.level[y] * canvas.scale;
        row.shotNoise = std::sqrt(canvas.amplitude) * canvas.rows.noise[y] * canvas.scale;
        row.deviate = m_noise.data() + (m_random.next() & (NoiseOffsets - 1));
        if (rgb)
            paintRgb(row, pixels.data() + y * stride);
        else
            paintMono(row, pixels.data() + y * stride);
    }
    return devices::makeArray(std::move(pixels));
}

devices::Value BeamImage::draw(const BeamSpot& spot, const Readout& readout, const Exposure& exposure)
{
    Canvas canvas;
    canvas.columns = profile(spot.centreX, spot.sigmaX, spot.shadowX, readout.x);
    canvas.rows = profile(spot.centreY, spot.sigmaY, spot.shadowY, readout.y);
    canvas.amplitude = static_cast<float>(std::max(0.0, spot.peak * exposure.signal) * readout.x.bin * readout.y.bin);
    canvas.readNoise = static_cast<float>(exposure.readNoise);
    canvas.scale = scaleOf(exposure.type);
    canvas.color = exposure.color;
    switch (exposure.type) {
    case PixelType::Int8:
        return paint<qint8>(canvas);
    case PixelType::UInt8:
        return paint<quint8>(canvas);
    case PixelType::Int16:
        return paint<qint16>(canvas);
    case PixelType::UInt16:
        return paint<quint16>(canvas);
    case PixelType::Int32:
        return paint<qint32>(canvas);
    case PixelType::UInt32:
        return paint<quint32>(canvas);
    case PixelType::Float32:
        return paint<float>(canvas);
    case PixelType::Float64:
        return paint<double>(canvas);
    case PixelType::Int64:
    case PixelType::UInt64:
        break;
    }
    return {};
}

} // namespace simulator
