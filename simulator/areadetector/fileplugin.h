#pragma once

#include "simulator/areadetector/filenaming.h"
#include "simulator/areadetector/framewriter.h"
#include "simulator/areadetector/plugin.h"

namespace simulator {

/// Writes images into files ("BD:TIFF1:WriteFile", "BD:HDF1:Capture" …).
/// Thread:  its host's; files are opened, written and closed at the worker, which all file plugins must share.
/// Put-callbacks on WriteFile and Capture complete when all is written, also when it failed: WriteStatus and WriteMessage tell.
/// An existing file is never overwritten.
/// Source:  NDPluginFile, NDFile.template of areaDetector ADCore R3.
class FilePlugin : public Plugin
{
public:
    FilePlugin(const Place& place, const Identity& identity, std::unique_ptr<FileFormat> format);
    ~FilePlugin() override; ///< lets the worker close the file that is being filled

protected:
    Worker::Work job(const Frame& frame) override;

private:
    enum Mode { Single, Capture, Stream };
    enum class State { Idle, Capturing, Finishing };
    using Told = std::function<void(const Result<void>&)>;

    void addRecords();
    Mode mode() const { return static_cast<Mode>(records().integer("FileWriteMode")); }
    void putCapture(bool capture, PutCompletion done);
    void putWrite(PutCompletion done);
    Result<void> beginCapture();
    Worker::Work saved(const Frame& frame);
    Worker::Work captured(const Frame& frame);
    Worker::Work streamed(const Frame& frame);
    Result<double> takeMode(double asked) const;
    void endCapture();
    void captureEnded();
    /// Writes these frames into as many files as the format needs.
    void save(const std::vector<Frame>& frames, std::function<void()> completion);
    Worker::Work writing(std::shared_ptr<FrameWriter> writer, WriteOrder order, Told told);
    std::shared_ptr<FrameWriter> newWriter() const;
    bool full() const;
    void tell(const Result<void>& outcome);

    Worker& m_worker;
    const std::unique_ptr<FileFormat> m_format;
    FileNaming m_naming;
    State m_state = State::Idle;
    std::optional<Frame> m_last;
    std::vector<Frame> m_buffer;
    std::size_t m_buffered = 0; // bytes
    qint64 m_accepted = 0; // frames of this stream
    std::shared_ptr<FrameWriter> m_stream; // of a format that holds many
    std::vector<PutCompletion> m_waiting; // for the capture's end
};

} // namespace simulator
