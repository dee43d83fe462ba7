#include "app/ctl/pvcommands.h"

#include "app/ctl/interrupt.h"
#include "app/session/texts.h"
#include "devices/channel/blocking.h"
#include "devices/channel/format.h"

#include <QCoreApplication>
#include <QJsonArray>

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

int PvCommands::put(const QString& pv, const QString& value, bool wait)
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
    const Result<void> done = putBlocking(*channel.value(), parsed.value(), wait ? PutMode::Complete : PutMode::Forget,
        wait ? std::chrono::milliseconds(0) : m_timeout);
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

} // namespace app
