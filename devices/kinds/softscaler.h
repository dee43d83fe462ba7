#pragma once

#include "devices/kinds/softtriggered.h"

#include <QStringList>

namespace devices {

/// Counters without hardware.
///
/// Columns: <name>_<channel> for each channel; hinted those that are named so.
class SoftScaler : public SoftTriggered
{
public:
    /// What each channel has counted after so long.
    using Counts = std::function<std::vector<double>(std::chrono::duration<double>)>;

    SoftScaler(QString name, QStringList channels, Counts counts, QStringList hinted, SoftClock* clock = nullptr);

    std::vector<DataKey> describe() const override;
    std::vector<DataKey> describeConfiguration() const override;
    Handle readConfiguration(ReadDone done) override;

protected:
    std::vector<Reading> readings() const override;
    void measure(std::chrono::duration<double> dwell) override;

private:
    const QStringList m_channels;
    const Counts m_count;
    const QStringList m_hinted;
    std::vector<double> m_counts;
    Timestamp m_time{};
};

} // namespace devices
