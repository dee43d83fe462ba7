#pragma once

#include "devices/caserver/deadband.h"
#include "devices/caserver/filters/eventfilter.h"

namespace devices {

/// Holds scalar numbers back until they differ by more than a width from the last one sent. Changes of alarm and properties
/// pass, and so does all that is no scalar number.
class DeadbandFilter : public EventFilter
{
public:
    enum class Mode : quint8 {
        Absolute,
        Relative, ///< the width is in percent of the last value sent
    };

    DeadbandFilter(Mode mode, double width);

    bool passes(const Reading& reading, quint8 events) override;

private:
    const Mode m_mode;
    const double m_width;
    Deadband m_band;
};

} // namespace devices
