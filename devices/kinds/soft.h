#pragma once

#include "devices/kinds/device.h"

namespace devices {

/// A positioner without hardware: it is where it was last set to.
class SoftPositioner : public Device
{
public:
    explicit SoftPositioner(QString name, QString units = {}, Range limits = {});

    std::vector<DataKey> describe() const override;
    Handle read(ReadDone done) override;
    Result<void> check(double target) const override;
    StatusPtr set(double target) override;
    std::optional<double> position() const override { return m_position; }
    bool movable() const override { return true; }
    Handle locate(LocateDone done) override;

private:
    const QString m_units;
    const Range m_limits;
    double m_position = 0;
};

/// A detector whose one value is computed when it is triggered.
class SoftDetector : public Device
{
public:
    SoftDetector(QString name, std::function<double()> measure, QString units = {});

    std::vector<DataKey> describe() const override;
    Handle read(ReadDone done) override;
    StatusPtr trigger() override;

private:
    const std::function<double()> m_measure;
    const QString m_units;
    Reading m_reading;
};

} // namespace devices
