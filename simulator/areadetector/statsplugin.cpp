#include "simulator/areadetector/statsplugin.h"

#include "simulator/physics.h"

namespace simulator {

namespace {

constexpr int MostBins = 4096;
constexpr double LargestLevel = 4294967295.0;
constexpr double FullScale = 65535;
constexpr int DefaultBins = 256;
constexpr double DefaultThreshold = 200;

struct Shown
{
    const char* name;
    const char* about;
    const char* units;
    int precision;
    double ImageStatistics::*number;
};

constexpr std::array StatisticsShown{
    Shown{"MinValue_RBV", "Lowest pixel", "counts", 1, &ImageStatistics::minimum},
    Shown{"MaxValue_RBV", "Highest pixel", "counts", 1, &ImageStatistics::maximum},
    Shown{"MeanValue_RBV", "Mean of the pixels", "counts", 1, &ImageStatistics::mean},
    Shown{"Sigma_RBV", "Standard deviation of the pixels", "counts", 1, &ImageStatistics::sigma},
    Shown{"Total_RBV", "Sum of the pixels", "counts", 0, &ImageStatistics::total},
    Shown{"Net_RBV", "Sum of the pixels above the background", "counts", 0, &ImageStatistics::net},
};
struct Place
{
    const char* name;
    const char* about;
    int ImageStatistics::*number;
};
constexpr std::array PlacesShown{
    Place{"MinX_RBV", "Column of the lowest pixel", &ImageStatistics::minimumX},
    Place{"MinY_RBV", "Row of the lowest pixel", &ImageStatistics::minimumY},
    Place{"MaxX_RBV", "Column of the highest pixel", &ImageStatistics::maximumX},
    Place{"MaxY_RBV", "Row of the highest pixel", &ImageStatistics::maximumY},
};
constexpr std::array CentroidShown{
    Shown{"CentroidTotal_RBV", "Sum of the pixels from the threshold up", "counts", 0, &ImageStatistics::centroidTotal},
    Shown{"CentroidX_RBV", "Centre of the beam, x", "px", 2, &ImageStatistics::centroidX},
    Shown{"CentroidY_RBV", "Centre of the beam, y", "px", 2, &ImageStatistics::centroidY},
    Shown{"SigmaX_RBV", "Width of the beam", "px", 2, &ImageStatistics::sigmaX},
    Shown{"SigmaY_RBV", "Height of the beam", "px", 2, &ImageStatistics::sigmaY},
    Shown{"SigmaXY_RBV", "Correlation of x and y", "", 3, &ImageStatistics::sigmaXY},
};
constexpr std::array HistogramShown{
    Shown{"HistBelow_RBV", "Pixels below the histogram", "", 0, &ImageStatistics::below},
    Shown{"HistAbove_RBV", "Pixels above the histogram", "", 0, &ImageStatistics::above},
    Shown{"HistEntropy_RBV", "Entropy of the histogram", "", 3, &ImageStatistics::entropy},
};

} // namespace

StatsPlugin::StatsPlugin(const Plugin::Place& place, const Identity& identity)
    : Plugin(place, identity)
{
    addSettings();
    addResults();
}

void StatsPlugin::addSettings()
{
    settings().add(menuRow("ComputeStatistics", 1, NoYes, "Compute the statistics"));
    settings().add(menuRow("ComputeCentroid", 1, NoYes, "Compute the centroid"));
    settings().add(menuRow("ComputeProfiles", 0, NoYes, "Compute the profiles"));
    settings().add(menuRow("ComputeHistogram", 0, NoYes, "Compute the histogram"));
    settings().add(
        realRow("CentroidThreshold", DefaultThreshold, "Level from which pixels count for the centroid", "counts", 0),
        within(-LargestLevel, LargestLevel));
    settings().add(wholeRow("BgdWidth", 1, "Width of the border taken as background", "px"), within(0, SensorSize));
    settings().add(wholeRow("HistSize", DefaultBins, "Bins of the histogram"), within(1, MostBins));
    settings().add(realRow("HistMin", 0, "Level of the first bin", "counts", 0), within(-LargestLevel, LargestLevel));
    settings().add(
        realRow("HistMax", FullScale, "Level of the last bin", "counts", 0), within(-LargestLevel, LargestLevel));
}

void StatsPlugin::addResults()
{
    const auto add = [this](const auto& rows) {
        for (const Shown& row : rows)
            records().add({shown(realRow(row.name, 0, row.about, row.units, row.precision))});
    };
    add(StatisticsShown);
    add(CentroidShown);
    add(HistogramShown);
    for (const simulator::Place& row : PlacesShown)
        records().add({shown(wholeRow(row.name, 0, row.about, "px"))});
    records().add({
        arrayRow("ProfileAverageX_RBV", NativeType::Double, SensorSize, "Mean of each column"),
        arrayRow("ProfileAverageY_RBV", NativeType::Double, SensorSize, "Mean of each row"),
        arrayRow("Histogram_RBV", NativeType::Double, MostBins, "Pixels in each bin"),
    });
}

bool StatsPlugin::wants() const
{
    constexpr std::array switches{"ComputeStatistics", "ComputeCentroid", "ComputeProfiles", "ComputeHistogram"};
    return Plugin::wants()
        && std::any_of(switches.begin(), switches.end(), [this](const char* name) { return records().flag(name); });
}

StatisticsRequest StatsPlugin::request() const
{
    StatisticsRequest request;
    request.centroidThreshold = records().number("CentroidThreshold");
    request.borderWidth = static_cast<int>(records().integer("BgdWidth"));
    request.profiles = records().flag("ComputeProfiles");
    request.histogram = records().flag("ComputeHistogram");
    request.bins = static_cast<int>(records().integer("HistSize"));
    request.low = records().number("HistMin");
    request.high = records().number("HistMax");
    return request;
}

Worker::Work StatsPlugin::job(const Frame& frame)
{
    return [this, frame, wanted = request()]() -> Worker::Done {
        return [this, found = statisticsOf(frame, wanted), time = frame.time] { publish(found, time); };
    };
}

void StatsPlugin::publish(const ImageStatistics& found, Timestamp time)
{
    const auto post = [&](const auto& rows) {
        for (const auto& row : rows)
            show(row.name, double(found.*row.number), time);
    };
    if (records().flag("ComputeStatistics")) {
        post(StatisticsShown);
        post(PlacesShown);
    }
    if (records().flag("ComputeCentroid"))
        post(CentroidShown);
    if (!found.averageX.empty()) {
        records().at("ProfileAverageX_RBV").set("VAL", devices::makeArray(found.averageX), time);
        records().at("ProfileAverageY_RBV").set("VAL", devices::makeArray(found.averageY), time);
    }
    if (!found.histogram.empty()) {
        post(HistogramShown);
        records().at("Histogram_RBV").set("VAL", devices::makeArray(found.histogram), time);
    }
}

} // namespace simulator
