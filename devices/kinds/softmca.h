#pragma once

#include "devices/kinds/softtriggered.h"

namespace devices {

/// A multichannel analyser without hardware.
///
/// Columns: <name>_total, one for each region (hinted), <name>_spectrum.
class SoftMca : public SoftTriggered
{
public:
    struct Region
    {
        QString name; ///< of letters, digits and _
        std::size_t low = 0;
        std::size_t high = 0; ///< included
    };
    /// Counts of each channel after counting for so long; always as many channels.
    using Spectrum = std::function<std::vector<qint32>(std::chrono::duration<double>)>;

    SoftMca(
        QString name, std::size_t channels, Spectrum spectrum, std::vector<Region> regions, SoftClock* clock = nullptr);

    std::vector<DataKey> describe() const override;

protected:
    std::vector<Reading> readings() const override;
    void measure(std::chrono::duration<double> dwell) override;

private:
    const Spectrum m_spectrum;
    const std::vector<Region> m_regions;
    std::vector<qint32> m_counts;
    Timestamp m_time{};
};

} // namespace devices
