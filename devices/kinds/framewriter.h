#pragma once

#include "devices/kinds/signaldevice.h"
#include "devices/kinds/stagedsettings.h"

namespace devices {

/// The HDF5 plugin of an areaDetector: while it is staged, it writes the camera's frames into a file of its own, as one stream.
///
/// Staging says where the file goes and arms it; its name carries the time, so that no file is written twice. Unstaging closes it.
/// Errors:  those of SignalDevice; Io with the plugin's own words when it could not write; Timeout when frames do not come.
/// Source:  NDPluginFile, NDFileHDF5 of areaDetector ADCore R3.
class FrameWriter : public SignalDevice
{
public:
    /// `directory` is one of the detector's server; empty = as the plugin is set.
    FrameWriter(QString name, const QString& prefix, QString directory, DeviceContext context);

    StatusPtr stage() override;
    StatusPtr unstage() override;
    std::vector<FrameFile> frameFiles() const override;

    bool armed() const { return m_state == State::Armed; }
    /// Frames in the present file, as last heard.
    qint64 captured() const;
    /// Done when the file holds this many, and its name is known.
    StatusPtr written(qint64 frames);
    /// Goes on in another file.
    StatusPtr startOver();
    const QString& fileNamePv() const { return spec(FullFileName).pv; }

protected:
    void signalChanged(Index index) override;
    void signalLost(Index index) override;

private:
    // clang-format off
    enum Field : Index {
        EnableCallbacks, FilePath, FileName, FileTemplate, FileWriteMode, NumCapture, Capture, Capturing, Captured, FullFileName, PathExists,
        WriteStatus, WriteMessage, CreateDirectory, LazyOpen, AutoSave,
    };
    // clang-format on
    enum class State : quint8 { Idle, Preparing, Arming, Armed, Closing };

    static std::vector<SignalSpec> table(const QString& prefix);
    std::vector<StagedSetting> settings();
    Value newFileName();
    void look();
    void looked(const std::vector<Reading>& readings);
    void arm();
    void close(std::function<void()> closed);
    void begin(const StatusPtr& status);
    void finish(const Result<void>& result);

    const QString m_directory;
    StagedSettings m_staged;
    State m_state = State::Idle;
    StatusPtr m_waiting; ///< for what m_state says, or, when armed, for frames
    std::function<void()> m_closed;
    qint64 m_wanted = 0;
    bool m_refused = false; ///< to begin
    bool m_staleFailure = false; ///< of a file before this one
    bool m_looking = false;
    bool m_lookAgain = false;
    int m_files = 0; ///< so far
    QString m_file;
    qint64 m_frames = 0;
    Handle m_look;
    Handle m_put;
};

} // namespace devices
