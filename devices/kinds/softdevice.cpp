#include "devices/kinds/softdevice.h"

namespace devices {

class SoftDevice::Listener : public Handle::Guard
{
public:
    explicit Listener(ReadingsChanged changed)
        : m_changed(std::move(changed))
    {
    }
    const ReadingsChanged& changed() const { return m_changed; }

private:
    const ReadingsChanged m_changed;
};

SoftDevice::SoftDevice(QString name, QString kind)
    : Device(std::move(name), std::move(kind))
{
}

SoftDevice::~SoftDevice() = default;

DataKey SoftDevice::column(const QString& suffix, const QString& units) const
{
    DataKey key;
    key.name = name() + suffix;
    key.source = QStringLiteral("soft://") + key.name;
    key.units = units;
    key.objectName = name();
    return key;
}

Handle SoftDevice::read(ReadDone done)
{
    done(readings());
    return {};
}

Result<Handle> SoftDevice::monitor(ReadingsChanged changed)
{
    const auto listener = std::make_shared<Listener>(std::move(changed));
    m_listeners.push_back(listener);
    listener->changed()(readings());
    return Handle(listener);
}

/// Those who hear of it may come and go meanwhile.
void SoftDevice::announce()
{
    std::erase_if(m_listeners, [](const auto& listener) { return listener.expired(); });
    if (m_listeners.empty())
        return;
    const std::vector<Reading> news = readings();
    for (const auto& each : std::vector(m_listeners)) {
        if (const std::shared_ptr<Listener> listener = each.lock())
            listener->changed()(news);
    }
}

} // namespace devices
