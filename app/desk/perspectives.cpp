#include "app/desk/perspectives.h"

#include "app/desk/viewdock.h"

#include <algorithm>

namespace app {

namespace {

    constexpr int StateVersion = 1;

    using Docks = Perspectives::Docks;

    void arrangeScan(QMainWindow& window, const Docks& docks)
    {
        ViewDock* motors = docks[QStringLiteral("motors")];
        ViewDock* positions = docks[QStringLiteral("positions")];
        ViewDock* live = docks[QStringLiteral("live")];
        ViewDock* scan = docks[QStringLiteral("scan")];
        ViewDock* strip = docks[QStringLiteral("strip")];
        ViewDock* points = docks[QStringLiteral("points")];
        ViewDock* runs = docks[QStringLiteral("runs")];
        window.addDockWidget(Qt::LeftDockWidgetArea, motors);
        window.splitDockWidget(motors, live, Qt::Horizontal);
        window.splitDockWidget(live, scan, Qt::Horizontal);
        window.splitDockWidget(motors, positions, Qt::Vertical);
        window.splitDockWidget(live, strip, Qt::Vertical);
        window.splitDockWidget(scan, points, Qt::Vertical);
        window.tabifyDockWidget(points, runs);
        for (ViewDock* dock : {motors, positions, live, scan, strip, points, runs})
            dock->show();
        points->raise();
        const int width = window.width();
        const int height = window.height();
        window.resizeDocks({motors, live, scan}, {width * 22 / 100, width * 53 / 100, width * 25 / 100}, Qt::Horizontal);
        window.resizeDocks({motors, positions}, {height * 55 / 100, height * 45 / 100}, Qt::Vertical);
        window.resizeDocks({live, strip}, {height * 68 / 100, height * 32 / 100}, Qt::Vertical);
        window.resizeDocks({scan, points}, {height * 66 / 100, height * 34 / 100}, Qt::Vertical);
    }

    void arrangeAlign(QMainWindow& window, const Docks& docks)
    {
        ViewDock* motors = docks[QStringLiteral("motors")];
        ViewDock* camera = docks[QStringLiteral("camera")];
        ViewDock* levels = docks[QStringLiteral("levels")];
        ViewDock* positions = docks[QStringLiteral("positions")];
        ViewDock* strip = docks[QStringLiteral("strip")];
        window.addDockWidget(Qt::LeftDockWidgetArea, motors);
        window.splitDockWidget(motors, camera, Qt::Horizontal);
        window.splitDockWidget(camera, levels, Qt::Horizontal);
        window.splitDockWidget(camera, strip, Qt::Vertical);
        window.splitDockWidget(levels, positions, Qt::Vertical);
        for (ViewDock* dock : {motors, camera, levels, positions, strip})
            dock->show();
        const int width = window.width();
        const int height = window.height();
        window.resizeDocks({motors, camera, levels}, {width * 22 / 100, width * 54 / 100, width * 24 / 100}, Qt::Horizontal);
        window.resizeDocks({camera, strip}, {height * 72 / 100, height * 28 / 100}, Qt::Vertical);
        window.resizeDocks({levels, positions}, {height * 26 / 100, height * 74 / 100}, Qt::Vertical);
    }

} // namespace

Perspectives::Perspectives(QMainWindow& window, Docks docks)
    : m_window(window)
    , m_docks(std::move(docks))
    , m_entries {{QStringLiteral("align"), tr("Align"), arrangeAlign}, {QStringLiteral("scan"), tr("Scan"), arrangeScan}}
{
}

void Perspectives::clear()
{
    for (ViewDock* dock : m_docks) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
}

void Perspectives::arrange(const Entry& entry)
{
    clear();
    entry.arrange(m_window, m_docks);
}

void Perspectives::show(const QString& id)
{
    const auto entry = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry& each) { return each.id == id; });
    if (entry == m_entries.cend() || id == m_current)
        return;
    if (!m_current.isEmpty())
        m_states[m_current] = m_window.saveState(StateVersion);
    m_current = id;
    // What the perspective does not show must not stay from the one before.
    clear();
    if (!m_states.contains(id) || !m_window.restoreState(m_states[id], StateVersion))
        arrange(*entry);
    Q_EMIT changed(id);
}

void Perspectives::reset()
{
    for (const Entry& entry : m_entries) {
        if (entry.id == m_current)
            arrange(entry);
    }
}

QJsonObject Perspectives::saveState()
{
    m_states[m_current] = m_window.saveState(StateVersion);
    QJsonObject states;
    for (auto entry = m_states.cbegin(); entry != m_states.cend(); ++entry)
        states[entry.key()] = QString::fromLatin1(entry.value().toBase64());
    return {{QStringLiteral("current"), m_current}, {QStringLiteral("states"), states}};
}

void Perspectives::restoreState(const QJsonObject& state)
{
    const QJsonObject states = state[QLatin1String("states")].toObject();
    for (auto entry = states.begin(); entry != states.end(); ++entry)
        m_states[entry.key()] = QByteArray::fromBase64(entry->toString().toLatin1());
    show(state[QLatin1String("current")].toString(QStringLiteral("scan")));
    if (m_current.isEmpty())
        show(QStringLiteral("scan"));
}

} // namespace app
