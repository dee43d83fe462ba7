#include "widgets/motorrow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int BarWidth = 3;
constexpr int EntryWidth = 72;
constexpr int StepWidth = 46;
constexpr int ButtonWidth = 22;

QToolButton* button(const QString& text, const QString& toolTip, QWidget* parent)
{
    auto* made = new QToolButton(parent);
    made->setText(text);
    made->setProperty("boxed", true);
    made->setToolTip(toolTip);
    made->setAccessibleName(toolTip);
    made->setFocusPolicy(Qt::TabFocus);
    made->setFixedWidth(ButtonWidth);
    return made;
}

} // namespace

MotorRow::MotorRow(Desk& desk, const devices::DeviceSpec& device, QWidget* parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_name(device.name)
    , m_group(device.group)
    , m_state(desk, device.pv)
{
    setObjectName(QStringLiteral("motor_") + m_name);
    setProperty("motorRow", true);
    build(device.description);
    connect(&m_state, &MotorBinding::changed, this, &MotorRow::refresh);
    connect(&desk, &Desk::themeChanged, this, &MotorRow::refresh);
    connect(m_minus, &QToolButton::clicked, this, [this] { m_state.tweak(-1); });
    connect(m_plus, &QToolButton::clicked, this, [this] { m_state.tweak(+1); });
    connect(m_stop, &QToolButton::clicked, this, [this] { m_state.stop(); });
    m_target->setCheck([this](const devices::Value& value) {
        const std::optional<double> target = devices::toDouble(value);
        return target ? m_state.check(*target) : devices::Result<void>();
    });
    refresh();
}

void MotorRow::build(const QString& description)
{
    m_title = new QLabel(m_name, this);
    m_title->setProperty("title", true);
    auto* hint = new QLabel(description, this);
    hint->setProperty("hint", true);
    m_pill = new Pill(this);
    m_readback = new PvLabel(m_desk, m_state.prefix() + QLatin1String(".RBV"), PvLabel::Size::Large, this);
    m_minus = button(QStringLiteral("−"), tr("%1: one step down").arg(m_name), this);
    m_plus = button(QStringLiteral("+"), tr("%1: one step up").arg(m_name), this);
    m_stop = button(QStringLiteral("■"), tr("Stop %1").arg(m_name), this);
    m_stop->setProperty("stopMotor", true);
    m_step = new PvEntry(m_desk, m_state.prefix() + QLatin1String(".TWV"), this);
    m_step->setProperty("flat", true);
    m_step->setAlignment(Qt::AlignCenter);
    m_step->setFixedWidth(StepWidth);
    m_target = new PvEntry(m_desk, m_state.prefix() + QLatin1String(".VAL"), this);
    m_target->setFixedWidth(EntryWidth);
    m_target->setObjectName(QStringLiteral("target_") + m_name);

    auto* names = new QHBoxLayout;
    names->setSpacing(8);
    names->addWidget(m_title);
    names->addWidget(hint, 1);
    names->addWidget(m_pill);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(3);
    controls->addWidget(m_readback, 1);
    for (QWidget* each : std::initializer_list<QWidget*>{m_minus, m_step, m_plus, m_target, m_stop})
        controls->addWidget(each);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 6, 8, 6);
    rows->setSpacing(2);
    rows->addLayout(names);
    rows->addLayout(controls);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setTabOrder(m_minus, m_step);
    setTabOrder(m_step, m_plus);
    setTabOrder(m_plus, m_target);
    setTabOrder(m_target, m_stop);
}

void MotorRow::refresh()
{
    const MotorBinding::Word word = m_state.word();
    m_pill->show(word.text, word.tone);
    m_readback->setGround(word.tone == Pill::Tone::Moving ? m_desk.theme().movingBg : QColor());
    const bool usable = m_state.isConnected() && !m_desk.hub().policy().readOnly;
    m_minus->setEnabled(usable);
    m_plus->setEnabled(usable);
    m_stop->setEnabled(m_state.isConnected());
    m_title->setEnabled(m_state.isConnected());
    update();
    if (std::exchange(m_moving, m_state.isMoving()) != m_state.isMoving())
        Q_EMIT movingChanged(m_moving);
}

void MotorRow::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    const plotting::Theme& theme = m_desk.theme();
    QPainter painter(this);
    const Pill::Tone tone = m_state.word().tone;
    if (tone == Pill::Tone::Moving)
        painter.fillRect(rect().adjusted(0, 0, 0, -1), theme.movingBg);
    const QRect bar(0, 0, BarWidth, height() - 1);
    if (tone == Pill::Tone::Moving)
        painter.fillRect(bar, theme.moving);
    else if (tone == Pill::Tone::Minor)
        painter.fillRect(bar, theme.minor);
    else if (tone == Pill::Tone::Major)
        painter.fillRect(bar, theme.major);
    else if (tone == Pill::Tone::Invalid)
        painter.fillRect(bar, theme.invalid);
    painter.setPen(theme.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace widgets
