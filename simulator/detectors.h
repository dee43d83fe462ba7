#pragma once

#include "simulator/areadetector/arrayplugin.h"
#include "simulator/areadetector/camera.h"
#include "simulator/areadetector/fileplugin.h"
#include "simulator/areadetector/roiplugin.h"
#include "simulator/areadetector/statsplugin.h"
#include "simulator/mca/mcarecord.h"
#include "simulator/workerthread.h"

namespace simulator {

/// The camera of the simulated beamline with its plugins, the threads in which these work, and the fluorescence detector.
/// Thread:  constructed before the host's thread runs or on it; all else on it.
class Detectors
{
public:
    Detectors(Host& host, const QString& prefix, std::function<BeamlineState()> state, quint64 seed);

    Camera& camera() { return m_camera; }
    void list(std::vector<Record::Listed>& rows) const;

private:
    void defineRegions();
    std::vector<const Plugin*> plugins() const;

    Ports m_ports;
    WorkerThread m_processing;
    WorkerThread m_writing;
    Camera m_camera;
    ArrayPlugin m_image;
    StatsPlugin m_stats;
    RoiPlugin m_roi;
    FilePlugin m_tiff;
    FilePlugin m_hdf;
    McaRecord m_mca;
};

} // namespace simulator
