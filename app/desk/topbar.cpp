#include "app/desk/topbar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <map>

namespace app {

using widgets::Pill;

TopBar::TopBar(widgets::Desk& desk, const devices::Profile& profile, Perspectives& perspectives, QWidget* parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_finder(new CommandFinder(this))
    , m_ring(new Pill(this))
    , m_shutter(new QToolButton(this))
    , m_moving(new Pill(this))
    , m_scan(new Pill(this))
    , m_stop(new QPushButton(tr("STOP ALL  F12"), this))
{
    setProperty("topbar", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    auto* name = new QLabel(tr("Beamdeck"), this);
    name->setProperty("brand", true);
    auto* beamline = new QLabel(profile.title, this);
    beamline->setProperty("hint", true);
    row->addWidget(name);
    row->addWidget(beamline);
    row->addSpacing(8);
    addPerspectives(*row, perspectives);
    row->addWidget(m_finder, 1);
    row->addStretch(1);
    addPills(*row, profile);
    m_stop->setObjectName(QStringLiteral("stopAll"));
    m_stop->setProperty("stop", true);
    m_stop->setToolTip(tr("Stops every motor and aborts the scan"));
    connect(m_stop, &QPushButton::clicked, this, &TopBar::stopAllPressed);
    row->addWidget(m_stop);
    showReport({});
}

void TopBar::addPerspectives(QHBoxLayout& row, Perspectives& perspectives)
{
    auto* group = new QButtonGroup(this);
    for (const Perspectives::Entry& entry : perspectives.entries()) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("perspective_") + entry.id);
        button->setText(entry.title);
        button->setCheckable(true);
        button->setProperty("perspective", true);
        group->addButton(button);
        row.addWidget(button);
        connect(
            button, &QToolButton::clicked, &perspectives, [&perspectives, id = entry.id] { perspectives.show(id); });
        connect(&perspectives, &Perspectives::changed, button,
            [button, id = entry.id](const QString& shown) { button->setChecked(shown == id); });
    }
}

void TopBar::addPills(QHBoxLayout& row, const devices::Profile& profile)
{
    for (QWidget* each : std::initializer_list<QWidget*>{m_ring, m_shutter, m_moving, m_scan})
        row.addWidget(each);
    if (!profile.ringCurrent.isEmpty()) {
        m_ringPv = std::make_unique<widgets::PvBinding>(m_desk, profile.ringCurrent);
        connect(m_ringPv.get(), &widgets::PvBinding::valueChanged, this, &TopBar::showRing);
        connect(m_ringPv.get(), &widgets::PvBinding::connectionChanged, this, &TopBar::showRing);
        showRing();
    }
    watchShutter(profile);
}

void TopBar::watchShutter(const devices::Profile& profile)
{
    m_shutter->setVisible(false);
    for (const devices::DeviceSpec& device : profile.devices) {
        if (device.name == profile.shutter)
            m_shutterPv = std::make_unique<widgets::PvBinding>(m_desk, device.pv);
    }
    if (!m_shutterPv)
        return;
    m_shutter->setVisible(true);
    m_shutter->setObjectName(QStringLiteral("shutterButton"));
    m_shutter->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_shutter);
    m_shutter->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const QStringList& states = m_shutterPv->info().labels;
        for (qsizetype i = 0; i < states.size(); ++i) {
            QAction* action = menu->addAction(tr("Set to %1").arg(states[i]), this,
                [this, i] { m_shutterPv->put(devices::Value(devices::EnumIndex{static_cast<quint16>(i)})); });
            action->setEnabled(m_shutterPv->isWritable());
        }
    });
    for (const auto signal : {&widgets::PvBinding::valueChanged, &widgets::PvBinding::connectionChanged})
        connect(m_shutterPv.get(), signal, this, &TopBar::showShutter);
    showShutter();
}

void TopBar::showRing()
{
    if (!m_ringPv->hasValue()) {
        m_ring->show(tr("ring: no link"), Pill::Tone::Disconnected);
        return;
    }
    using devices::Severity;
    static const std::map<Severity, Pill::Tone> tones{{Severity::None, Pill::Tone::Ok},
        {Severity::Minor, Pill::Tone::Minor}, {Severity::Major, Pill::Tone::Major},
        {Severity::Invalid, Pill::Tone::Invalid}};
    m_ring->show(
        tr("ring %1 %2").arg(m_ringPv->text(), m_ringPv->info().units), tones.at(m_ringPv->reading().severity));
}

void TopBar::showShutter()
{
    const bool known = m_shutterPv->hasValue();
    m_shutter->setText(known ? tr("shutter %1").arg(m_shutterPv->text().toLower()) : tr("shutter: no link"));
    const QString tone = !known      ? QStringLiteral("disconnected")
        : m_shutterPv->number() == 0 ? QStringLiteral("quiet")
                                     : QStringLiteral("ok");
    if (m_shutter->property("pill").toString() == tone)
        return;
    m_shutter->setProperty("pill", tone);
    m_shutter->style()->unpolish(m_shutter);
    m_shutter->style()->polish(m_shutter);
}

void TopBar::showMoving(int motors)
{
    m_moving->show(motors > 0 ? tr("%n motor(s) moving", nullptr, motors) : QString(), Pill::Tone::Moving);
}

void TopBar::showReport(const scans::EngineReport& report)
{
    using State = scans::EngineState;
    if (report.state == State::Idle) {
        m_scan->show(tr("no scan"), Pill::Tone::Quiet);
        return;
    }
    const QString progress
        = report.pointsTotal > 0 ? tr(" · %1 %").arg(100 * report.pointsDone / report.pointsTotal) : QString();
    const QString what = report.scanId > 0 ? tr("scan %1").arg(report.scanId) : tr("moving");
    if (report.state == State::Running)
        m_scan->show(what + progress, Pill::Tone::Accent);
    else
        m_scan->show(QStringLiteral("%1 · %2").arg(what, scans::engineStateName(report.state)), Pill::Tone::Minor);
}

} // namespace app
