#pragma once

#include "devices/kinds/pseudopositioner.h"

namespace devices {

/// Opening or centre of a slit with two blades that move along the same axis: gap = high − low, centre = (low + high) / 2.
/// Units:   those of the low blade.
/// Setting one keeps the other as the blades were sent. A gap below 0 is refused unless the blades may overlap.
class Slits : public PseudoPositioner
{
public:
    enum class Quantity : quint8 { Gap, Center };

    Slits(QString name, Quantity quantity, DevicePtr low, DevicePtr high, QString label, bool overlap = false);

protected:
    QString units() const override { return axisKey(0).units; }
    std::optional<int> precision() const override { return axisKey(0).precision; }
    Result<Positions> axesFor(double target, const Positions& sent) const override;
    Result<double> valueOf(const Positions& axes) const override;

private:
    const Quantity m_quantity;
    const bool m_overlap;
};

} // namespace devices
