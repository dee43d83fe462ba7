#pragma once

#include "devices/calc/calcdefinition.h"
#include "devices/channel/channel.h"

#include <vector>

namespace devices {

/// A number computed from other PVs, calc://expression. Connected while all of them are; computed anew when one changes, with the
/// newest of their times and the worst of their alarms. Arrays count by their first element, enumerations by their index.
/// Thread:  its inputs arrive on the calculation thread of its provider, whose mailbox it shares.
/// Errors:  NoAccess for puts. What cannot be computed is NaN with severity Invalid.
class CalcChannel : public Channel
{
public:
    CalcChannel(const QString& name, std::shared_ptr<ChannelPolicy> policy, CalcDefinition definition,
        std::vector<ChannelPtr> inputs, std::shared_ptr<Mailbox> mailbox);
    /// Begins to listen. To be called once, before anything else.
    void open();

protected:
    void doGet(RawGetDone done) override;
    void doPut(const Value& value, PutMode mode, RawPutDone done) override;
    void doRefreshInfo(std::function<void()> done) override;
    void startMonitor() override;
    void stopMonitor() override;

private:
    struct Input
    {
        ChannelPtr channel;
        ConnectionState state = ConnectionState::NeverConnected;
        Reading reading;
        Handle connection;
        Handle values;
    };
    struct Collection;

    template <typename Step>
    auto safely(Step step);
    void listenToConnections();
    void listenToValues();
    void stopListeningToValues();
    void connectionChanged(std::size_t input, ConnectionState state);
    void valueChanged(std::size_t input, const Reading& reading);
    void publishResult();
    Reading compute(const std::vector<Reading>& readings) const;
    void collect(const RawGetDone& done);
    void collected(const std::shared_ptr<Collection>& collection, const Result<Reading>& result);

    const CalcDefinition m_definition;
    const std::shared_ptr<Mailbox> m_mailbox; // outlives the handles in m_inputs

    // The calculation thread's.
    std::vector<Input> m_inputs;
    std::vector<std::shared_ptr<Collection>> m_collections;
    bool m_resultDue = false;
};

} // namespace devices
