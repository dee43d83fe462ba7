#pragma once

#include "devices/kinds/softtriggered.h"

namespace devices {

/// A detector whose one value is computed when it is triggered.
class SoftDetector : public SoftTriggered
{
public:
    SoftDetector(QString name, std::function<double()> measure, QString units = {}, SoftClock* clock = nullptr);

    std::vector<DataKey> describe() const override;

protected:
    std::vector<Reading> readings() const override;
    void measure(std::chrono::duration<double> dwell) override;

private:
    const std::function<double()> m_measure;
    const QString m_units;
    Reading m_reading;
};

} // namespace devices
