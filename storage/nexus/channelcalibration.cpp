#include "storage/nexus/channelcalibration.h"

#include <algorithm>

namespace storage {

std::optional<ChannelCalibration> ChannelCalibration::of(
    const scans::EventDescriptor& descriptor, const QString& device)
{
    ChannelCalibration calibration;
    for (const scans::EventDescriptor::Object& object : descriptor.objects) {
        if (object.name != device)
            continue;
        for (std::size_t i = 0; i < std::min(object.configurationKeys.size(), object.configuration.size()); ++i) {
            const devices::DataKey& key = object.configurationKeys[i];
            const double number = devices::toDouble(object.configuration[i].value).value_or(0);
            if (key.name == device + QLatin1String("_offset"))
                calibration.m_offset = number;
            else if (key.name == device + QLatin1String("_quadratic"))
                calibration.m_quadratic = number;
            else if (key.name == device + QLatin1String("_slope")) {
                calibration.m_slope = number;
                calibration.m_units = key.units;
            }
        }
    }
    return calibration.m_slope == 0 ? std::nullopt : std::optional(calibration);
}

std::vector<double> ChannelCalibration::energies(std::size_t channels) const
{
    std::vector<double> energies(channels);
    for (std::size_t i = 0; i < channels; ++i) {
        const auto channel = static_cast<double>(i);
        energies[i] = m_offset + (m_slope + m_quadratic * channel) * channel;
    }
    return energies;
}

} // namespace storage
