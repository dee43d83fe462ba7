#include "simulator/detectors.h"

namespace simulator {

namespace {

const auto CameraPort = QStringLiteral("CAM1");

} // namespace

Detectors::Detectors(Host& host, const QString& prefix, std::function<BeamlineState()> state, quint64 seed)
    : m_processing(host, "processing")
    , m_camera(
          host, m_ports, prefix + QStringLiteral("cam1:"), CameraPort, [state] { return beamSpot(state()); }, seed)
    , m_image({host, m_ports, m_processing},
          {prefix + QStringLiteral("image1:"), QStringLiteral("Image1"), CameraPort,
              QStringLiteral("NDPluginStdArrays")})
    , m_stats({host, m_ports, m_processing},
          {prefix + QStringLiteral("Stats1:"), QStringLiteral("STATS1"), CameraPort, QStringLiteral("NDPluginStats")})
    , m_roi({host, m_ports, m_processing},
          {prefix + QStringLiteral("ROI1:"), QStringLiteral("ROI1"), CameraPort, QStringLiteral("NDPluginROI"), false})
{
}

std::vector<const Plugin*> Detectors::plugins() const
{
    return {&m_image, &m_stats, &m_roi};
}

void Detectors::list(std::vector<Record::Listed>& rows) const
{
    m_camera.records().list(rows);
    for (const Plugin* plugin : plugins())
        plugin->list(rows);
}

} // namespace simulator
