#pragma once

#include <QByteArray>

#include <cadef.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <vector>

/// The floor: what a C program does with libca, and no more. One context per object, on the thread that makes it.
class BareClient
{
public:
    BareClient()
    {
        ca_context_create(ca_enable_preemptive_callback);
        m_context = ca_current_context();
    }
    ~BareClient()
    {
        attach();
        ca_context_destroy();
    }
    BareClient(const BareClient&) = delete;
    BareClient& operator=(const BareClient&) = delete;

    struct Channel
    {
        BareClient* client = nullptr;
        chid id = nullptr;
        evid monitor = nullptr;
    };

    /// Creates the channels and reads each once; returns when all have answered.
    void connectAndRead(const std::vector<QByteArray>& names)
    {
        m_channels.resize(names.size());
        for (std::size_t i = 0; i < names.size(); ++i) {
            m_channels[i].client = this;
            ca_create_channel(
                names[i].constData(), onConnection, &m_channels[i], CA_PRIORITY_DEFAULT, &m_channels[i].id);
        }
        ca_flush_io();
        await(names.size());
    }
    void monitor()
    {
        attach();
        for (Channel& channel : m_channels)
            ca_create_subscription(
                DBR_TIME_DOUBLE, 0, channel.id, DBE_VALUE | DBE_ALARM, onUpdate, this, &channel.monitor);
        ca_flush_io();
    }
    void monitorChars(const char* name)
    {
        m_channels.resize(1);
        m_channels[0].client = this;
        ca_create_channel(name, onConnection, &m_channels[0], CA_PRIORITY_DEFAULT, &m_channels[0].id);
        ca_flush_io();
        await(1);
        ca_create_subscription(
            DBF_CHAR + DBR_TIME_STRING, 0, m_channels[0].id, DBE_VALUE, onUpdate, this, &m_channels[0].monitor);
        ca_flush_io();
    }
    void clear()
    {
        attach();
        for (Channel& channel : m_channels)
            ca_clear_channel(channel.id);
        ca_flush_io();
        m_channels.clear();
    }
    unsigned long updates() const { return m_updates; }

private:
    /// The thread may have used another context meanwhile.
    void attach()
    {
        if (ca_current_context() == m_context)
            return;
        ca_detach_context();
        ca_attach_context(m_context);
    }
    static void onConnection(connection_handler_args args)
    {
        if (args.op != CA_OP_CONN_UP)
            return;
        auto* channel = static_cast<Channel*>(ca_puser(args.chid));
        ca_array_get_callback(ca_field_type(args.chid) + DBR_TIME_STRING, 1, args.chid, onAnswer, channel->client);
        ca_flush_io();
    }
    static void onAnswer(event_handler_args args)
    {
        auto* self = static_cast<BareClient*>(args.usr);
        {
            const std::scoped_lock lock(self->m_mutex);
            ++self->m_answers;
        }
        self->m_arrived.notify_one();
    }
    static void onUpdate(event_handler_args args) { ++static_cast<BareClient*>(args.usr)->m_updates; }
    void await(std::size_t answers)
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [&] { return m_answers >= answers; });
    }

    ca_client_context* m_context = nullptr;
    std::vector<Channel> m_channels;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::size_t m_answers = 0;
    std::atomic<unsigned long> m_updates = 0;
};
