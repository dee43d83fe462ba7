#include "simulator/physics.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace simulator {

namespace {

constexpr double PlanckTimesLight = 12398.4193; // eV Å
constexpr double LatticeSpacing = 3.13555; // Å, Si(111)
constexpr double Degrees = 180 / std::numbers::pi;

constexpr double NominalCurrent = 400; // mA
constexpr double NominalRate = 102000; // counts/s in I0 at the start
constexpr double BeamSigmaAtSlit = 0.3; // mm
constexpr double CrystalSigma = 0.01; // degrees
constexpr double PixelsPerMm = 200;
constexpr double WireOffset = 0.45; // mm from the sample's origin

constexpr double SampleCentre = 0.312; // mm
constexpr double SampleSigma = 0.42; // mm
constexpr double KnifePosition = -0.5; // mm
constexpr double Focus = 5; // mm
constexpr double DarkRate = 3; // counts/s

constexpr double EdgeEnergy = 7112; // eV, Fe K
constexpr double EdgeStep = 1.2; // µt

double gaussian(double x, double sigma)
{
    return std::exp(-x * x / (2 * sigma * sigma));
}

struct Shell
{
    double distance; // Å
    double neighbours;
    double disorder; // σ², Å²
};

// bcc iron, a = 2.866 Å
constexpr std::array Shells{Shell{2.482, 8, 0.005}, Shell{2.866, 6, 0.006}, Shell{4.053, 12, 0.009}};

// χ(k) = Σ N F(k) / (k R²) · sin(2kR + φ) · exp(-2σ²k²) · exp(-2R/λ), the EXAFS equation with a smooth made-up F and φ.
double exafs(double energyAboveEdge)
{
    if (energyAboveEdge <= 0)
        return 0;
    const double k = std::sqrt(0.2625 * energyAboveEdge);
    const double backscattering = 0.8 * k * k / (k * k + 9) * gaussian(k - 7, 5);
    double sum = 0;
    for (const Shell& shell : Shells)
        sum += shell.neighbours / (std::max(k, 1.0) * shell.distance * shell.distance)
            * std::sin(2 * k * shell.distance - 0.9 * k / 2 + 1.5) * std::exp(-2 * shell.disorder * k * k)
            * std::exp(-2 * shell.distance / 7);
    const double onset = 1 - gaussian(k, 2); // below it multiple scattering reigns, which is not drawn
    return onset * backscattering * sum * 2.5;
}

constexpr int MapSize = 20;
constexpr std::array<std::string_view, MapSize> Letters{
    "....................",
    "....................",
    "..#########.........",
    "..#########.........",
    "..##................",
    "..##................",
    "..##................",
    "..##.......######...",
    "..######..########..",
    "..#######.##....##..",
    "..##......##....##..",
    "..##......########..",
    "..##......########..",
    "..##......##........",
    "..##......##........",
    "..##......##....##..",
    "..##......########..",
    "..##.......######...",
    "....................",
    "....................",
};

double letterPixel(int column, int row)
{
    if (column < 0 || column >= MapSize || row < 0 || row >= MapSize)
        return 0;
    return Letters[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] == '#' ? 1 : 0;
}

} // namespace

double braggAngle(double energy)
{
    const double sine = PlanckTimesLight / (2 * LatticeSpacing * energy);
    return std::asin(std::clamp(sine, -1.0, 1.0)) * Degrees;
}

double braggEnergy(double theta)
{
    return PlanckTimesLight / (2 * LatticeSpacing * std::sin(theta / Degrees));
}

double filterTransmission(double position)
{
    constexpr std::array transmissions{1.0, 0.5, 0.25, 0.1, 0.03, 0.01};
    const double slot = std::clamp(std::round(position), 0.0, double(transmissions.size() - 1));
    return transmissions[static_cast<std::size_t>(slot)];
}

double slitTransmission(double gap, double centre)
{
    if (gap <= 0)
        return 0;
    const double scale = BeamSigmaAtSlit * std::numbers::sqrt2;
    return (std::erf((centre + gap / 2) / scale) - std::erf((centre - gap / 2) / scale)) / 2;
}

double crystalReflectivity(double energy, double theta)
{
    return gaussian(theta - braggAngle(energy), CrystalSigma);
}

double ironEdge(double energy)
{
    const double x = energy - EdgeEnergy;
    const double step = 0.5 + std::atan(x / 1.5) / std::numbers::pi;
    const double preEdgePeak = 0.06 * gaussian(x + 1.5, 1.2);
    const double whiteLine = 0.25 * gaussian(x - 19, 8);
    return step * (1 + exafs(x - 5)) + preEdgePeak + whiteLine;
}

double foilAbsorption(double energy)
{
    constexpr double belowEdge = 0.25;
    const double slope = std::pow(EdgeEnergy / energy, 3);
    return belowEdge * slope + EdgeStep * std::pow(EdgeEnergy / energy, 2.7) * ironEdge(energy);
}

double ironMap(double sx, double sy)
{
    const double pitch = 2.0 / MapSize; // mm
    const double x = (sx + 1) / pitch - 0.5;
    const double y = (1 - sy) / pitch - 0.5;
    if (!(std::abs(x) < 2 * MapSize) || !(std::abs(y) < 2 * MapSize))
        return 0;
    const int column = static_cast<int>(std::floor(x));
    const int row = static_cast<int>(std::floor(y));
    const double fx = x - column;
    const double fy = y - row;
    return (1 - fy) * ((1 - fx) * letterPixel(column, row) + fx * letterPixel(column + 1, row))
        + fy * ((1 - fx) * letterPixel(column, row + 1) + fx * letterPixel(column + 1, row + 1));
}

double incidentRate(const BeamlineState& state)
{
    if (!state.shutterOpen)
        return 0;
    return NominalRate * std::max(0.0, state.storedCurrent) / NominalCurrent
        * slitTransmission(state.slitGap, state.slitCenter) / slitTransmission(0.2, 0)
        * crystalReflectivity(state.energy, state.theta) * filterTransmission(state.filter);
}

std::array<double, ScalerChannels> scalerRates(const BeamlineState& state)
{
    const double incident = incidentRate(state);
    // The amplifiers' gains are set so that I1/I0 and Iref/I0 are about 1 at the edge with the sample in the beam.
    static const double atEdge = foilAbsorption(EdgeEnergy);
    const double transmitted = std::exp(atEdge - foilAbsorption(state.energy));
    const double sample = 0.05 + 0.95 * gaussian(state.sx - SampleCentre, SampleSigma);
    const double knifeWidth = std::hypot(0.05 + state.slitGap / 2, 0.02 * (state.sz - Focus));

    std::array<double, ScalerChannels> rates{};
    rates[I0] = incident;
    rates[I1] = incident * transmitted * sample;
    rates[Fluorescence] = incident * ironEdge(state.energy) * (0.02 + 0.4 * ironMap(state.sx, state.sy));
    rates[Reference] = incident * transmitted;
    rates[Knife] = incident * 0.5 * (1 + std::erf((state.sx - KnifePosition) / (knifeWidth * std::numbers::sqrt2)));
    rates[Beam] = incident * gaussian(state.sx - SampleCentre, SampleSigma);
    for (double& rate : rates)
        rate += DarkRate;
    rates[Clock] = 0;
    return rates;
}

BeamSpot beamSpot(const BeamlineState& state)
{
    constexpr double mirrorDistance
        = 100; // mm from the crystal to the camera, so that 0.01° moves the beam by 7 pixels
    const double deviation = (state.theta - braggAngle(state.energy)) / Degrees;
    BeamSpot spot;
    spot.centreX = SensorSize / 2.0 + state.slitCenter * PixelsPerMm;
    spot.centreY = SensorSize / 2.0 - std::tan(2 * deviation) * mirrorDistance * PixelsPerMm;
    spot.sigmaX = std::hypot(0.25, state.slitGap) * PixelsPerMm;
    spot.sigmaY = 0.22 * PixelsPerMm;
    spot.peak = 8 * incidentRate(state) / (spot.sigmaX / 64);
    spot.shadowX = SensorSize / 2.0 + (state.sx + WireOffset) * PixelsPerMm;
    spot.shadowY = SensorSize / 2.0 - (state.sy - WireOffset) * PixelsPerMm;
    return spot;
}

} // namespace simulator
