#include "simulator/detectors.h"

#include "simulator/areadetector/hdf5format.h"
#include "simulator/areadetector/tiffformat.h"
#include "simulator/mca/fluorescence.h"

#include <numeric>

namespace simulator {

namespace {

const auto CameraPort = QStringLiteral("CAM1");

/// The spectrum's rates, computed when the beamline's state has changed.
McaRecord::Source fluorescence(const std::function<BeamlineState()>& state)
{
    return [state, last = std::optional<BeamlineState>()]() mutable -> std::optional<McaRecord::Arriving> {
        const BeamlineState now = state();
        if (last == now)
            return std::nullopt;
        last = now;
        std::vector<double> rates = fluorescenceRates(now);
        const double photons = std::accumulate(rates.begin(), rates.end(), 0.0);
        return McaRecord::Arriving{std::move(rates), liveFraction(photons)};
    };
}

} // namespace

Detectors::Detectors(Host& host, const QString& prefix, std::function<BeamlineState()> state, quint64 seed)
    : m_processing(host, "processing")
    , m_writing(host, "writing")
    , m_camera(
          host, m_ports, prefix + QStringLiteral("cam1:"), CameraPort, [state] { return beamSpot(state()); }, seed)
    , m_image({host, m_ports, m_processing},
          {prefix + QStringLiteral("image1:"), QStringLiteral("Image1"), CameraPort,
              QStringLiteral("NDPluginStdArrays")})
    , m_stats({host, m_ports, m_processing},
          {prefix + QStringLiteral("Stats1:"), QStringLiteral("STATS1"), CameraPort, QStringLiteral("NDPluginStats")})
    , m_roi({host, m_ports, m_processing},
          {prefix + QStringLiteral("ROI1:"), QStringLiteral("ROI1"), CameraPort, QStringLiteral("NDPluginROI"), false})
    , m_tiff({host, m_ports, m_writing},
          {prefix + QStringLiteral("TIFF1:"), QStringLiteral("FileTIFF1"), CameraPort, QStringLiteral("NDFileTIFF"),
              false, false},
          std::make_unique<TiffFormat>())
    , m_hdf({host, m_ports, m_writing},
          {prefix + QStringLiteral("HDF1:"), QStringLiteral("FileHDF1"), CameraPort, QStringLiteral("NDFileHDF5"),
              false, false},
          std::make_unique<Hdf5Format>())
    , m_mca(host, prefix + QStringLiteral("mca1"), QStringLiteral("Fluorescence spectrum"), SpectrumChannels,
          fluorescence(state), seed)
{
    defineRegions();
}

void Detectors::defineRegions()
{
    struct Line
    {
        QString name;
        double energy; // eV
    };
    const std::array regions{
        Line{QStringLiteral("Fe Ka"), 6400}, Line{QStringLiteral("Fe Kb"), 7060}, Line{QStringLiteral("Ca Ka"), 3690}};
    constexpr double halfWidth = 3; // of a line
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const double reach = halfWidth * lineWidth(regions[i].energy);
        const auto channel = [](double energy) { return static_cast<int>(std::lround(energy / EnergyPerChannel)); };
        m_mca.rois().define(static_cast<int>(i), regions[i].name, channel(regions[i].energy - reach),
            channel(regions[i].energy + reach));
    }
}

std::vector<const Plugin*> Detectors::plugins() const
{
    return {&m_image, &m_stats, &m_roi, &m_tiff, &m_hdf};
}

void Detectors::list(std::vector<Record::Listed>& rows) const
{
    m_camera.records().list(rows);
    for (const Plugin* plugin : plugins())
        plugin->list(rows);
    m_mca.list(rows);
}

} // namespace simulator
