#pragma once

#include "simulator/areadetector/camerasettings.h"
#include "simulator/areadetector/ports.h"
#include "simulator/ratemeter.h"

namespace simulator {

/// A simulated detector behind the PVs of an areaDetector driver ("BD:cam1:Acquire" …).
/// Units:   seconds, pixels.   Thread: its host's.
/// A put-callback on Acquire completes when the acquisition ends, so in Continuous mode when it is stopped; with
/// WaitForPlugins when the plugins have also dealt with its images. Frames are drawn only while somebody takes them.
/// Source:  ADBase.template of areaDetector ADCore R3.
class Camera
{
public:
    using Spot = std::function<BeamSpot()>;

    /// Hands its images to the port of this name.
    Camera(Host& host, Ports& ports, const QString& prefix, const QString& port, Spot spot, quint64 seed);

    RecordTable& records() { return m_settings.records(); }
    const RecordTable& records() const { return m_settings.records(); }
    /// Puts a 1 to Acquire.
    void acquire();

private:
    using TriggerMode = CameraSettings::TriggerMode;

    void addRecords();
    RecordRow triggerRow(const char* name, TriggerMode mode, const char* about);
    void putAcquire(bool acquire, PutCompletion done);
    void trigger(TriggerMode mode);
    void begin();
    void nextImage();
    void expose();
    void showRemaining();
    void frameDue();
    void deliver();
    void end(int state, const QString& message);
    void release();
    void show(const char* name, double number) { records().setNumber(name, number); }
    void setState(int state, const QString& message);

    Host& m_host;
    Ports& m_ports;
    const QString m_port;
    const Spot m_spot;
    CameraSettings m_settings;
    BeamImage m_image;
    RateMeter m_rate;
    bool m_acquiring = false;
    double m_exposureStart = 0;
    double m_exposureEnd = 0;
    qint64 m_uniqueId = 0;
    std::vector<PutCompletion> m_waiting;
    Handle m_due;
    Handle m_countdown;
};

} // namespace simulator
