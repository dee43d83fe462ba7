#include "devices/caserver/filters/deadbandfilter.h"

#include "devices/caserver/wire.h"

namespace devices {

DeadbandFilter::DeadbandFilter(Mode mode, double width)
    : m_mode(mode)
    , m_width(width)
{
    m_band.setWidth(width);
}

bool DeadbandFilter::passes(const Reading& reading, quint8 events)
{
    const std::optional<double> number = isArray(reading.value) ? std::nullopt : toDouble(reading.value);
    if (!number)
        return true;
    const bool more = (events & ~(ValueEvent | LogEvent)) != 0;
    if (!m_band.leftBy(*number) && !more)
        return false;
    m_band.restart(*number);
    if (m_mode == Mode::Relative)
        m_band.setWidth(m_width < 0 ? m_width : std::abs(*number) * m_width / 100);
    return true;
}

} // namespace devices
