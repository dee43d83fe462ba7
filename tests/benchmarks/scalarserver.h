#pragma once

#include "devices/ca/caenvironment.h"
#include "devices/caserver/caserver.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <memory>
#include <vector>

/// A process of its own that serves scalars b:0 … b:N-1, all counting up together while b:run is not 0, and an array b:array.
class ScalarServer
{
public:
    static constexpr const char* Argument = "--serve";
    static constexpr std::size_t ArrayBytes = 8'000'000;

    /// Starts this program again with Argument; libca then looks nowhere else.
    bool start(int count, int rate)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
            {QString::fromLatin1(Argument), QString::number(count), QString::number(rate)});
        if (!m_process.waitForReadyRead())
            return false;
        const quint16 port = m_process.readLine().trimmed().toUShort();
        devices::caEnvironmentForLoopback(port);
        devices::caRepeaterFromProgramFolder();
        return port != 0;
    }
    ~ScalarServer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

    /// The other process; ends when its standard input does.
    static int serve(int count, int rate)
    {
        using namespace devices;
        CaServerOptions options;
        options.beaconPort = 0;
        CaServer server(options);
        std::vector<ServerPvPtr> scalars;
        bool served = true;
        for (int i = 0; i < count; ++i) {
            scalars.push_back(std::make_shared<ServerPv>(QStringLiteral("b:%1").arg(i), NativeType::Double, 1, 0.0));
            served = server.add(scalars.back()).ok() && served;
        }
        const auto run = std::make_shared<ServerPv>(QStringLiteral("b:run"), NativeType::Long, 1, qint64{0});
        const auto frames = std::make_shared<ServerPv>(QStringLiteral("b:frames"), NativeType::Long, 1, qint64{0});
        const auto array = std::make_shared<ServerPv>(
            QStringLiteral("b:array"), NativeType::Char, ArrayBytes, makeArray(std::vector<quint8>(ArrayBytes)));
        served = server.add(run).ok() && server.add(array).ok() && server.add(frames).ok() && served;
        if (!served || !server.start())
            return 1;
        double counter = 0;
        const Handle counting = server.every(std::chrono::nanoseconds(1'000'000'000 / rate), [&] {
            if (toInteger(run->value()) == 0)
                return;
            ++counter;
            for (const ServerPvPtr& scalar : scalars)
                scalar->set(counter);
        });
        // Always one frame waiting to be sent: a slow client sees the newest, a fast one is never kept waiting.
        const Value even = makeArray(std::vector<quint8>(ArrayBytes, 1));
        const Value odd = makeArray(std::vector<quint8>(ArrayBytes, 2));
        bool second = false;
        const Handle filming = server.every(std::chrono::milliseconds(2), [&] {
            if (toInteger(frames->value()) != 0)
                array->set(std::exchange(second, !second) ? even : odd);
        });
        std::printf("%d\n", int{server.port()});
        std::fflush(stdout);
        while (std::getchar() != EOF) { }
        server.stop();
        return 0;
    }

private:
    QProcess m_process;
};
