#include "app/ctl/pvcommands.h"

#include "app/ctl/interrupt.h"
#include "app/session/texts.h"
#include "devices/ca/caenvironment.h"
#include "devices/channel/blocking.h"
#include "devices/channel/format.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace app {

using namespace devices;

namespace {

constexpr std::chrono::milliseconds PollPeriod{50};

QString rangeText(const Range& range)
{
    return range.valid() ? QStringLiteral("%1 … %2").arg(exactNumber(range.low), exactNumber(range.high))
                         : Texts::tr("none");
}

QJsonValue rangeJson(const Range& range)
{
    if (!range.valid())
        return {};
    return QJsonObject{{QStringLiteral("low"), range.low}, {QStringLiteral("high"), range.high}};
}

} // namespace

PvCommands::PvCommands(ChannelHub& hub, const Output& output, std::chrono::milliseconds timeout)
    : m_hub(hub)
    , m_output(output)
    , m_timeout(timeout)
{
}

Result<ChannelPtr> PvCommands::connected(const QString& pv)
{
    Result<ChannelPtr> channel = m_hub.channel(pv);
    if (!channel)
        return channel;
    if (const Result<ChannelInfoPtr> info = connectBlocking(*channel.value(), m_timeout); !info)
        return info.error();
    return channel;
}

void PvCommands::printReading(const QString& pv, const Reading& reading, const ChannelInfo& info) const
{
    if (m_output.json()) {
        m_output.object(readingObject(pv, reading, info));
        return;
    }
    QString text = QStringLiteral("%1 %2").arg(pv, -30).arg(format(reading.value, info, true));
    if (!info.units.isEmpty())
        text += QLatin1Char(' ') + info.units;
    if (reading.severity != Severity::None)
        text += QStringLiteral(" %1 %2").arg(severityName(reading.severity), statusName(reading.status));
    m_output.line(text);
}

int PvCommands::get(const QStringList& pvs)
{
    int status = Success;
    for (const QString& pv : pvs)
        static_cast<void>(m_hub.channel(pv).ok()); // all search at once
    for (const QString& pv : pvs) {
        const Result<ChannelPtr> channel = connected(pv);
        const Result<Reading> reading = channel ? getBlocking(*channel.value(), m_timeout) : channel.error();
        if (reading) {
            printReading(pv, reading.value(), *channel.value()->info());
        } else {
            m_output.error(reading.error());
            status = Failed;
        }
    }
    return status;
}

int PvCommands::put(const QString& pv, const QString& value, PutMode mode)
{
    const Result<ChannelPtr> channel = connected(pv);
    if (!channel) {
        m_output.error(channel.error());
        return Failed;
    }
    const Result<Value> parsed = parse(value, *channel.value()->info());
    if (!parsed) {
        m_output.error(parsed.error());
        return BadUsage;
    }
    // A put that waits may take as long as the move does.
    const auto timeout = mode == PutMode::Forget ? m_timeout : std::chrono::milliseconds(0);
    const Result<void> done = putBlocking(*channel.value(), parsed.value(), mode, timeout);
    if (!done) {
        m_output.error(done.error());
        return Failed;
    }
    return get({pv});
}

int PvCommands::info(const QStringList& pvs)
{
    int status = Success;
    for (const QString& pv : pvs) {
        const Result<ChannelPtr> channel = connected(pv);
        if (!channel) {
            m_output.error(channel.error());
            status = Failed;
            continue;
        }
        const ChannelInfo& info = *channel.value()->info();
        if (m_output.json()) {
            m_output.object({{QStringLiteral("pv"), pv}, {QStringLiteral("type"), nativeTypeName(info.type)},
                {QStringLiteral("count"), static_cast<qint64>(info.count)}, {QStringLiteral("units"), info.units},
                {QStringLiteral("precision"), info.precision ? QJsonValue(*info.precision) : QJsonValue()},
                {QStringLiteral("display"), rangeJson(info.display)},
                {QStringLiteral("control"), rangeJson(info.control)},
                {QStringLiteral("warning"), rangeJson(info.warning)}, {QStringLiteral("alarm"), rangeJson(info.alarm)},
                {QStringLiteral("labels"), QJsonArray::fromStringList(info.labels)},
                {QStringLiteral("read"), info.canRead}, {QStringLiteral("write"), info.canWrite},
                {QStringLiteral("host"), info.host}});
            continue;
        }
        m_output.line(pv);
        const auto row = [this](const QString& key, const QString& value) {
            m_output.line(QStringLiteral("  %1 %2").arg(key, -16).arg(value));
        };
        row(Texts::tr("type"), QStringLiteral("%1[%2]").arg(nativeTypeName(info.type)).arg(info.count));
        row(Texts::tr("host"), info.host);
        if (!info.problem.isEmpty())
            row(Texts::tr("problem"), info.problem);
        row(Texts::tr("access"),
            info.canWrite      ? Texts::tr("read, write")
                : info.canRead ? Texts::tr("read")
                               : Texts::tr("none"));
        row(Texts::tr("units"), info.units.isEmpty() ? Texts::tr("none") : info.units);
        row(Texts::tr("precision"), info.precision ? QString::number(*info.precision) : Texts::tr("none"));
        row(Texts::tr("control limits"), rangeText(info.control));
        row(Texts::tr("display limits"), rangeText(info.display));
        row(Texts::tr("warning limits"), rangeText(info.warning));
        row(Texts::tr("alarm limits"), rangeText(info.alarm));
        if (!info.labels.isEmpty())
            row(Texts::tr("states"), info.labels.join(QStringLiteral(", ")));
    }
    return status;
}

int PvCommands::monitor(const QStringList& pvs, int count)
{
    Mailbox mailbox;
    std::vector<Handle> subscriptions;
    int updates = 0;
    const auto enough = [&] { return count > 0 && updates >= count; };
    for (const QString& pv : pvs) {
        const Result<ChannelPtr> channel = m_hub.channel(pv);
        if (!channel) {
            m_output.error(channel.error());
            return BadUsage;
        }
        ChannelEvents events;
        events.value = [this, pv, channel = channel.value().get(), &updates, enough](const Reading& reading) {
            if (enough())
                return;
            ++updates;
            printReading(pv, reading, *channel->info());
        };
        events.connection = [this, pv](ConnectionState state) {
            if (state == ConnectionState::Disconnected)
                m_output.error(Error{ErrorCode::Disconnected, Texts::tr("%1 is disconnected").arg(pv), pv});
        };
        subscriptions.push_back(channel.value()->subscribe(mailbox, Delivery::Every, std::move(events)));
    }
    const auto deadline = std::chrono::steady_clock::now() + m_timeout;
    while (!enough() && Interrupt::count() == 0) {
        mailbox.waitFor(std::chrono::steady_clock::now() + PollPeriod);
        mailbox.drain();
        if (updates == 0 && std::chrono::steady_clock::now() > deadline) {
            m_output.error(
                Error{ErrorCode::Timeout, Texts::tr("Nothing came from %1").arg(pvs.join(QStringLiteral(", "))), {}});
            return Failed;
        }
    }
    return Success;
}

int PvCommands::diagnose(const QStringList& pvs, double seconds)
{
    Mailbox mailbox;
    std::vector<ChannelPtr> channels;
    std::vector<Handle> handles;
    for (const QString& pv : pvs) {
        const Result<ChannelPtr> channel = m_hub.channel(pv);
        if (!channel) {
            m_output.error(channel.error());
            return BadUsage;
        }
        channels.push_back(channel.value());
        handles.push_back(channel.value()->subscribe(mailbox, Delivery::Latest, {[](const Reading&) {}, {}, {}}));
    }
    const auto watch = [&mailbox](std::chrono::duration<double> span, const auto& enough) {
        const auto end = std::chrono::steady_clock::now() + span;
        while (!enough() && std::chrono::steady_clock::now() < end && Interrupt::count() == 0) {
            mailbox.waitFor(std::chrono::steady_clock::now() + PollPeriod);
            mailbox.drain();
        }
    };
    const auto allConnected = [&channels] {
        return std::all_of(channels.cbegin(), channels.cend(),
            [](const ChannelPtr& channel) { return channel->state() == ConnectionState::Connected; });
    };
    watch(m_timeout, allConnected);
    const std::vector<ServerFigures> before = m_hub.servers();
    const quint64 skipped = mailbox.counters().skipped;
    const std::vector<Handle> pings = m_hub.ping(mailbox);
    watch(std::chrono::duration<double>(seconds), [] { return false; });
    const std::vector<ServerFigures> after = m_hub.servers();
    for (const ServerFigures& server : after) {
        const auto sameHost = [&server](const ServerFigures& each) { return each.host == server.host; };
        const auto first = std::find_if(before.cbegin(), before.cend(), sameHost);
        printServer(first == before.cend() ? ServerFigures{} : *first, server, seconds);
    }
    const ChannelHub::Census census = m_hub.census();
    const QStringList missing = m_hub.disconnected(static_cast<qsizetype>(census.channels));
    if (m_output.json()) {
        m_output.object({{QStringLiteral("channels"), static_cast<qint64>(census.channels)},
            {QStringLiteral("connected"), static_cast<qint64>(census.connected)},
            {QStringLiteral("skipped"), static_cast<qint64>(mailbox.counters().skipped - skipped)},
            {QStringLiteral("missing"), QJsonArray::fromStringList(missing)}});
    } else {
        m_output.line(Texts::tr("%1 of %2 PVs connected, %3 updates merged on their way to the reader")
                          .arg(census.connected)
                          .arg(census.channels)
                          .arg(mailbox.counters().skipped - skipped));
        for (const QString& name : missing)
            m_output.line(Texts::tr("  missing %1").arg(name));
    }
    printEnvironment();
    return missing.isEmpty() ? Success : Failed;
}

void PvCommands::printServer(const ServerFigures& before, const ServerFigures& now, double seconds) const
{
    const double updates = static_cast<double>(now.updates - before.updates) / seconds;
    const double bytes = static_cast<double>(now.bytes - before.bytes) / seconds;
    const QJsonValue roundTrip
        = now.roundTrip ? QJsonValue(static_cast<double>(now.roundTrip->count()) / 1000) : QJsonValue();
    if (m_output.json()) {
        m_output.object(
            {{QStringLiteral("server"), now.host}, {QStringLiteral("connected"), static_cast<qint64>(now.connected)},
                {QStringLiteral("updatesPerSecond"), updates}, {QStringLiteral("bytesPerSecond"), bytes},
                {QStringLiteral("roundTripUs"), roundTrip}});
        return;
    }
    m_output.line(
        Texts::tr("server %1: %2 PVs, %3 updates/s, %4 bytes/s, round trip %5")
            .arg(now.host)
            .arg(now.connected)
            .arg(updates, 0, 'f', 1)
            .arg(bytes, 0, 'f', 0)
            .arg(roundTrip.isNull() ? Texts::tr("unknown") : Texts::tr("%1 µs").arg(roundTrip.toDouble(), 0, 'f', 0)));
}

void PvCommands::printEnvironment() const
{
    for (const CaVariable& variable : caEnvironment()) {
        if (m_output.json())
            m_output.object({{QStringLiteral("variable"), variable.name}, {QStringLiteral("value"), variable.value},
                {QStringLiteral("standard"), !variable.changed}});
        else
            m_output.line(QStringLiteral("%1=%2%3").arg(
                variable.name, variable.value, variable.changed ? QStringLiteral("  *") : QString()));
    }
}

} // namespace app
