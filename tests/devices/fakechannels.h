#pragma once

#include "devices/channel/channel.h"
#include "devices/channel/channelhub.h"
#include "devices/kinds/devicecontext.h"

#include <QtTest>

#include <map>
#include <vector>

/// Scripted channels: a test decides what each PV answers, in which order, and when.
/// Thread: the test's only; callbacks arrive in FakeBeamline::pump().
class FakeChannel : public devices::Channel
{
public:
    using Channel::Channel;

    struct Put
    {
        devices::Value value;
        devices::PutMode mode;
    };

    /// What a put does; without one the value is stored, published and answered at once.
    std::function<void(const devices::Value&, devices::PutMode)> onPut;
    std::vector<Put> puts;
    int gets = 0;
    bool mute = false; ///< gets are never answered

    void define(devices::Value value, devices::ChannelInfo info)
    {
        m_value.value = std::move(value);
        m_value.time = devices::now();
        m_info = std::move(info);
        m_defined = true;
    }
    bool defined() const { return m_defined; }
    const devices::Value& value() const { return m_value.value; }

    void goOnline()
    {
        m_online = true;
        setConnected(std::make_shared<const devices::ChannelInfo>(m_info));
        if (m_monitored)
            publish(m_value);
    }
    void goOffline()
    {
        m_online = false;
        setDisconnected();
        if (const RawPutDone done = std::exchange(m_waitingPut, nullptr))
            done(devices::Error{devices::ErrorCode::Disconnected, name() + QStringLiteral(" disconnected"), name()});
    }
    /// Changes what gets answer; the monitor says nothing yet.
    void changeSilently(devices::Value value, devices::Severity severity = devices::Severity::None)
    {
        m_value = {std::move(value), devices::now(), severity,
            static_cast<quint16>(severity == devices::Severity::None ? 0 : 9)};
    }
    void post()
    {
        if (m_monitored && m_online)
            publish(m_value);
    }
    void change(devices::Value value, devices::Severity severity = devices::Severity::None)
    {
        changeSilently(std::move(value), severity);
        post();
    }
    /// Answers the put that waits for completion.
    void completePut(devices::Result<void> result = {})
    {
        const RawPutDone done = std::exchange(m_waitingPut, nullptr);
        QVERIFY2(done, "no put waits for completion");
        done(std::move(result));
    }
    bool putWaits() const { return m_waitingPut != nullptr; }

protected:
    void doGet(RawGetDone done) override
    {
        ++gets;
        if (!mute)
            done(m_value);
    }
    void doPut(const devices::Value& value, devices::PutMode mode, RawPutDone done) override
    {
        puts.push_back({value, mode});
        if (!onPut) {
            change(value);
            done({});
            return;
        }
        if (mode == devices::PutMode::Complete)
            m_waitingPut = done;
        onPut(value, mode);
        if (mode == devices::PutMode::Forget)
            done({});
    }
    void doRefreshInfo(std::function<void()> done) override { done(); }
    void startMonitor() override
    {
        m_monitored = true;
        post();
    }
    void stopMonitor() override { m_monitored = false; }

private:
    devices::Reading m_value;
    devices::ChannelInfo m_info;
    bool m_defined = false;
    bool m_online = false;
    bool m_monitored = false;
    RawPutDone m_waitingPut;
};

/// A hub whose default protocol is fake, its PVs by name, and the reader's loop.
class FakeBeamline
{
public:
    FakeBeamline() { hub.addProvider(QStringLiteral("ca"), std::make_unique<Provider>(*this)); }

    FakeChannel& pv(const char* name) { return *find(QString::fromLatin1(name)); }
    FakeChannel& pv(const QString& name) { return *find(name); }

    void add(const QString& name, double value, devices::ChannelInfo info = {})
    {
        info.type = devices::NativeType::Double;
        put(name, devices::Value(value), std::move(info));
    }
    void addInteger(const QString& name, qint64 value)
    {
        devices::ChannelInfo info;
        info.type = devices::NativeType::Short;
        put(name, devices::Value(value), std::move(info));
    }
    void addEnum(const QString& name, quint16 state, const QStringList& labels)
    {
        devices::ChannelInfo info;
        info.type = devices::NativeType::Enum;
        info.labels = labels;
        put(name, devices::Value(devices::EnumIndex{state}), std::move(info));
    }
    void addText(const QString& name, const QString& text)
    {
        devices::ChannelInfo info;
        info.type = devices::NativeType::String;
        put(name, devices::Value(text), std::move(info));
    }
    template <typename T>
    void addArray(const QString& name, devices::NativeType type, std::vector<T> elements)
    {
        devices::ChannelInfo info;
        info.type = type;
        info.count = elements.size();
        put(name, devices::Value(devices::makeArray(std::move(elements))), std::move(info));
    }
    void put(const QString& name, devices::Value value, devices::ChannelInfo info)
    {
        info.name = name;
        info.canRead = true;
        info.canWrite = !readOnlyPvs.contains(name);
        const auto channel = find(name);
        channel->define(std::move(value), std::move(info));
        channel->goOnline();
    }

    devices::DeviceContext context() { return {hub, mailbox, QStringLiteral("test")}; }

    /// Delivers until the condition holds; false after five seconds.
    bool pump(const std::function<bool()>& condition)
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            mailbox.waitFor(deadline);
            mailbox.drain();
        }
        return true;
    }
    bool finish(const devices::StatusPtr& status)
    {
        return pump([&status] { return status->isDone(); });
    }
    /// Delivers what waits now.
    void settle()
    {
        while (mailbox.drain() > 0) { }
    }

    devices::ChannelHub hub;
    devices::Mailbox mailbox;
    QStringList readOnlyPvs;

private:
    class Provider : public devices::ChannelProvider
    {
    public:
        explicit Provider(FakeBeamline& beamline)
            : m_beamline(beamline)
        {
        }
        devices::Result<devices::ChannelPtr> create(
            const QString& name, std::shared_ptr<devices::ChannelPolicy>) override
        {
            return devices::ChannelPtr(m_beamline.find(name));
        }

    private:
        FakeBeamline& m_beamline;
    };

    std::shared_ptr<FakeChannel> find(const QString& name)
    {
        std::shared_ptr<FakeChannel>& channel = m_channels[name];
        if (!channel) {
            const std::shared_ptr<devices::ChannelPolicy> policy(std::shared_ptr<void>(), &hub.policy());
            channel = std::make_shared<FakeChannel>(name, policy);
        }
        return channel;
    }

    std::map<QString, std::shared_ptr<FakeChannel>> m_channels;
};
