#include "devices/ca/cachannel.h"

#include "devices/ca/cadecode.h"
#include "devices/ca/caencode.h"
#include "devices/ca/caerror.h"
#include "devices/ca/calogging.h"

#include <cadef.h>

#include <array>
#include <cmath>

namespace devices {

namespace {

constexpr std::size_t MaxTextBytes = 39; // and a NUL

using Answer = std::function<void(const event_handler_args&)>;

CaChannel& channelOf(chid channel)
{
    return *static_cast<CaChannel*>(ca_puser(channel));
}

event_handler_args failure(int status)
{
    event_handler_args args{};
    args.status = status;
    return args;
}

bool brings(const event_handler_args& args, long firstType)
{
    return args.status == ECA_NORMAL && args.dbr != nullptr && args.type >= firstType && args.type < firstType + 7;
}

QString hostOf(chid channel)
{
    std::array<char, 256> host{};
    ca_get_host_name(channel, host.data(), static_cast<unsigned>(host.size()));
    return QString::fromUtf8(host.data());
}

bool same(const Range& a, const Range& b)
{
    const auto sameEnd = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return sameEnd(a.low, b.low) && sameEnd(a.high, b.high);
}

bool same(const ChannelInfo& a, const ChannelInfo& b)
{
    return a.units == b.units && a.precision == b.precision && a.labels == b.labels && same(a.display, b.display)
        && same(a.alarm, b.alarm) && same(a.warning, b.warning) && same(a.control, b.control) && a.canRead == b.canRead
        && a.canWrite == b.canWrite;
}

} // namespace

struct CaChannel::Request
{
    CaChannel& channel;
    const Answer answer;
};

CaChannel::CaChannel(QString name, std::shared_ptr<ChannelPolicy> policy, CaContextPtr context)
    : Channel(std::move(name), std::move(policy))
    , m_context(std::move(context))
{
}

CaChannel::~CaChannel()
{
    if (m_chid == nullptr)
        return;
    ca_clear_channel(m_chid); // its subscriptions too; no callback comes after it
    m_context->flushSoon();
    if (m_traffic)
        m_traffic->disconnected();
    for (const auto& [key, request] : std::exchange(m_requests, {}))
        request->answer(failure(ECA_CHANDESTROY));
}

Result<void> CaChannel::open()
{
    m_context->attach();
    const int status = ca_create_channel(name().toUtf8().constData(), onConnection, this, CA_PRIORITY_DEFAULT, &m_chid);
    if (status != ECA_NORMAL)
        return caReadError(status, name());
    return {};
}

void CaChannel::onConnection(connection_handler_args args)
{
    const CaCallback callback;
    if (args.op == CA_OP_CONN_UP)
        channelOf(args.chid).connected();
    else
        channelOf(args.chid).disconnected();
}

void CaChannel::connected()
{
    ca_replace_access_rights_event(m_chid, onAccessRights);
    m_nativeType = ca_field_type(m_chid);
    m_isArray = ca_element_count(m_chid) > 1;
    m_traffic = m_context->traffic().server(hostOf(m_chid));
    m_traffic->connected();
    {
        const std::scoped_lock lock(m_monitorStateMutex);
        ++m_epoch;
    }
    if (m_nativeType == DBF_STRING) {
        becomeReady(failure(ECA_GETFAIL)); // strings have no metadata
        return;
    }
    readMetadata([this](const event_handler_args& answer) {
        if (answer.status != ECA_DISCONN && answer.status != ECA_CHANDESTROY)
            becomeReady(answer);
    });
}

void CaChannel::becomeReady(const event_handler_args& args)
{
    ChannelInfo info = knownInfo();
    if (brings(args, DBR_CTRL_STRING))
        decodeMetadata(args, info);
    setConnected(std::make_shared<const ChannelInfo>(std::move(info)));
    {
        const std::scoped_lock lock(m_monitorStateMutex);
        m_ready = true;
    }
    syncMonitor();
    if (m_nativeType == DBF_STRING) {
        m_context->flush();
        return;
    }
    const int status = ca_create_subscription(
        m_nativeType + DBR_CTRL_STRING, 1, m_chid, DBE_PROPERTY, onMetadata, this, &m_properties);
    if (status != ECA_NORMAL)
        qCWarning(lcCa).noquote() << name() << "metadata will not be renewed:" << ca_message(status);
    m_context->flush();
}

void CaChannel::disconnected()
{
    setDisconnected();
    if (const ServerTrafficPtr traffic = std::exchange(m_traffic, nullptr))
        traffic->disconnected();
    {
        const std::scoped_lock lock(m_monitorStateMutex);
        m_ready = false;
    }
    syncMonitor();
    if (evid properties = std::exchange(m_properties, nullptr))
        ca_clear_subscription(properties);
}

void CaChannel::onAccessRights(access_rights_handler_args args)
{
    const CaCallback callback;
    CaChannel& self = channelOf(args.chid);
    {
        const std::scoped_lock lock(self.m_monitorStateMutex);
        if (!self.m_ready)
            return;
    }
    ChannelInfo info = *self.info();
    const bool readable = !std::exchange(info.canRead, args.ar.read_access != 0) && info.canRead;
    info.canWrite = args.ar.write_access != 0;
    if (!same(info, *self.info()))
        self.setInfo(std::make_shared<const ChannelInfo>(std::move(info)));
    if (readable && self.m_nativeType != DBF_STRING)
        self.readMetadata([&self](const event_handler_args& answer) { self.takeMetadata(answer); });
}

void CaChannel::onMetadata(event_handler_args args)
{
    const CaCallback callback;
    static_cast<CaChannel*>(args.usr)->takeMetadata(args);
}

void CaChannel::takeMetadata(const event_handler_args& args)
{
    const ChannelInfoPtr known = info();
    if (!known || !brings(args, DBR_CTRL_STRING))
        return;
    ChannelInfo fresh = *known;
    decodeMetadata(args, fresh);
    if (!same(fresh, *known))
        setInfo(std::make_shared<const ChannelInfo>(std::move(fresh)));
}

void CaChannel::onReading(event_handler_args args)
{
    if (!brings(args, DBR_TIME_STRING))
        return;
    CaChannel& self = *static_cast<CaChannel*>(args.usr);
    if (self.m_traffic)
        self.m_traffic->updated(dbr_value_size[args.type] * static_cast<std::size_t>(std::max(args.count, 0L)));
    self.publish(decodeReading(args, self.m_isArray));
}

ChannelInfo CaChannel::knownInfo() const
{
    ChannelInfo info;
    info.name = name();
    info.type = static_cast<NativeType>(m_nativeType);
    info.count = ca_element_count(m_chid);
    info.canRead = ca_read_access(m_chid) != 0;
    info.canWrite = ca_write_access(m_chid) != 0;
    info.host = hostOf(m_chid);
    info.maxTextBytes = info.type == NativeType::String ? MaxTextBytes : 0;
    if (const Result<void> fits = checkSize(); !fits)
        info.problem = fits.error().message;
    return info;
}

void CaChannel::doGet(RawGetDone done)
{
    const long type = ca_field_type(m_chid);
    if (type < 0) {
        done(caReadError(ECA_DISCONN, name()));
        return;
    }
    if (const Result<void> fits = checkSize(); !fits) {
        done(fits.error());
        return;
    }
    const bool array = ca_element_count(m_chid) > 1;
    const auto sent = std::chrono::steady_clock::now();
    Request* request = remember([this, array, sent, done = std::move(done)](const event_handler_args& args) {
        if (!brings(args, DBR_TIME_STRING)) {
            done(caReadError(args.status, name()));
            return;
        }
        if (m_traffic && !array)
            m_traffic->answered(std::chrono::steady_clock::now() - sent);
        done(decodeReading(args, array));
    });
    sendRequest(ca_array_get_callback(type + DBR_TIME_STRING, 0, m_chid, onAnswer, request), request);
}

/// Of the whole array: how much of it is in use is not known before it comes.
Result<void> CaChannel::checkSize() const
{
    return m_context->arrayLimit().check(ca_field_type(m_chid) + DBR_TIME_STRING, ca_element_count(m_chid), name());
}

void CaChannel::doPut(const Value& value, PutMode mode, RawPutDone done)
{
    const Result<CaPutData> data = CaPutData::encode(value, *info());
    if (!data) {
        done(data.error());
        return;
    }
    const CaPutData& put = data.value();
    if (const Result<void> fits = m_context->arrayLimit().check(put.type(), put.count(), name()); !fits) {
        done(fits.error());
        return;
    }
    const auto report = [this, done = std::move(done)](long status) {
        done(status == ECA_NORMAL ? Result<void>() : Result<void>(caWriteError(status, name())));
    };
    if (mode == PutMode::Forget) {
        const int status = ca_array_put(put.type(), put.count(), m_chid, put.data());
        m_context->flush();
        report(status);
        return;
    }
    Request* request = remember([report](const event_handler_args& args) { report(args.status); });
    sendRequest(ca_array_put_callback(put.type(), put.count(), m_chid, put.data(), onAnswer, request), request);
}

void CaChannel::doRefreshInfo(std::function<void()> done)
{
    const ChannelInfoPtr known = info();
    if (known->type == NativeType::String) {
        done();
        return;
    }
    readMetadata([this, done = std::move(done)](const event_handler_args& args) {
        takeMetadata(args);
        done();
    });
}

void CaChannel::readMetadata(Answer answer)
{
    Request* request = remember(std::move(answer));
    const long type = ca_field_type(m_chid);
    sendRequest(
        type < 0 ? ECA_DISCONN : ca_array_get_callback(type + DBR_CTRL_STRING, 1, m_chid, onAnswer, request), request);
}

CaChannel::Request* CaChannel::remember(Answer answer)
{
    auto request = std::make_unique<Request>(*this, std::move(answer));
    Request* key = request.get();
    const std::scoped_lock lock(m_requestMutex);
    m_requests.emplace(key, std::move(request));
    return key;
}

std::unique_ptr<CaChannel::Request> CaChannel::forget(Request* request)
{
    const std::scoped_lock lock(m_requestMutex);
    auto node = m_requests.extract(request);
    return node ? std::move(node.mapped()) : nullptr;
}

void CaChannel::sendRequest(int status, Request* request)
{
    if (status == ECA_NORMAL) {
        m_context->flush();
        return;
    }
    if (const auto failed = forget(request)) // libca calls nothing back then
        failed->answer(failure(status));
}

void CaChannel::onAnswer(event_handler_args args)
{
    const CaCallback callback;
    auto* request = static_cast<Request*>(args.usr);
    if (const auto answered = request->channel.forget(request))
        answered->answer(args);
}

void CaChannel::startMonitor()
{
    {
        const std::scoped_lock lock(m_monitorStateMutex);
        m_monitorWanted = true;
    }
    syncMonitor();
    m_context->flushSoon();
}

void CaChannel::stopMonitor()
{
    {
        const std::scoped_lock lock(m_monitorStateMutex);
        m_monitorWanted = false;
    }
    syncMonitor();
    m_context->flushSoon();
}

/// Makes the monitor what it should be now. Whoever finds another thread at it leaves the rest to that one, because clearing
/// a subscription waits for the callback that runs.
void CaChannel::syncMonitor()
{
    for (;;) {
        evid old = nullptr;
        quint64 wish = 0;
        {
            const std::scoped_lock lock(m_monitorStateMutex);
            wish = m_monitorWanted && m_ready ? m_epoch : 0;
            if (m_monitorBusy || wish == m_monitorEpoch)
                return;
            m_monitorBusy = true;
            old = std::exchange(m_monitor, nullptr);
        }
        if (old != nullptr)
            ca_clear_subscription(old);
        evid created = nullptr;
        const long type = wish == 0 ? -1 : ca_field_type(m_chid);
        if (type >= 0 && checkSize()) {
            const int status = ca_create_subscription(
                type + DBR_TIME_STRING, 0, m_chid, DBE_VALUE | DBE_ALARM, onReading, this, &created);
            if (status != ECA_NORMAL)
                qCWarning(lcCa).noquote() << name() << "is not monitored:" << ca_message(status);
        }
        const std::scoped_lock lock(m_monitorStateMutex);
        m_monitor = created;
        m_monitorEpoch = wish;
        m_monitorBusy = false;
    }
}

} // namespace devices
