#pragma once

#include "simulator/areadetector/frame.h"
#include "simulator/physics.h"
#include "simulator/random.h"

#include <vector>

namespace simulator {

/// How an image is taken.
struct Exposure
{
    double signal = 0; ///< seconds times gain
    double readNoise = 3; ///< counts, standard deviation
    PixelType type = PixelType::UInt16;
    ColorMode color = ColorMode::Mono;
};

/// Draws the beam as the camera sees it: a Gaussian spot with the shadows of two wires, shot noise and read-out noise.
/// Cheap, because spot and noise amplitude are products of a column and a row, and the noise comes from a table.
class BeamImage
{
public:
    explicit BeamImage(quint64 seed);

    /// Int64 and UInt64 are not drawn: the value is null.
    devices::Value draw(const BeamSpot& spot, const Readout& readout, const Exposure& exposure);

private:
    struct Profile
    {
        std::vector<float> level; ///< 0…1
        std::vector<float> noise; ///< its square root
    };
    struct Canvas
    {
        Profile columns;
        Profile rows;
        float amplitude = 0;
        float readNoise = 0;
        float scale = 1;
        ColorMode color = ColorMode::Mono;
    };

    static Profile profile(double centre, double sigma, double shadow, const AxisCut& cut);
    template <typename Pixel>
    devices::Value paint(const Canvas& canvas);

    std::vector<float> m_noise;
    Random m_random;
};

} // namespace simulator
