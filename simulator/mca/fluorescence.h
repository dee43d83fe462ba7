#pragma once

#include "simulator/physics.h"

#include <vector>

namespace simulator {

inline constexpr int SpectrumChannels = 2048;
inline constexpr double EnergyPerChannel = 10; // eV

/// What reaches the fluorescence detector: photons per second in each of SpectrumChannels. K lines of the elements whose edge
/// lies below the beam's energy (iron where the sample map has it, calcium around it, traces of nickel and copper, argon of
/// the air), scattered beam, and a background.
/// Units:   counts per second; channel i is i times EnergyPerChannel.
std::vector<double> fluorescenceRates(const BeamlineState& state);

/// Standard deviation of a line at this energy, in eV: FWHM 141 eV at 5.9 keV, as of a silicon drift detector.
double lineWidth(double energy);

/// Part of the time in which the detector can take the next photon, 0…1: exp(-n τ) with τ = 1 µs.
double liveFraction(double photonsPerSecond);

} // namespace simulator
