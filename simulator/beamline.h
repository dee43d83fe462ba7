#pragma once

#include "simulator/detectors.h"
#include "simulator/environment.h"
#include "simulator/examples.h"
#include "simulator/motors.h"
#include "simulator/physics.h"
#include "simulator/scalercalcs.h"

namespace simulator {

/// PVs that belong together.
struct ListedGroup
{
    QString title;
    std::vector<Record::Listed> rows;
};

/// The simulated beamline: eight motors, a scaler, a camera and what surrounds them, tied together by the physics.
/// Thread:  constructed before the host's thread runs or on it; start, stop and all else on it.
/// Owns:    its records; the host must outlive it.
class Beamline
{
public:
    Beamline(Host& host, const QString& prefix, quint64 seed);

    /// Lets the ring decay and the camera run freely.
    void start();
    void stop();

    BeamlineState state() const;
    Motors& motors() { return m_motors; }
    ScalerRecord& scaler() { return *m_scaler; }
    Environment& environment() { return *m_environment; }
    Camera& camera() { return m_detectors->camera(); }

    /// Every PV, motors first.
    std::vector<ListedGroup> list() const;
    /// What outlives the program.
    std::vector<Record::Kept> kept() const;

private:
    Motors m_motors;
    std::unique_ptr<Environment> m_environment;
    std::unique_ptr<ScalerRecord> m_scaler;
    std::unique_ptr<ScalerCalcs> m_scalerCalcs;
    std::unique_ptr<Detectors> m_detectors;
    std::unique_ptr<Examples> m_examples;
};

} // namespace simulator
