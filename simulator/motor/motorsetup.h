#pragma once

#include "simulator/motor/motoraxis.h"
#include "simulator/records.h"

namespace simulator {

/// What differs from one simulated motor to the next.
struct MotorSetup
{
    QString name;
    QString description;
    QString units;
    int precision = 3;
    double position = 0;
    Range softLimits;
    double speed = 1; ///< VELO
    double accelerationTime = 0.1; ///< ACCL
    double resolution = 0.001; ///< MRES
    double tweak = 0.1; ///< TWV
    double home = 0;
    AxisFlaws flaws = {};
    quint64 seed = 1;
};

} // namespace simulator
