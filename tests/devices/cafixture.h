#pragma once

#include "caserverfixture.h"

#include "devices/ca/caenvironment.h"
#include "devices/ca/caprovider.h"
#include "devices/channel/blocking.h"

#include <QNetworkProxy>
#include <QUdpSocket>

#include <chrono>
#include <memory>

/// A server, and a client in the same process that talks to it through libca over loopback.
class CaFixture
{
public:
    explicit CaFixture(devices::CaServerOptions options = {})
        : m_served(std::make_unique<CaServerFixture>(std::move(options)))
    {
    }

    CaServerFixture& served() { return *m_served; }
    devices::ChannelHub& hub() { return *m_hub; }

    /// Starts the server, then libca, which looks nowhere else.
    void start()
    {
        m_served->start();
        m_port = m_served->port();
        devices::caEnvironmentForLoopback(m_port);
        // A taken repeater port keeps libca from starting a program that would outlive the test.
        m_repeaterPort.setProxy(QNetworkProxy::NoProxy); // the system's would be asked for in threads of its own
        m_repeaterPort.bind(QHostAddress::LocalHost, 0);
        qputenv("EPICS_CA_REPEATER_PORT", QByteArray::number(m_repeaterPort.localPort()));
        startClient();
    }
    void startClient()
    {
        m_hub = std::make_unique<devices::ChannelHub>();
        m_hub->addProvider(QStringLiteral("ca"), std::make_unique<devices::CaProvider>());
    }
    void stopServer() { m_served.reset(); }
    /// Another server, on the port of the first.
    CaServerFixture& replaceServer()
    {
        devices::CaServerOptions options;
        options.port = m_port;
        m_served = std::make_unique<CaServerFixture>(options);
        return *m_served;
    }
    void stopClient() { m_hub.reset(); }

    devices::ChannelPtr open(const QString& name) { return m_hub->channel(name).value(); }
    devices::ChannelPtr open(const char* name) { return open(QString::fromLatin1(name)); }

private:
    std::unique_ptr<CaServerFixture> m_served;
    std::unique_ptr<devices::ChannelHub> m_hub;
    QUdpSocket m_repeaterPort;
    quint16 m_port = 0;
};

/// Drains the mailbox until the condition holds; false after a minute.
template <typename Condition>
bool drainUntil(devices::Mailbox& mailbox, Condition condition)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!condition()) {
        if (!mailbox.waitFor(deadline))
            return false;
        mailbox.drain();
    }
    return true;
}
