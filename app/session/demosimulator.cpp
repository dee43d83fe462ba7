#include "app/session/demosimulator.h"
#include "app/session/texts.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace app {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr int StartTimeoutMs = 10000;
constexpr int EndTimeoutMs = 2000;

} // namespace

QString siblingProgram(const QString& name)
{
    const QString beside = QCoreApplication::applicationDirPath() + QLatin1Char('/') + name;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
}

Result<std::unique_ptr<DemoSimulator>> DemoSimulator::start()
{
    std::unique_ptr<DemoSimulator> simulator(new DemoSimulator);
    if (const Result<void> launched = simulator->launch(0); !launched)
        return launched.error();
    return simulator;
}

DemoSimulator::~DemoSimulator()
{
    m_process.terminate();
    if (!m_process.waitForFinished(EndTimeoutMs))
        kill();
}

void DemoSimulator::kill()
{
    m_process.kill();
    m_process.waitForFinished(EndTimeoutMs);
}

Result<void> DemoSimulator::restart()
{
    return launch(m_port);
}

Result<void> DemoSimulator::launch(quint16 port)
{
    const QString program = siblingProgram(QStringLiteral("beamdeck-sim"));
    if (program.isEmpty())
        return Error{
            ErrorCode::Io, Texts::tr("The program beamdeck-sim stands neither beside this one nor on PATH"), {}};
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, {QStringLiteral("--port"), QString::number(port), QStringLiteral("--die-with-parent")});
    static const QRegularExpression serving(QStringLiteral(R"(serving \d+ PVs on \S+:(\d+))"));
    QString heard;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < StartTimeoutMs && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(StartTimeoutMs - static_cast<int>(timer.elapsed()));
        heard += QString::fromUtf8(m_process.readAllStandardOutput());
        if (const QRegularExpressionMatch match = serving.match(heard); match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            return {};
        }
    }
    return Error{ErrorCode::Io,
        Texts::tr("The simulated beamline (%1) did not start: %2").arg(program, heard.simplified()), program};
}

} // namespace app
