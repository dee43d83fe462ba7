#pragma once

#include "simulator/frame.h"
#include "simulator/records.h"

namespace simulator {

/// Statistics of one image.
/// Units:   counts; pixels of the image from its top left.
struct ImageStatistics
{
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    double sigma = 0;
    double total = 0;
    double net = 0; ///< total above the mean level of the frame's border
    double centroidX = 0; ///< of the pixels at or above the threshold
    double centroidY = 0;
    double sigmaX = 0;
    double sigmaY = 0;
};
ImageStatistics statisticsOf(const Frame& frame, double centroidThreshold, int borderWidth);

/// The statistics plugin of areaDetector ("BD:Stats1:Total_RBV" …).
/// Thread:  its host's.
/// Source:  NDPluginStats of ADCore R3.
class StatsPlugin
{
public:
    StatsPlugin(Host& host, const QString& prefix);

    bool wants() const;
    void take(const Frame& frame);

    RecordTable& records() { return m_records; }
    const RecordTable& records() const { return m_records; }

private:
    RecordTable m_records;
};

} // namespace simulator
