#pragma once

#include "simulator/motor/motorsequence.h"

namespace simulator {

/// What clients tell a motor to do: targets, tweaks, jog, home, stop, pause, calibration of where it stands.
/// Errors:  a target past the soft limits is put aside with LVIO = 1 and changes nothing; a disabled motor refuses.
/// Source:  motorRecord R7, fields VAL DVAL RVAL RLV TWV TWF TWR JOGF JOGR HOMF HOMR STOP SPMG LSPG SYNC STUP CNEN.
class MotorCommands
{
public:
    MotorCommands(const MotorParts& parts, MotorSequence& sequence);

    MotorPositions::Puts positionPuts();
    void addFields(double tweak);
    /// "$(motor)_able": a disabled motor refuses to move.
    void setEnabled(bool enabled) { m_enabled = enabled; }
    /// The calibration shows DVAL as another user's position.
    void showUser(double user);
    /// Says that the axis stands there, without moving it.
    void redefineDial(double dial);

private:
    std::vector<Field> tweakFields(double tweak);
    std::vector<Field> buttonFields();
    std::vector<Field> modeFields();
    void putUser(double value, PutCompletion done);
    void putDial(double value, PutCompletion done);
    void putRaw(double value, PutCompletion done);
    void putRelative(double value, PutCompletion done);
    void putTweakForward(double value, PutCompletion done);
    void putTweakReverse(double value, PutCompletion done);
    void putJog(const char* field, const char* opposite, double value, PutCompletion done);
    void putHome(const char* field, const char* opposite, double value, PutCompletion done);
    void putStop(double value);
    void putMode(double value);
    void putSync(double value);
    void putStatusUpdate(double value, PutCompletion done);
    void putTorque(double value);
    void restoreDial(double value);

    void drive(double dial, PutCompletion done);
    void redefineUser(double value);
    Result<void> mayMove() const;
    bool goes() const;
    bool atSwitch(bool forward) const;

    Host& m_host;
    Record& m_record;
    MotorParts m_parts;
    MotorSequence& m_sequence;
    bool m_enabled = true;
    Handle m_statusUpdate;
};

} // namespace simulator
