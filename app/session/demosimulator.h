#pragma once

#include "devices/channel/result.h"

#include <QProcess>
#include <QString>

#include <memory>

namespace app {

/// The simulated beamline as a process of its own, on a free port of 127.0.0.1. It ends with this program, also when that is
/// killed.
class DemoSimulator
{
public:
    /// Blocks until it serves, a few seconds at most. Io when the program is missing, ends, or stays silent.
    static devices::Result<std::unique_ptr<DemoSimulator>> start();
    ~DemoSimulator();

    quint16 port() const { return m_port; }
    qint64 processId() const { return m_process.processId(); }
    /// kill -9; for tests of faults.
    void kill();
    /// Starts again on the same port.
    devices::Result<void> restart();

private:
    DemoSimulator() = default;
    devices::Result<void> launch(quint16 port);

    QProcess m_process;
    quint16 m_port = 0;
};

/// A program of ours: beside this one, or on PATH.
QString siblingProgram(const QString& name);

} // namespace app
