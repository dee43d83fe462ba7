#include "widgets/pvlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

namespace widgets {

namespace {

constexpr int Margin = 2;
constexpr int UnitGap = 3;

QColor alarmColour(const plotting::Theme& theme, devices::Severity severity)
{
    switch (severity) {
    case devices::Severity::Minor:
        return theme.minor;
    case devices::Severity::Major:
        return theme.major;
    case devices::Severity::Invalid:
        return theme.invalid;
    case devices::Severity::None:
        break;
    }
    return theme.text;
}

QString alarmSign(devices::Severity severity)
{
    switch (severity) {
    case devices::Severity::Minor:
        return QStringLiteral("▲ ");
    case devices::Severity::Major:
        return QStringLiteral("◆ ");
    case devices::Severity::Invalid:
        return QStringLiteral("✕ ");
    case devices::Severity::None:
        break;
    }
    return {};
}

} // namespace

PvLabel::PvLabel(Desk& desk, const QString& pv, Size size, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_size(size)
    , m_binding(desk, pv)
    , m_text(QStringLiteral("—"))
    , m_valueMetrics(font())
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_binding.suspendWith(*this);
    takeFont();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&m_binding, &PvBinding::valueChanged, this, &PvLabel::refresh);
    connect(&m_binding, &PvBinding::connectionChanged, this, [this] {
        refresh();
        refreshToolTip();
        takeFont();
    });
    connect(&m_binding, &PvBinding::infoChanged, this, [this] {
        refresh();
        refreshToolTip();
        takeFont();
    });
    connect(&desk, &Desk::themeChanged, this, [this] { update(); });
    refreshToolTip();
}

void PvLabel::setShowUnits(bool show)
{
    m_showUnits = show;
    takeFont();
}

void PvLabel::setGround(const QColor& ground)
{
    if (m_ground == ground)
        return;
    m_ground = ground;
    update();
}

void PvLabel::refresh()
{
    const devices::Severity severity = m_binding.reading().severity;
    const QString text = m_binding.text();
    if (text == m_text && severity == m_severity)
        return;
    m_text = text;
    m_severity = severity;
    update();
}

void PvLabel::refreshToolTip()
{
    const devices::ChannelInfo& info = m_binding.info();
    setAccessibleName(m_binding.pv());
    if (!m_binding.isConnected()) {
        setToolTip(tr("%1 · not connected").arg(m_binding.pv()));
        return;
    }
    setToolTip(
        tr("%1 · %2[%3] on %4").arg(m_binding.pv(), devices::nativeTypeName(info.type)).arg(info.count).arg(info.host));
}

void PvLabel::takeFont()
{
    m_valueFont = font();
    if (m_size == Size::Large) {
        m_valueFont.setPixelSize(font().pixelSize() > 0 ? font().pixelSize() * 20 / 13 : 20);
        m_valueFont.setWeight(QFont::DemiBold);
    }
    m_valueMetrics = QFontMetrics(m_valueFont);
    m_units = m_showUnits && m_binding.isConnected() ? m_binding.info().units : QString();
    m_unitsWidth = m_units.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_units);
    updateGeometry();
    update();
}

void PvLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        takeFont();
    QWidget::changeEvent(event);
}

QSize PvLabel::sizeHint() const
{
    const QString widest = m_size == Size::Large ? QStringLiteral("−0000.000") : QStringLiteral("−000.000");
    const int units = m_units.isEmpty() ? 0 : UnitGap + m_unitsWidth;
    return {m_valueMetrics.horizontalAdvance(widest) + units + 2 * Margin, m_valueMetrics.height() + 2};
}

QSize PvLabel::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

void PvLabel::paintEvent(QPaintEvent*)
{
    const plotting::Theme& theme = m_desk.theme();
    QPainter painter(this);
    painter.fillRect(rect(), m_ground.isValid() ? m_ground : theme.surface);
    if (!m_binding.isConnected()) {
        painter.setPen(QPen(theme.text2, 1, Qt::DashLine));
        painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 4, 4);
    }
    const int baseline = (height() + m_valueMetrics.ascent() - m_valueMetrics.descent()) / 2;
    int right = width() - Margin;
    if (!m_units.isEmpty()) {
        painter.setPen(theme.text2);
        painter.drawText(right - m_unitsWidth, baseline, m_units);
        right -= m_unitsWidth + UnitGap;
    }
    painter.setFont(m_valueFont);
    painter.setPen(m_binding.isConnected() ? alarmColour(theme, m_severity) : theme.text2);
    const bool alarmed = m_binding.isConnected() && m_severity != devices::Severity::None;
    QString shown = alarmed ? alarmSign(m_severity) + m_text : m_text;
    int width = m_valueMetrics.horizontalAdvance(shown);
    if (width > right - Margin && m_size == Size::Large) {
        // A smaller number is better than one with its end cut off.
        painter.setFont(font());
        width = fontMetrics().horizontalAdvance(shown);
    } else if (width > right - Margin) {
        shown = m_valueMetrics.elidedText(shown, Qt::ElideRight, right - Margin);
        width = m_valueMetrics.horizontalAdvance(shown);
    }
    painter.drawText(right - width, baseline, shown);
}

void PvLabel::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton)
        QApplication::clipboard()->setText(m_binding.pv(), QClipboard::Selection);
    QWidget::mousePressEvent(event);
}

void PvLabel::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy value"), this, [this] { QApplication::clipboard()->setText(m_text); });
    menu.addAction(tr("Copy PV name"), this, [this] { QApplication::clipboard()->setText(m_binding.pv()); });
    menu.exec(event->globalPos());
}

} // namespace widgets
