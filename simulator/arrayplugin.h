#pragma once

#include "simulator/frame.h"
#include "simulator/records.h"

namespace simulator {

/// Serves images as a waveform, as the standard array plugin of areaDetector does ("BD:image1:ArrayData").
/// Thread:  its host's.
/// The waveform's type is the smallest of Channel Access that holds the pixels; when it changes, clients of ArrayData are
/// disconnected and find the new one. Channel Access has no unsigned types: DataType_RBV tells how to read the bits.
/// Source:  NDPluginStdArrays of ADCore R3.
class ArrayPlugin
{
public:
    ArrayPlugin(Host& host, const QString& prefix);

    bool wants() const;
    void take(const Frame& frame);

    RecordTable& records() { return m_records; }
    const RecordTable& records() const { return m_records; }
    const Record& data() const { return m_data; }

private:
    Field dataField(NativeType type) const;

    Host& m_host;
    RecordTable m_records;
    Record m_data;
    NativeType m_type = NativeType::Short;
    double m_last = 0;
};

} // namespace simulator
