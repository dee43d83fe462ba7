#include "simulator/beamimage.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simulator {

namespace {

constexpr quint32 NoiseOffsets = 1U << 17U;
constexpr float Pedestal = 100; // counts
constexpr float ReadNoise = 3; // counts
constexpr double WireWidth = 4; // pixels, sigma
constexpr double WireDepth = 0.6;

template <typename Pixel>
Pixel toPixel(float level)
{
    if constexpr (std::is_floating_point_v<Pixel>) {
        return static_cast<Pixel>(level);
    } else if constexpr (sizeof(Pixel) < sizeof(qint32)) {
        constexpr auto lowest = float(std::numeric_limits<Pixel>::min());
        constexpr auto highest = float(std::numeric_limits<Pixel>::max());
        return static_cast<Pixel>(std::lround(std::clamp(level, lowest, highest)));
    } else {
        constexpr float fits = 2147483520; // the largest float below 2³¹
        return static_cast<Pixel>(std::lround(std::clamp(level, 0.0F, fits)));
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

BeamImage::Profile BeamImage::profile(double centre, double sigma, double shadow, int first, int bins, int bin)
{
    Profile result;
    for (int i = 0; i < bins; ++i) {
        double sum = 0;
        for (int j = 0; j < bin; ++j) {
            const double x = first + i * bin + j;
            const double beam = (x - centre) / sigma;
            const double wire = (x - shadow) / WireWidth;
            sum += std::exp(-beam * beam / 2) * (1 - WireDepth * std::exp(-wire * wire / 2));
        }
        result.level.push_back(static_cast<float>(sum / bin));
        result.noise.push_back(static_cast<float>(std::sqrt(sum / bin)));
    }
    return result;
}

template <typename Pixel>
devices::Value BeamImage::paint(const Canvas& canvas)
{
    const std::size_t width = canvas.columns.level.size();
    const std::size_t height = canvas.rows.level.size();
    std::vector<Pixel> pixels(width * height);
    Pixel* pixel = pixels.data();
    for (std::size_t y = 0; y < height; ++y) {
        const float level = canvas.amplitude * canvas.rows.level[y] * canvas.scale;
        const float shotNoise = std::sqrt(canvas.amplitude) * canvas.rows.noise[y] * canvas.scale;
        const float* deviate = m_noise.data() + (m_random.next() & (NoiseOffsets - 1));
        const float* column = canvas.columns.level.data();
        const float* columnNoise = canvas.columns.noise.data();
        for (std::size_t x = 0; x < width; ++x) {
            const float noise = (ReadNoise * canvas.scale + shotNoise * columnNoise[x]) * deviate[x];
            pixel[x] = toPixel<Pixel>(Pedestal * canvas.scale + level * column[x] + noise);
        }
        pixel += width;
    }
    return devices::makeArray(std::move(pixels));
}

devices::Value BeamImage::draw(const BeamSpot& spot, const Readout& readout, double exposure, PixelType type)
{
    Canvas canvas;
    canvas.columns = profile(spot.centreX, spot.sigmaX, spot.shadowX, readout.minX, readout.width(), readout.binX);
    canvas.rows = profile(spot.centreY, spot.sigmaY, spot.shadowY, readout.minY, readout.height(), readout.binY);
    canvas.amplitude = static_cast<float>(std::max(0.0, spot.peak * exposure) * readout.binX * readout.binY);
    // Narrow types show the upper bits of the 16 which the sensor has.
    switch (type) {
    case PixelType::Int8:
        canvas.scale = 1.0F / 512;
        return paint<qint8>(canvas);
    case PixelType::UInt8:
        canvas.scale = 1.0F / 256;
        return paint<quint8>(canvas);
    case PixelType::Int16:
        canvas.scale = 1.0F / 2;
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
