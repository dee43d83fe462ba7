#pragma once

#include "simulator/areadetector/beamimage.h"
#include "simulator/settings.h"

namespace simulator {

/// The records of an areaDetector driver, but for those that act ("BD:cam1:AcquireTime" …), and what they mean together.
/// Units:   seconds, pixels.   Thread: its host's.
/// Source:  ADBase.template of areaDetector ADCore R3.
class CameraSettings
{
public:
    enum ImageMode { Single, Multiple, Continuous };
    enum TriggerMode { Internal, External, Software };

    CameraSettings(Host& host, const QString& prefix, const QString& port);

    RecordTable& records() { return m_records; }
    const RecordTable& records() const { return m_records; }
    Settings& settings() { return m_settings; }

    ImageMode imageMode() const { return static_cast<ImageMode>(m_records.integer("ImageMode")); }
    TriggerMode triggerMode() const { return static_cast<TriggerMode>(m_records.integer("TriggerMode")); }
    double exposureTime() const { return m_records.number("AcquireTime"); }
    int exposuresPerImage() const { return static_cast<int>(m_records.integer("NumExposures")); }
    /// From one image's start to the next one's, whatever was asked for.
    double period() const;
    Readout readout() const;
    Exposure exposure() const;

private:
    void addTiming();
    void addReadout();
    void addInformation(const QString& port);
    AxisCut cut(char axis) const;
    void fit();

    RecordTable m_records;
    Settings m_settings;
};

} // namespace simulator
