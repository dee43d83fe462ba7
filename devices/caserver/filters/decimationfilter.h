#pragma once

#include "devices/caserver/filters/eventfilter.h"

namespace devices {

/// Passes the first and then every n-th update.
class DecimationFilter : public EventFilter
{
public:
    explicit DecimationFilter(qint64 n)
        : m_n(n)
    {
    }

    bool passes(const Reading&, quint8) override
    {
        const bool due = m_count == 0;
        m_count = (m_count + 1) % m_n;
        return due;
    }

private:
    const qint64 m_n;
    qint64 m_count = 0;
};

} // namespace devices
