#include "widgets/scannotice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace widgets {

ScanNotice::ScanNotice(ScanControl& control, QWidget* parent)
    : QFrame(parent)
    , m_control(control)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_answer(new QLineEdit(this))
    , m_send(new QPushButton(tr("Answer"), this))
    , m_retry(new QPushButton(tr("Try again"), this))
    , m_skip(new QPushButton(tr("Leave out"), this))
    , m_abort(new QPushButton(tr("Abort…"), this))
{
    setObjectName(QStringLiteral("notice"));
    m_title->setProperty("title", true);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_answer->setObjectName(QStringLiteral("answer"));
    m_send->setObjectName(QStringLiteral("sendAnswer"));
    m_retry->setObjectName(QStringLiteral("tryAgain"));
    m_retry->setToolTip(tr("Does the step once more"));
    m_skip->setObjectName(QStringLiteral("leaveOut"));
    m_skip->setToolTip(tr("Goes on behind the step; nothing of it is recorded"));
    m_abort->setObjectName(QStringLiteral("abortHeld"));
    m_abort->setProperty("danger", true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_answer, 1);
    for (QPushButton* button : {m_send, m_retry, m_skip, m_abort})
        row->addWidget(button);
    row->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(row);
    connect(m_send, &QPushButton::clicked, this, &ScanNotice::answer);
    connect(m_answer, &QLineEdit::returnPressed, this, &ScanNotice::answer);
    connect(m_retry, &QPushButton::clicked, this, [this] { m_control.resume(); });
    connect(m_skip, &QPushButton::clicked, this, [this] { m_control.skip(); });
    connect(m_abort, &QPushButton::clicked, this, &ScanNotice::abortAsked);
    hide();
}

void ScanNotice::answer()
{
    m_control.answer(m_answer->text());
    m_answer->clear();
}

QString ScanNotice::suspensionText(const scans::EngineReport& report) const
{
    QStringList lines = report.tripped;
    if (lines.isEmpty() && !report.reason.isEmpty())
        lines << report.reason;
    if (report.countdown)
        lines << tr("Goes on in %1 s if all stays well").arg(std::ceil(*report.countdown));
    return lines.join(QLatin1Char('\n'));
}

void ScanNotice::showReport(const scans::EngineReport& report)
{
    using State = scans::EngineState;
    const bool held = report.held && report.state == State::Paused;
    const bool suspended = report.state == State::Suspended;
    const bool asked = !held && !suspended && report.state == State::Running && !report.question.isEmpty();
    if (asked && report.question != m_question)
        m_answer->clear();
    m_question = asked ? report.question : QString();
    m_title->setText(held ? tr("A step has failed") : suspended ? tr("Suspended") : tr("The scan asks"));
    m_text->setText(held ? report.reason : suspended ? suspensionText(report) : report.question);
    for (QWidget* each : std::initializer_list<QWidget*>{m_answer, m_send})
        each->setVisible(asked);
    for (QWidget* each : std::initializer_list<QWidget*>{m_retry, m_skip, m_abort})
        each->setVisible(held);
    setVisible(held || suspended || asked);
}

} // namespace widgets
