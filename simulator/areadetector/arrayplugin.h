#pragma once

#include "simulator/areadetector/plugin.h"

namespace simulator {

/// Serves images as a waveform, as the standard array plugin of areaDetector does ("BD:image1:ArrayData").
/// Thread:  its host's.
/// The waveform's type is the smallest of Channel Access that holds the pixels, its room that of the whole sensor; when one of
/// them changes, clients of ArrayData are disconnected and find the new one. Channel Access has no unsigned types:
/// DataType_RBV tells how to read the bits.
/// Source:  NDPluginStdArrays of ADCore R3.
class ArrayPlugin : public Plugin
{
public:
    ArrayPlugin(const Place& place, const Identity& identity);

    const Record& data() const { return m_data; }
    void list(std::vector<Record::Listed>& rows) const override;

protected:
    Worker::Work job(const Frame& frame) override;

private:
    Field dataField() const;
    void publish(const Frame& frame);

    Record m_data;
    NativeType m_type = NativeType::Short;
    int m_colors = 1;
};

} // namespace simulator
