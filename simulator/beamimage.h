#pragma once

#include "simulator/frame.h"
#include "simulator/physics.h"
#include "simulator/random.h"

#include <vector>

namespace simulator {

/// Draws the beam as the camera sees it: a Gaussian spot with the shadows of two wires, shot noise and read-out noise.
/// Cheap, because spot and noise amplitude are products of a column and a row, and the noise comes from a table.
class BeamImage
{
public:
    explicit BeamImage(quint64 seed);

    /// `exposure` in seconds, times the gain. Int64 and UInt64 are not drawn: the value is null.
    devices::Value draw(const BeamSpot& spot, const Readout& readout, double exposure, PixelType type);

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
        float scale = 1;
    };

    static Profile profile(double centre, double sigma, double shadow, int first, int bins, int bin);
    template <typename Pixel>
    devices::Value paint(const Canvas& canvas);

    std::vector<float> m_noise;
    Random m_random;
};

} // namespace simulator
