#pragma once

#include "simulator/records.h"

namespace simulator {

/// Regions of interest R0…R31 of an mca record: names, limits, counts.
/// Thread:  its host's. The record must outlive it.
/// Net counts are those above the mean of RnBG channels at either side; RnBG -1: all of them.
class McaRois
{
public:
    static constexpr int Count = 32;

    /// `changed` is called when the limits of a region have.
    McaRois(Record& record, int channels, std::function<void()> changed);

    void define(int roi, const QString& name, int low, int high);
    void update(const std::vector<qint32>& counts);
    /// Whether there is a region whose counts end the acquisition; and whether they have been reached.
    bool endsAcquisition() const;
    bool presetReached() const;

private:
    struct Names
    {
        std::string sum, net, name, low, high, background, isPreset, preset;
    };

    void addFields(const Names& names, int channels, const std::function<void()>& changed);

    Record& m_record;
    std::vector<Names> m_rois;
};

} // namespace simulator
