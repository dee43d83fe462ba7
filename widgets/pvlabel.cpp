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
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&m_binding, &PvBinding::valueChanged, this, &PvLabel::refresh);
    connect(&m_binding, &PvBinding::connectionChanged, this, [this] {
        refresh();
        refreshToolTip();
        update();
    });
    connect(&m_binding, &PvBinding::infoChanged, this, [this] {
        refresh();
        refreshToolTip();
        updateGeometry();
        update();
    });
    connect(&desk, &Desk::themeChanged, this, [this] { update(); });
    refreshToolTip();
}

void PvLabel::setShowUnits(bool show)
{
    m_showUnits = show;
    updateGeometry();
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
    setToolTip(tr("%1 · %2[%3] on %4")
                   .arg(m_binding.pv(), devices::nativeTypeName(info.type))
                   .arg(info.count)
                   .arg(info.host));
}

QFont PvLabel::valueFont() const
{
    QFont font = this->font();
    if (m_size == Size::Large) {
        font.setPixelSize(font.pixelSize() > 0 ? font.pixelSize() * 20 / 13 : 20);
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

QSize PvLabel::sizeHint() const
{
    const QFontMetrics metrics(valueFont());
    int width = metrics.horizontalAdvance(m_size == Size::Large ? QStringLiteral("−0000.000") : QStringLiteral("−000.000"));
    if (m_showUnits && !m_binding.info().units.isEmpty())
        width += UnitGap + fontMetrics().horizontalAdvance(m_binding.info().units);
    return {width + 2 * Margin, metrics.height() + 2};
}

QSize PvLabel::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

void PvLabel::paintEvent(QPaintEvent*)
{
    const plotting::Theme& theme = m_desk.theme();
    QPainter painter(this);
    QRect area = rect().adjusted(Margin, 0, -Margin, 0);
    if (!m_binding.isConnected()) {
        painter.setPen(QPen(theme.text2, 1, Qt::DashLine));
        painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 4, 4);
    }
    const QFont large = valueFont();
    const QFontMetrics metrics(large);
    const QString units = m_showUnits && m_binding.isConnected() ? m_binding.info().units : QString();
    const int baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    if (!units.isEmpty()) {
        painter.setPen(theme.text2);
        const int width = fontMetrics().horizontalAdvance(units);
        painter.drawText(area.right() - width + 1, baseline, units);
        area.setRight(area.right() - width - UnitGap);
    }
    painter.setFont(large);
    painter.setPen(m_binding.isConnected() ? alarmColour(theme, m_severity) : theme.text2);
    const QString whole = m_binding.isConnected() ? alarmSign(m_severity) + m_text : m_text;
    const QString shown = metrics.elidedText(whole, Qt::ElideRight, area.width());
    painter.drawText(area.right() - metrics.horizontalAdvance(shown) + 1, baseline, shown);
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
