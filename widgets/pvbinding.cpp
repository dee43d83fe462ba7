#include "widgets/pvbinding.h"

#include "devices/channel/format.h"

#include <QEvent>

namespace widgets {

using namespace devices;

PvBinding::PvBinding(Desk& desk, const QString& pv, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_pv(pv)
    , m_info(std::make_shared<ChannelInfo>())
{
    Result<ChannelPtr> channel = desk.hub().channel(pv);
    if (!channel) {
        desk.say(channel.error().message, Desk::Tone::Refusal);
        return;
    }
    m_channel = channel.value();
    ChannelEvents events;
    events.connection = [this](ConnectionState state) {
        m_connected = state == ConnectionState::Connected;
        if (!m_connected)
            m_reading = {};
        Q_EMIT connectionChanged();
    };
    events.info = [this](const ChannelInfoPtr& info) {
        m_info = info;
        Q_EMIT infoChanged();
    };
    m_link = m_channel->subscribe(desk.pump().mailbox(), Delivery::Latest, std::move(events));
    listen();
}

PvBinding::~PvBinding() = default;

void PvBinding::listen()
{
    if (!m_channel || m_values)
        return;
    ChannelEvents events;
    events.value = [this](const Reading& reading) {
        m_reading = reading;
        Q_EMIT valueChanged();
    };
    m_values = m_channel->subscribe(m_desk.pump().mailbox(), Delivery::Latest, std::move(events));
}

void PvBinding::suspendWith(QWidget& viewer)
{
    viewer.installEventFilter(this);
    if (!viewer.isVisible())
        m_values.reset();
}

bool PvBinding::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show)
        listen();
    else if (event->type() == QEvent::Hide)
        m_values.reset();
    return QObject::eventFilter(watched, event);
}

std::optional<double> PvBinding::number() const
{
    return hasValue() ? toDouble(m_reading.value) : std::nullopt;
}

QString PvBinding::text() const
{
    if (!hasValue())
        return QStringLiteral("—");
    // A true minus sign is as wide as a digit, so numbers do not jiggle.
    QString text = format(m_reading.value, *m_info, true);
    if (text.startsWith(QLatin1Char('-')) && number())
        text.replace(0, 1, QChar(0x2212));
    return text;
}

void PvBinding::put(Value value)
{
    if (!m_connected) {
        // A write that waits for a connection could move something when nobody expects it any more.
        m_desk.say(tr("%1 was not written: it is not connected").arg(m_pv), Desk::Tone::Refusal);
        return;
    }
    m_put = m_channel->put(
        m_desk.pump().mailbox(), std::move(value), PutMode::Forget, [this](const Result<void>& result) {
            if (!result)
                m_desk.say(result.error().message, Desk::Tone::Refusal);
            Q_EMIT putFinished(result ? QString() : result.error().message);
        });
}

} // namespace widgets
