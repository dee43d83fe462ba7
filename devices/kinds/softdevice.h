#pragma once

#include "devices/kinds/device.h"

namespace devices {

/// What all devices without hardware have in common: their columns come from memory, and whoever monitors them hears of each change.
class SoftDevice : public Device
{
public:
    ~SoftDevice() override;

    Handle read(ReadDone done) override;
    Result<Handle> monitor(ReadingsChanged changed) override;

protected:
    SoftDevice(QString name, QString kind);

    /// Of every column that describe() describes, in its order.
    virtual std::vector<Reading> readings() const = 0;
    /// A column of this device; its source says that it has no PV.
    DataKey column(const QString& suffix, const QString& units) const;
    void announce();

private:
    class Listener;

    std::vector<std::weak_ptr<Listener>> m_listeners;
};

} // namespace devices
