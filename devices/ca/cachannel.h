#pragma once

#include "devices/ca/cacontext.h"
#include "devices/channel/channel.h"

#include <optional>
#include <unordered_map>

struct oldChannelNotify;
struct oldSubscription;
struct access_rights_handler_args;
struct connection_handler_args;
struct event_handler_args;

namespace devices {

/// One process variable over Channel Access.
///
/// On connecting it asks for the metadata; only then is it Connected, and only then is the monitor made, so that readings
/// always follow the connection. Metadata are renewed by a subscription to DBE_PROPERTY.
/// Thread:  libca's callbacks come one at a time. No mutex is held while libca is called.
/// Errors:  see caerror.h; requests under way when the link breaks fail with Disconnected.
/// Source:  libca of EPICS Base 7.
class CaChannel : public Channel
{
public:
    CaChannel(QString name, std::shared_ptr<ChannelPolicy> policy, CaContextPtr context);
    ~CaChannel() override;
    /// Begins to search. To be called once, before anything else.
    Result<void> open();

protected:
    void doGet(RawGetDone done) override;
    void doPut(const Value& value, PutMode mode, RawPutDone done) override;
    void doRefreshInfo(std::function<void()> done) override;
    void startMonitor() override;
    void stopMonitor() override;

private:
    struct Request;

    static void onConnection(connection_handler_args args);
    static void onAccessRights(access_rights_handler_args args);
    static void onMetadata(event_handler_args args);
    static void onReading(event_handler_args args);
    static void onAnswer(event_handler_args args);

    void connected();
    void disconnected();
    Result<void> checkSize() const;
    void readMetadata(std::function<void(const event_handler_args&)> answer);
    void takeMetadata(const event_handler_args& args);
    void becomeReady(const event_handler_args& args);
    ChannelInfo knownInfo() const;
    void syncMonitor();

    Request* remember(std::function<void(const event_handler_args&)> answer);
    std::unique_ptr<Request> forget(Request* request);
    void sendRequest(int status, Request* request);

    const CaContextPtr m_context;
    oldChannelNotify* m_chid = nullptr; // set by open()

    // Only in libca's callbacks.
    oldSubscription* m_properties = nullptr;
    long m_nativeType = -1;
    bool m_isArray = false;
    ServerTrafficPtr m_traffic; // of the server it is connected to

    // Under m_requestMutex, a leaf.
    std::mutex m_requestMutex;
    std::unordered_map<Request*, std::unique_ptr<Request>> m_requests;

    // Under m_monitorStateMutex, a leaf. The monitor belongs to one connection, counted by m_epoch; 0 is none.
    std::mutex m_monitorStateMutex;
    bool m_monitorWanted = false;
    bool m_monitorBusy = false;
    bool m_ready = false;
    quint64 m_epoch = 0;
    quint64 m_monitorEpoch = 0;
    oldSubscription* m_monitor = nullptr;
};

} // namespace devices
