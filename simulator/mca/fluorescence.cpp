#include "simulator/mca/fluorescence.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace simulator {

namespace {

constexpr double PulseTime = 1e-6; // s
constexpr double ElectronMass = 510999; // eV

// Lines and edges of the X-ray Data Booklet, eV.
struct Element
{
    double edge;
    double alpha;
    double beta;
    double betaPart; ///< of both lines together
};
constexpr Element Argon{3205.9, 2957.7, 3190.5, 0.10};
constexpr Element Calcium{4038.5, 3691.7, 4012.7, 0.11};
constexpr Element Iron{7112, 6403.8, 7058.0, 0.12};
constexpr Element Nickel{8333, 7478.2, 8264.7, 0.12};
constexpr Element Copper{8979, 8047.8, 8905.3, 0.12};

// Lines per photon that arrives, just above the edge.
constexpr double ArgonYield = 2e-4;
constexpr double CalciumYield = 0.02;
constexpr double IronYield = 0.15;
constexpr double TraceYield = 1e-3;
constexpr double Elastic = 2e-3;
constexpr double Compton = 3e-3;
constexpr double Background = 2e-7; // per channel

void addPeak(std::vector<double>& rates, double energy, double sigma, double area)
{
    constexpr double reach = 6; // sigma
    const int last = static_cast<int>(rates.size()) - 1;
    const double centre = energy / EnergyPerChannel;
    const double width = sigma / EnergyPerChannel;
    const int from = std::clamp(static_cast<int>(centre - reach * width), 0, last);
    const int to = std::clamp(static_cast<int>(centre + reach * width), 0, last);
    const double height = area / (width * std::sqrt(2 * std::numbers::pi));
    for (int i = from; i <= to; ++i) {
        const double x = (i - centre) / width;
        rates[static_cast<std::size_t>(i)] += height * std::exp(-x * x / 2);
    }
}

void addLines(std::vector<double>& rates, const Element& element, double rate)
{
    if (!(rate > 0))
        return;
    addPeak(rates, element.alpha, lineWidth(element.alpha), rate * (1 - element.betaPart));
    addPeak(rates, element.beta, lineWidth(element.beta), rate * element.betaPart);
}

/// How strongly an element with a plain edge is excited, 1 just above it.
double excitation(const Element& element, double energy)
{
    return energy < element.edge ? 0 : std::pow(element.edge / energy, 2.7);
}

void addScatter(std::vector<double>& rates, double energy, double incident)
{
    const double shifted = energy / (1 + energy / ElectronMass); // by 90°
    addPeak(rates, energy, lineWidth(energy), incident * Elastic);
    addPeak(rates, shifted, 1.5 * lineWidth(energy), incident * Compton);
    const auto end = std::min(rates.size(), static_cast<std::size_t>(std::max(0.0, energy / EnergyPerChannel)));
    for (std::size_t i = 0; i < end; ++i)
        rates[i] += incident * Background;
}

} // namespace

double lineWidth(double energy)
{
    constexpr double electronics = 80; // eV, FWHM
    constexpr double fano = 0.114;
    constexpr double pairEnergy = 3.65; // eV
    const double sigma = electronics / 2.355;
    return std::sqrt(sigma * sigma + fano * pairEnergy * std::max(0.0, energy));
}

double liveFraction(double photonsPerSecond)
{
    return std::exp(-photonsPerSecond * PulseTime);
}

std::vector<double> fluorescenceRates(const BeamlineState& state)
{
    std::vector<double> rates(SpectrumChannels);
    const double incident = incidentRate(state);
    if (!(incident > 0))
        return rates;
    const double energy = state.energy;
    const double iron = ironMap(state.sx, state.sy);
    addLines(rates, Argon, incident * ArgonYield * excitation(Argon, energy));
    addLines(rates, Calcium, incident * CalciumYield * (1 - 0.8 * iron) * excitation(Calcium, energy));
    addLines(rates, Iron, incident * IronYield * (0.02 + iron) * ironEdge(energy) * std::pow(Iron.edge / energy, 2.7));
    addLines(rates, Nickel, incident * TraceYield * excitation(Nickel, energy));
    addLines(rates, Copper, incident * TraceYield * excitation(Copper, energy));
    addScatter(rates, energy, incident);
    return rates;
}

} // namespace simulator
