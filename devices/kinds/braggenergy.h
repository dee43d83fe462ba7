#pragma once

#include "devices/kinds/pseudopositioner.h"

namespace devices {

/// Photon energy of a crystal monochromator, set by its angle: E = hc / (2 d sin(θ − offset)).
/// Units:   eV or keV; d in ångström; the angle in degrees, or rad or mrad if the angle's motor says so.
/// Errors:  BadValue for energies below hc / 2d, which the crystal cannot reflect.
/// Source:  Bragg's law. hc = 12.398419843 keV Å from the exact h, c and e of the SI; the lattice parameter of silicon,
///          5.431020511 Å at 22.5 °C in vacuum, from CODATA 2018.
class BraggEnergy : public PseudoPositioner
{
public:
    static constexpr double PlanckTimesLight = 12398.419843; ///< eV Å
    static constexpr double SiliconLattice = 5.431020511; ///< Å

    struct Options
    {
        double spacing = siliconSpacing(1, 1, 1); ///< Å
        double offset = 0; ///< degrees, what the angle's motor shows at θ = 0
        bool kilo = false; ///< keV
    };

    BraggEnergy(QString name, DevicePtr angle, QString label, const Options& options);

    /// Distance of the planes of silicon with these indices, in Å; Si(111): 3.1356.
    static double siliconSpacing(int h, int k, int l);

protected:
    QString units() const override;
    std::optional<int> precision() const override { return m_options.kilo ? 5 : 2; }
    Result<Positions> axesFor(double target, const Positions& now) const override;
    Result<double> valueOf(const Positions& axes) const override;
    std::vector<Constant> constants() const override;

private:
    double degreesPerUnit() const;

    const Options m_options;
};

} // namespace devices
