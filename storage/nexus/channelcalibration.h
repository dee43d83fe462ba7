#pragma once

#include "scans/documents/documents.h"

#include <optional>
#include <vector>

namespace storage {

/// How the channels of a device's spectra become energies, if its configuration tells: DEVICE_offset, DEVICE_slope and
/// DEVICE_quadratic, as those of an MCA.
/// Units:   those that the device gives.
class ChannelCalibration
{
public:
    static std::optional<ChannelCalibration> of(const scans::EventDescriptor& descriptor, const QString& device);

    const QString& units() const { return m_units; }
    std::vector<double> energies(std::size_t channels) const;

private:
    double m_offset = 0;
    double m_slope = 0;
    double m_quadratic = 0;
    QString m_units;
};

} // namespace storage
