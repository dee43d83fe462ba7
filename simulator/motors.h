#pragma once

#include "simulator/motor/motorrecord.h"

namespace simulator {

/// The eight motors of the beamline. Theta follows the energy.
/// Thread:  its host's.
class Motors
{
public:
    enum Name { Energy, Theta, SampleX, SampleY, SampleZ, SlitGap, SlitCenter, Filter, Count };

    Motors(Host& host, const QString& prefix, quint64 seed);

    MotorRecord& at(Name name) { return *m_motors[name]; }
    const MotorRecord& at(Name name) const { return *m_motors[name]; }
    /// Mechanical.
    double position(Name name) const { return at(name).position(); }
    /// Where the crystal stands, also between the steps of theta's motor.
    double crystalAngle() const;

    void list(std::vector<Record::Listed>& rows) const;
    std::vector<Record::Kept> kept() const;

private:
    void carryTheta();

    std::array<std::unique_ptr<MotorRecord>, Count> m_motors;
    double m_carriedEnergy = 0; // to which theta has been carried
    bool m_carrying = false;
};

} // namespace simulator
