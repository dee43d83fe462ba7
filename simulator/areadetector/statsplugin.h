#pragma once

#include "simulator/areadetector/imagestatistics.h"
#include "simulator/areadetector/plugin.h"

namespace simulator {

/// The statistics plugin of areaDetector ("BD:Stats1:Total_RBV" …).
/// Thread:  its host's; computes at the worker.
/// Source:  NDPluginStats of ADCore R3.
class StatsPlugin : public Plugin
{
public:
    StatsPlugin(const Place& place, const Identity& identity);

    bool wants() const override;

protected:
    Worker::Work job(const Frame& frame) override;

private:
    void addSettings();
    void addResults();
    StatisticsRequest request() const;
    void publish(const ImageStatistics& found, Timestamp time);
};

} // namespace simulator
