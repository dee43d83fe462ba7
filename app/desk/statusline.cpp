#include "app/desk/statusline.h"

#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QStorageInfo>
#include <QStyle>
#include <QTime>

namespace app {

namespace {

constexpr std::chrono::seconds RememberInformation{6};
constexpr std::chrono::seconds RememberRefusal{20};
constexpr qsizetype MissingShown = 20;

} // namespace

StatusLine::StatusLine(widgets::Desk& desk, Session& session, QWidget* parent)
    : QStatusBar(parent)
    , m_desk(desk)
    , m_session(session)
    , m_links(new QLabel(this))
    , m_traffic(new QLabel(this))
    , m_writer(new QLabel(this))
    , m_room(new QLabel(this))
    , m_said(new QLabel(this))
    , m_mode(new QLabel(this))
    , m_clock(new QLabel(this))
{
    setSizeGripEnabled(false);
    setContentsMargins(8, 0, 8, 0);
    setProperty("statusline", true);
    for (QLabel* label : {m_links, m_traffic, m_writer, m_room}) {
        label->setProperty("hint", true);
        label->setContentsMargins(4, 0, 8, 0);
        addWidget(label);
    }
    m_said->setObjectName(QStringLiteral("said"));
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->setMinimumWidth(50);
    addWidget(m_said, 1);
    for (QLabel* label : {m_mode, m_clock}) {
        label->setProperty("hint", true);
        addPermanentWidget(label);
    }
    connect(m_links, &QLabel::linkActivated, this, &StatusLine::linksWanted);
    m_mode->setText(session.hub().policy().readOnly ? tr("read only") : tr("read and write"));
    showWriter({});
    session.storage().setWriterListener([mailbox = desk.pump().sharedMailbox(), self = QPointer<StatusLine>(this)](
                                            const storage::WriterStatus& status) {
        mailbox->post([self, status] {
            if (self)
                self->showWriter(status);
        });
    });
    connect(&desk, &widgets::Desk::said, this, &StatusLine::showSaid);
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::refresh);
    m_timer.start(std::chrono::seconds(1));
    m_forget.setSingleShot(true);
    connect(&m_forget, &QTimer::timeout, m_said, &QLabel::clear);
    refresh();
}

StatusLine::~StatusLine()
{
    m_session.storage().setWriterListener({});
}

void StatusLine::refresh()
{
    const devices::ChannelHub::Census census = m_session.hub().census();
    const plotting::Theme& theme = m_desk.theme();
    const QColor dot = census.connected == census.channels ? theme.ok : theme.minor;
    m_links->setText(
        QStringLiteral("<span style='color:%1'>●</span> <a href='links' style='color:%2;text-decoration:none'>%3</a>")
            .arg(dot.name(), theme.text2.name(),
                tr("%1 of %2 PVs connected").arg(census.connected).arg(census.channels)));
    const QStringList missing = m_session.hub().disconnected(MissingShown);
    m_links->setToolTip(
        missing.isEmpty() ? QString() : tr("Not connected: %1").arg(missing.join(QStringLiteral(", "))));
    const devices::Mailbox::Counters counters = m_desk.pump().mailbox().counters();
    const quint64 skipped = counters.skipped - m_last.skipped;
    const quint64 updates = counters.delivered - m_last.delivered + skipped;
    m_last = counters;
    m_traffic->setText(
        skipped > 0 ? tr("%1 updates/s, %2 merged").arg(updates).arg(skipped) : tr("%1 updates/s").arg(updates));
    const QStorageInfo disk(m_session.storage().options().outputFolder);
    m_room->setText(
        disk.isValid() ? tr("%1 free").arg(QLocale().formattedDataSize(disk.bytesAvailable(), 1)) : QString());
    m_clock->setText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")));
}

void StatusLine::showWriter(const storage::WriterStatus& status)
{
    QString trouble;
    for (const QString& each : {status.error, status.held, status.warning})
        trouble = trouble.isEmpty() ? each : trouble;
    if (!status.error.isEmpty())
        m_writer->setText(tr("writer stopped"));
    else if (!status.held.isEmpty())
        m_writer->setText(tr("writer waits for its disk"));
    else
        m_writer->setText(status.waiting > 0
                ? tr("writer behind: %n document(s)", nullptr, static_cast<int>(status.waiting))
                : tr("writer up to date"));
    m_writer->setToolTip(trouble.isEmpty() ? status.file : trouble);
    if (!trouble.isEmpty() && trouble != m_trouble)
        m_desk.say(trouble, widgets::Desk::Tone::Refusal);
    m_trouble = trouble;
}

void StatusLine::showSaid(const QString& text, widgets::Desk::Tone tone)
{
    const bool refusal = tone == widgets::Desk::Tone::Refusal;
    m_said->setProperty("error", refusal);
    m_said->style()->unpolish(m_said);
    m_said->style()->polish(m_said);
    m_said->setText(text);
    m_said->setToolTip(text);
    m_forget.start(refusal ? RememberRefusal : RememberInformation);
}

} // namespace app
