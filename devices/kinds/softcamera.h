#pragma once

#include "devices/kinds/softtriggered.h"

namespace devices {

/// A camera without hardware: one frame for each trigger.
///
/// Columns: <name>_total (hinted), <name>_max, <name>_image [rows, columns].
class SoftCamera : public SoftTriggered
{
public:
    struct Size
    {
        std::size_t rows = 0;
        std::size_t columns = 0;
    };
    /// The pixels, row by row, after an exposure of so long; always as many.
    using Frame = std::function<std::vector<quint16>(std::chrono::duration<double>)>;

    SoftCamera(QString name, Size size, Frame frame, SoftClock* clock = nullptr);

    std::vector<DataKey> describe() const override;

protected:
    std::vector<Reading> readings() const override;
    void measure(std::chrono::duration<double> dwell) override;

private:
    const Size m_size;
    const Frame m_frame;
    ArrayPtr<quint16> m_pixels;
    Timestamp m_time{};
};

} // namespace devices
