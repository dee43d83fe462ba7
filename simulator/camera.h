#pragma once

#include "simulator/beamimage.h"
#include "simulator/records.h"

namespace simulator {

/// A simulated detector behind the PVs of an areaDetector driver ("BD:cam1:Acquire" …).
/// Units:   seconds, pixels.   Thread: its host's.
/// A put-callback on Acquire completes when the acquisition ends, so in Continuous mode when it is stopped. Frames are drawn
/// only while somebody takes them.
/// Source:  ADBase.template of areaDetector ADCore R3.
class Camera
{
public:
    using Spot = std::function<BeamSpot()>;

    Camera(Host& host, const QString& prefix, Spot spot, quint64 seed);

    RecordTable& records() { return m_records; }
    const RecordTable& records() const { return m_records; }
    /// Asked before a frame is drawn, and given the frame.
    void addConsumer(std::function<bool()> wants, std::function<void(const Frame&)> take);
    /// Puts a 1 to Acquire.
    void acquire();

private:
    struct Consumer
    {
        std::function<bool()> wants;
        std::function<void(const Frame&)> take;
    };

    void addSetting(RecordRow row, std::function<double(double)> limit = {});
    void addAcquisition();
    void addReadout();
    void addInformation();
    void putAcquire(bool acquire, PutCompletion done);
    FieldPut refuseWideIntegers();
    void begin();
    void expose();
    void frameDue();
    void deliver();
    void end(const QString& message);
    void setState(int state, const QString& message);
    void fitReadout();
    Readout readout() const;
    double period() const;

    Host& m_host;
    const Spot m_spot;
    RecordTable m_records;
    BeamImage m_image;
    std::vector<Consumer> m_consumers;
    bool m_acquiring = false;
    double m_exposureStart = 0;
    qint64 m_uniqueId = 0;
    int m_framesThisSecond = 0;
    std::vector<PutCompletion> m_waiting;
    Handle m_due;
    Handle m_rateTicking;
};

} // namespace simulator
