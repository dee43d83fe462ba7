#pragma once

#include "simulator/areadetector/framefile.h"

#include <optional>
#include <vector>

namespace simulator {

/// What a worker does with a file in one go.
struct WriteOrder
{
    std::optional<QString> path; ///< opens it first
    Frame like; ///< what the frames of a file to be opened look like
    std::vector<Frame> frames;
    bool close = false;
};

/// A file on its way from opening to closing, through the jobs of a file plugin.
/// Thread:  the worker's, but for its construction.
/// Errors:  after the first one nothing more is written, and every order tells it again.
class FrameWriter
{
public:
    explicit FrameWriter(std::unique_ptr<FrameFile> file)
        : m_file(std::move(file))
    {
    }

    Result<void> carryOut(const WriteOrder& order);

private:
    void note(const Result<void>& outcome);

    const std::unique_ptr<FrameFile> m_file;
    Result<void> m_state;
};

} // namespace simulator
