#include "simulator/statsplugin.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

namespace simulator {

namespace {

const QStringList DisableEnable{QStringLiteral("Disable"), QStringLiteral("Enable")};
const QStringList NoYes{QStringLiteral("No"), QStringLiteral("Yes")};
constexpr double DefaultThreshold = 200;

struct Moments
{
    double centre = 0;
    double sigma = 0;
};

Moments momentsOf(const std::vector<double>& profile)
{
    double sum = 0;
    double first = 0;
    double second = 0;
    for (std::size_t i = 0; i < profile.size(); ++i) {
        const auto x = double(i);
        sum += profile[i];
        first += profile[i] * x;
        second += profile[i] * x * x;
    }
    if (!(sum > 0))
        return {};
    const double centre = first / sum;
    return {centre, std::sqrt(std::max(0.0, second / sum - centre * centre))};
}

template <typename Pixel>
double borderMean(const std::vector<Pixel>& pixels, std::size_t width, std::size_t height, std::size_t border)
{
    double sum = 0;
    double count = 0;
    for (std::size_t y = 0; y < height; ++y) {
        const bool whole = y < border || y + border >= height;
        for (std::size_t x = 0; x < width; ++x) {
            if (whole || x < border || x + border >= width) {
                sum += double(pixels[y * width + x]);
                count += 1;
            } else {
                x = width - border - 1; // the inside has nothing to add
            }
        }
    }
    return count > 0 ? sum / count : 0;
}

template <typename Pixel>
ImageStatistics compute(const std::vector<Pixel>& pixels, std::size_t width, double threshold, std::size_t border)
{
    ImageStatistics result;
    const std::size_t height = width > 0 ? pixels.size() / width : 0;
    if (height == 0)
        return result;
    std::vector<double> columns(width);
    std::vector<double> rows(height);
    double squares = 0;
    Pixel lowest = pixels[0];
    Pixel highest = pixels[0];
    for (std::size_t y = 0; y < height; ++y) {
        const Pixel* row = pixels.data() + y * width;
        double sum = 0;
        double bright = 0;
        for (std::size_t x = 0; x < width; ++x) {
            const auto level = double(row[x]);
            lowest = std::min(lowest, row[x]);
            highest = std::max(highest, row[x]);
            sum += level;
            squares += level * level;
            const double counted = level >= threshold ? level : 0;
            bright += counted;
            columns[x] += counted;
        }
        rows[y] = bright;
        result.total += sum;
    }
    const auto count = double(width * height);
    result.minimum = double(lowest);
    result.maximum = double(highest);
    result.mean = result.total / count;
    result.sigma = std::sqrt(std::max(0.0, squares / count - result.mean * result.mean));
    result.net = result.total - count * borderMean(pixels, width, height, border);
    const Moments x = momentsOf(columns);
    const Moments y = momentsOf(rows);
    result.centroidX = x.centre;
    result.sigmaX = x.sigma;
    result.centroidY = y.centre;
    result.sigmaY = y.sigma;
    return result;
}

template <typename T>
struct IsNumberArray : std::false_type
{
};
template <typename T>
requires std::is_arithmetic_v<T>
struct IsNumberArray<devices::ArrayPtr<T>> : std::true_type
{
};

} // namespace

ImageStatistics statisticsOf(const Frame& frame, double centroidThreshold, int borderWidth)
{
    const auto width = static_cast<std::size_t>(std::max(0, frame.width));
    const auto border = static_cast<std::size_t>(std::clamp(borderWidth, 0, std::min(frame.width, frame.height) / 2));
    return std::visit(
        [&](const auto& pixels) -> ImageStatistics {
            if constexpr (IsNumberArray<std::decay_t<decltype(pixels)>>::value)
                return compute(*pixels, width, centroidThreshold, border);
            else
                return {};
        },
        frame.pixels);
}

StatsPlugin::StatsPlugin(Host& host, const QString& prefix)
    : m_records(host, prefix)
{
    const auto toggle = [this](const char* name, const char* about, const QStringList& labels) -> RecordRow {
        return {name, "bo", EnumIndex{1}, about, "", 0, labels, m_records.store(name), {}, {}};
    };
    m_records.add({
        toggle("EnableCallbacks", "Take images", DisableEnable),
        toggle("ComputeStatistics", "Compute the statistics", NoYes),
        toggle("ComputeCentroid", "Compute the centroid", NoYes),
        {"CentroidThreshold", "ao", DefaultThreshold, "Level from which pixels count for the centroid", "counts", 0, {},
            m_records.store("CentroidThreshold"), {}, {}},
        {"BgdWidth", "longout", qint64(1), "Width of the border taken as background", "px", 0, {},
            m_records.store("BgdWidth"), {}, {}},
        {"UniqueId_RBV", "longin", qint64(0), "Number of the image", "", 0, {}, {}, {}, {}},
        {"ArrayCounter_RBV", "longin", qint64(0), "Images so far", "", 0, {}, {}, {}, {}},
        {"MinValue_RBV", "ai", 0.0, "Lowest pixel", "counts", 1, {}, {}, {}, {}},
        {"MaxValue_RBV", "ai", 0.0, "Highest pixel", "counts", 1, {}, {}, {}, {}},
        {"MeanValue_RBV", "ai", 0.0, "Mean of the pixels", "counts", 1, {}, {}, {}, {}},
        {"Sigma_RBV", "ai", 0.0, "Standard deviation of the pixels", "counts", 1, {}, {}, {}, {}},
        {"Total_RBV", "ai", 0.0, "Sum of the pixels", "counts", 0, {}, {}, {}, {}},
        {"Net_RBV", "ai", 0.0, "Sum of the pixels above the background", "counts", 0, {}, {}, {}, {}},
        {"CentroidX_RBV", "ai", 0.0, "Centre of the beam, x", "px", 2, {}, {}, {}, {}},
        {"CentroidY_RBV", "ai", 0.0, "Centre of the beam, y", "px", 2, {}, {}, {}, {}},
        {"SigmaX_RBV", "ai", 0.0, "Width of the beam", "px", 2, {}, {}, {}, {}},
        {"SigmaY_RBV", "ai", 0.0, "Height of the beam", "px", 2, {}, {}, {}, {}},
    });
}

bool StatsPlugin::wants() const
{
    return m_records.flag("EnableCallbacks")
        && (m_records.flag("ComputeStatistics") || m_records.flag("ComputeCentroid"));
}

void StatsPlugin::take(const Frame& frame)
{
    const ImageStatistics found
        = statisticsOf(frame, m_records.number("CentroidThreshold"), static_cast<int>(m_records.integer("BgdWidth")));
    const auto post = [&](const char* name, double value) { m_records.setNumber(name, value, frame.time); };
    if (m_records.flag("ComputeStatistics")) {
        post("MinValue_RBV", found.minimum);
        post("MaxValue_RBV", found.maximum);
        post("MeanValue_RBV", found.mean);
        post("Sigma_RBV", found.sigma);
        post("Total_RBV", found.total);
        post("Net_RBV", found.net);
    }
    if (m_records.flag("ComputeCentroid")) {
        post("CentroidX_RBV", found.centroidX);
        post("CentroidY_RBV", found.centroidY);
        post("SigmaX_RBV", found.sigmaX);
        post("SigmaY_RBV", found.sigmaY);
    }
    post("UniqueId_RBV", double(frame.uniqueId));
    post("ArrayCounter_RBV", m_records.number("ArrayCounter_RBV") + 1);
}

} // namespace simulator
