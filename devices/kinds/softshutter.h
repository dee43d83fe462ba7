#pragma once

#include "devices/kinds/softdevice.h"

namespace devices {

/// A shutter without hardware: set(1) opens, set(0) closes.
class SoftShutter : public SoftDevice
{
public:
    explicit SoftShutter(QString name, bool open = false);

    bool isOpen() const { return m_open; }

    std::vector<DataKey> describe() const override;
    Result<void> check(double target) const override;
    StatusPtr set(double target) override;
    std::optional<double> position() const override { return m_open ? 1 : 0; }
    bool movable() const override { return true; }
    Handle locate(LocateDone done) override;

protected:
    std::vector<Reading> readings() const override;

private:
    bool m_open;
};

} // namespace devices
