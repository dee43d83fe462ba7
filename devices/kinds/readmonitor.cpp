#include "devices/kinds/readmonitor.h"

#include <algorithm>

namespace devices {

namespace {

class ReadMonitor : public Handle::Guard
{
public:
    ReadMonitor(std::size_t count, ReadingsChanged changed)
        : m_readings(count)
        , m_known(count, false)
        , m_changed(std::move(changed))
    {
    }

    void add(Handle subscription) { m_subscriptions.push_back(std::move(subscription)); }

    void arrived(std::size_t index, const Reading& reading)
    {
        m_readings[index] = reading;
        m_known[index] = true;
        if (std::find(m_known.begin(), m_known.end(), false) != m_known.end())
            return;
        // It may drop the guard.
        const ReadingsChanged changed = m_changed;
        changed(std::vector<Reading>(m_readings));
    }

    void lost(std::size_t index) { m_known[index] = false; }

private:
    std::vector<Handle> m_subscriptions;
    std::vector<Reading> m_readings;
    std::vector<bool> m_known;
    const ReadingsChanged m_changed;
};

} // namespace

Handle monitorAll(Mailbox& mailbox, const std::vector<ChannelPtr>& channels, ReadingsChanged changed)
{
    const auto monitor = std::make_shared<ReadMonitor>(channels.size(), std::move(changed));
    for (std::size_t i = 0; i < channels.size(); ++i) {
        ChannelEvents events;
        events.value = [raw = monitor.get(), i](const Reading& reading) { raw->arrived(i, reading); };
        events.connection = [raw = monitor.get(), i](ConnectionState state) {
            if (state != ConnectionState::Connected)
                raw->lost(i);
        };
        monitor->add(channels[i]->subscribe(mailbox, Delivery::Every, std::move(events)));
    }
    return Handle(monitor);
}

} // namespace devices
