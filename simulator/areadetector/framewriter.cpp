#include "simulator/areadetector/framewriter.h"

namespace simulator {

void FrameWriter::note(const Result<void>& outcome)
{
    if (m_state && !outcome)
        m_state = outcome;
}

Result<void> FrameWriter::carryOut(const WriteOrder& order)
{
    if (order.path && m_state)
        note(m_file->open(*order.path, order.like));
    for (const Frame& frame : order.frames) {
        if (!m_state)
            break;
        note(m_file->write(frame));
    }
    if (order.close)
        note(m_file->close());
    return m_state;
}

} // namespace simulator
