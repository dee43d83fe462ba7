#pragma once

#include <array>

namespace simulator {

/// Where everything that the beam meets stands. Mechanical positions, whatever offsets the motors' users have set.
/// Units:   eV, degrees, mm, mA.
struct BeamlineState
{
    double energy = 7112;
    double theta = 16.1404; ///< of the monochromator crystal
    double sx = 0;
    double sy = 0;
    double sz = 5;
    double slitGap = 0.2;
    double slitCenter = 0;
    double filter = 0; ///< position of the attenuator wheel, 0…5
    bool shutterOpen = true;
    double storedCurrent = 400;

    friend bool operator==(const BeamlineState&, const BeamlineState&) = default;
};

/// Angle at which Si(111) reflects this energy, in degrees: λ = 2d sin θ with d = 3.13555 Å, hc = 12398.4193 eV Å.
double braggAngle(double energy);
double braggEnergy(double theta);

/// Fraction of the beam that passes each part, 0…1.
double filterTransmission(double position);
double slitTransmission(double gap, double centre);
double crystalReflectivity(double energy, double theta);

/// Absorption µt of the iron foil over energy: pre-edge slope, K edge at 7112 eV with a white line, and oscillations of the
/// first three shells of bcc iron.
double foilAbsorption(double energy);
/// The K edge of iron alone: 0 far below, 1 far above, with its structure.
double ironEdge(double energy);
/// Iron content of the sample map, 0…1: the letters "Fe" on a field of 2 × 2 mm around (0, 0).
double ironMap(double sx, double sy);

/// Photons that reach I0, in counts per second; about 102,000 at the start.
double incidentRate(const BeamlineState& state);

/// Channels of the scaler after the clock.
enum ScalerChannel { Clock, I0, I1, Fluorescence, Reference, Knife, Beam, Dark, ScalerChannels };
/// Counts per second of every channel except the clock, whose entry is 0.
std::array<double, ScalerChannels> scalerRates(const BeamlineState& state);

/// The beam on the camera.
/// Units:   pixels of the full sensor; counts per second at the centre.
struct BeamSpot
{
    double centreX = 0;
    double centreY = 0;
    double sigmaX = 1;
    double sigmaY = 1;
    double peak = 0;
    double shadowX = 0; ///< vertical wire that moves with sx
    double shadowY = 0; ///< horizontal wire that moves with sy

    friend bool operator==(const BeamSpot&, const BeamSpot&) = default;
};

inline constexpr int SensorSize = 1024;
BeamSpot beamSpot(const BeamlineState& state);

} // namespace simulator
