#include "simulator/areadetector/imagestatistics.h"

#include "simulator/areadetector/pixels.h"

#include <cmath>

namespace simulator {

namespace {

struct Moments
{
    double sum = 0;
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
    return {sum, centre, std::sqrt(std::max(0.0, second / sum - centre * centre))};
}

/// Reads the pixels once, row by row.
template <typename Pixel>
class Scan
{
public:
    Scan(const std::vector<Pixel>& pixels, std::size_t width, std::size_t height)
        : m_pixels(pixels)
        , m_width(width)
        , m_height(height)
        , m_columns(width)
        , m_brightColumns(width)
        , m_rows(height)
        , m_brightRows(height)
    {
    }

    void run(double threshold)
    {
        m_lowest = m_highest = m_pixels.front();
        for (std::size_t y = 0; y < m_height; ++y)
            scanRow(y, threshold);
    }

    void report(ImageStatistics& result) const
    {
        const auto count = double(m_pixels.size());
        for (const double sum : m_rows)
            result.total += sum;
        result.minimum = double(m_lowest);
        result.maximum = double(m_highest);
        place(m_lowestAt, result.minimumX, result.minimumY);
        place(m_highestAt, result.maximumX, result.maximumY);
        result.mean = result.total / count;
        result.sigma = std::sqrt(std::max(0.0, m_squares / count - result.mean * result.mean));
    }

    void reportCentroid(ImageStatistics& result) const
    {
        const Moments x = momentsOf(m_brightColumns);
        const Moments y = momentsOf(m_brightRows);
        result.centroidTotal = x.sum;
        result.centroidX = x.centre;
        result.sigmaX = x.sigma;
        result.centroidY = y.centre;
        result.sigmaY = y.sigma;
        const double covariance = x.sum > 0 ? m_products / x.sum - x.centre * y.centre : 0;
        const double scale = x.sigma * y.sigma;
        result.sigmaXY = scale > 0 ? covariance / scale : 0;
    }

    void reportProfiles(ImageStatistics& result) const
    {
        result.averageX = m_columns;
        result.averageY = m_rows;
        for (double& level : result.averageX)
            level /= double(m_height);
        for (double& level : result.averageY)
            level /= double(m_width);
    }

    double borderMean(std::size_t border) const
    {
        double sum = 0;
        double count = 0;
        for (std::size_t y = 0; y < m_height; ++y) {
            const bool whole = y < border || y + border >= m_height;
            for (std::size_t x = 0; x < m_width; ++x) {
                if (whole || x < border || x + border >= m_width) {
                    sum += double(m_pixels[y * m_width + x]);
                    count += 1;
                } else {
                    x = m_width - border - 1; // the inside has nothing to add
                }
            }
        }
        return count > 0 ? sum / count : 0;
    }

private:
    void scanRow(std::size_t y, double threshold)
    {
        const Pixel* row = m_pixels.data() + y * m_width;
        double* columns = m_columns.data();
        double* brightColumns = m_brightColumns.data();
        double sum = 0; // in registers: the compiler cannot know that the columns are elsewhere
        double squares = 0;
        double bright = 0;
        double moment = 0;
        for (std::size_t x = 0; x < m_width; ++x) {
            const auto level = double(row[x]);
            const double counted = level >= threshold ? level : 0;
            sum += level;
            squares += level * level;
            bright += counted;
            moment += counted * double(x);
            columns[x] += level;
            brightColumns[x] += counted;
        }
        m_rows[y] = sum;
        m_squares += squares;
        m_brightRows[y] = bright;
        m_products += moment * double(y);
        note(row, y);
    }

    /// Where the lowest and the highest pixel are, if this row has them.
    void note(const Pixel* row, std::size_t y)
    {
        Pixel low = row[0];
        Pixel high = row[0];
        for (std::size_t x = 1; x < m_width; ++x) {
            low = std::min(low, row[x]);
            high = std::max(high, row[x]);
        }
        const auto at = [&](Pixel level) {
            return y * m_width + static_cast<std::size_t>(std::find(row, row + m_width, level) - row);
        };
        if (low < m_lowest) {
            m_lowest = low;
            m_lowestAt = at(low);
        }
        if (high > m_highest) {
            m_highest = high;
            m_highestAt = at(high);
        }
    }

    void place(std::size_t index, int& x, int& y) const
    {
        x = static_cast<int>(index % m_width);
        y = static_cast<int>(index / m_width);
    }

    const std::vector<Pixel>& m_pixels;
    const std::size_t m_width;
    const std::size_t m_height;
    std::vector<double> m_columns;
    std::vector<double> m_brightColumns;
    std::vector<double> m_rows;
    std::vector<double> m_brightRows;
    double m_squares = 0;
    double m_products = 0;
    Pixel m_lowest{};
    Pixel m_highest{};
    std::size_t m_lowestAt = 0;
    std::size_t m_highestAt = 0;
};

// Entropy as NDPluginStats has it: -Σ n ln n / N, empty bins counted as one.
template <typename Pixel>
void makeHistogram(const std::vector<Pixel>& pixels, const StatisticsRequest& request, ImageStatistics& result)
{
    const auto bins = static_cast<std::size_t>(std::max(1, request.bins));
    result.histogram.assign(bins, 0);
    if (!(request.high > request.low))
        return;
    const double scale = double(bins - 1) / (request.high - request.low);
    for (const Pixel pixel : pixels) {
        const double bin = (double(pixel) - request.low) * scale + 0.5;
        if (bin < 0)
            result.below += 1;
        else if (bin >= double(bins))
            result.above += 1;
        else
            result.histogram[static_cast<std::size_t>(bin)] += 1;
    }
    for (const double count : result.histogram)
        result.entropy -= count > 0 ? count * std::log(count) : 0;
    result.entropy /= double(pixels.size());
}

template <typename Pixel>
ImageStatistics compute(const std::vector<Pixel>& pixels, const Frame& frame, const StatisticsRequest& request)
{
    ImageStatistics result;
    const auto width = static_cast<std::size_t>(std::max(0, frame.width * frame.colors()));
    const auto height = static_cast<std::size_t>(std::max(0, frame.height));
    if (pixels.empty() || pixels.size() != width * height)
        return result;
    Scan<Pixel> scan(pixels, width, height);
    scan.run(request.centroidThreshold);
    scan.report(result);
    if (request.histogram)
        makeHistogram(pixels, request, result);
    const int border = std::clamp(request.borderWidth, 0, std::min(frame.width, frame.height) / 2) * frame.colors();
    result.net = result.total - double(pixels.size()) * scan.borderMean(static_cast<std::size_t>(border));
    if (frame.color != ColorMode::Mono)
        return result;
    scan.reportCentroid(result);
    if (request.profiles)
        scan.reportProfiles(result);
    return result;
}

} // namespace

ImageStatistics statisticsOf(const Frame& frame, const StatisticsRequest& request)
{
    return withPixels<ImageStatistics>(
        frame.pixels, [&](const auto& pixels) { return compute(pixels, frame, request); });
}

} // namespace simulator
