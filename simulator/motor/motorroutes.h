#pragma once

#include "simulator/motor/motorlimits.h"
#include "simulator/motor/motorpositions.h"
#include "simulator/motor/motorspeeds.h"

namespace simulator {

/// What the parts of one motor need of each other.
struct MotorParts
{
    Host& host;
    Record& record;
    MotorAxis& axis;
    MotorCalibration& calibration;
    MotorSpeeds& speeds;
    MotorLimits& limits;
    MotorPositions& positions;
};

/// By which way a motor goes to its target: straight, or past it and back by the backlash distance, so that it always arrives
/// from the same side; and, with an encoder and retries, by the distance that is seen to be left.
/// Source:  motorRecord R7, fields BDST FRAC RDBD SPDB RTRY RMOD RCNT MISS NTM NTMF.
class MotorRoutes
{
public:
    struct Leg
    {
        double reading = 0; ///< of the axis's counter
        MotionProfile profile;
    };
    struct Route
    {
        Leg first;
        bool backlashFollows = false;
    };

    explicit MotorRoutes(const MotorParts& parts);

    /// From the last target to the present one.
    Route toTarget(bool retry) const;
    Leg beforeBacklash() const;
    Leg throughBacklash() const;
    bool takesBacklash() const;
    /// Whether the target, which is another since the motor went off, is so far behind that it turns at once.
    bool turnsBack(bool goesForward) const;
    /// At the end of the way: whether the motor must try again, if it may. Counts, and says when it gives up.
    bool countRetry(bool mayRetry);
    /// The way there leads past the soft limits.
    bool forbidden(double dial) const;

private:
    bool relative() const;
    bool preferred(double dial) const;
    bool withinBacklash() const;
    double retryPart() const;
    double afterDistance(double distance) const;
    double backlash() const { return m_parts.record.number("BDST"); }

    const MotorParts m_parts;
};

} // namespace simulator
