#pragma once

#include "simulator/motor/motorcalibration.h"

namespace simulator {

/// Where a motor shall be and where it is, in all coordinates.
/// Source:  motorRecord R7, fields VAL DVAL RVAL RLV LVAL LDVL LRVL RBV DRBV RRBV RMP REP DIFF RDIF.
class MotorPositions
{
public:
    /// What a put to each target field does.
    struct Puts
    {
        FieldPut user;
        FieldPut dial;
        FieldPut raw;
        FieldPut relative;
        FieldPut restoreDial;
    };

    MotorPositions(Record& record, const MotorCalibration& calibration);
    void addFields(Puts puts);

    double target() const { return m_record.number("DVAL"); } ///< dial
    double readback() const { return m_record.number("DRBV"); } ///< dial
    double difference() const { return m_record.number("DIFF"); }
    double accepted() const { return m_record.number("LDVL"); } ///< dial, of the motion under way or the last

    void setTarget(double dial);
    /// A motion to the target begins.
    void accept();
    /// Back to the target of the motion under way.
    void reject() { setTarget(accepted()); }
    bool hasNewTarget() const { return target() != accepted(); }
    /// Wherever the axis stands is where it shall be.
    void targetReadback();
    /// The target shows as another user's value.
    void showUser(double user);
    /// Too near to be worth a motion.
    bool isHere(double dial) const;

    /// In the order in which the real record posts. Both in EGU.
    void post(double counted, double encoded);

private:
    void postTarget();
    void postDifference();

    Record& m_record;
    const MotorCalibration& m_calibration;
};

} // namespace simulator
