#include "simulator/detectors.h"

#include "simulator/areadetector/hdf5format.h"
#include "simulator/areadetector/tiffformat.h"

namespace simulator {

namespace {

const auto CameraPort = QStringLiteral("CAM1");

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
{
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
}

} // namespace simulator
