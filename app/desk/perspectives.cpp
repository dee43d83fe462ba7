#include "app/desk/perspectives.h"

#include "app/desk/viewdock.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>

namespace app {

namespace {

constexpr int StateVersion = 1;
constexpr int BarsHeight = 100; // of bars, headers and gaps: docks never ask for more than there is

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
    ViewDock* values = docks[QStringLiteral("values")];
    window.tabifyDockWidget(points, runs);
    window.tabifyDockWidget(runs, values);
    for (ViewDock* dock : {motors, positions, live, scan, strip, points, runs, values})
        dock->show();
    points->raise();
}

void proportionScan(QMainWindow& window, const Docks& docks)
{
    ViewDock* motors = docks[QStringLiteral("motors")];
    ViewDock* positions = docks[QStringLiteral("positions")];
    ViewDock* live = docks[QStringLiteral("live")];
    ViewDock* scan = docks[QStringLiteral("scan")];
    ViewDock* strip = docks[QStringLiteral("strip")];
    ViewDock* points = docks[QStringLiteral("points")];
    const int width = window.width();
    const int height = window.height() - BarsHeight;
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
    ViewDock* values = docks[QStringLiteral("values")];
    window.splitDockWidget(levels, values, Qt::Vertical);
    window.splitDockWidget(values, positions, Qt::Vertical);
    for (ViewDock* dock : {motors, camera, levels, values, positions, strip})
        dock->show();
}

void proportionAlign(QMainWindow& window, const Docks& docks)
{
    ViewDock* motors = docks[QStringLiteral("motors")];
    ViewDock* camera = docks[QStringLiteral("camera")];
    ViewDock* levels = docks[QStringLiteral("levels")];
    ViewDock* positions = docks[QStringLiteral("positions")];
    ViewDock* strip = docks[QStringLiteral("strip")];
    const int width = window.width();
    const int height = window.height() - BarsHeight;
    window.resizeDocks(
        {motors, camera, levels}, {width * 22 / 100, width * 54 / 100, width * 24 / 100}, Qt::Horizontal);
    window.resizeDocks({camera, strip}, {height * 72 / 100, height * 28 / 100}, Qt::Vertical);
    ViewDock* values = docks[QStringLiteral("values")];
    window.resizeDocks(
        {levels, values, positions}, {height * 20 / 100, height * 38 / 100, height * 42 / 100}, Qt::Vertical);
}

} // namespace

Perspectives::Perspectives(QMainWindow& window, Docks docks)
    : m_window(window)
    , m_docks(std::move(docks))
    , m_entries{{QStringLiteral("align"), tr("Align"), arrangeAlign, proportionAlign},
          {QStringLiteral("scan"), tr("Scan"), arrangeScan, proportionScan}}
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
    // Docks take their share only once the new layout has been worked out.
    QTimer::singleShot(0, this, [this, id = entry.id, proportion = entry.proportion] {
        if (m_current == id)
            proportion(m_window, m_docks);
    });
}

Perspectives::Layout Perspectives::currentLayout() const
{
    Layout layout{m_window.saveState(StateVersion), {}};
    for (auto dock = m_docks.cbegin(); dock != m_docks.cend(); ++dock) {
        if (!dock.value()->isHidden())
            layout.docks << dock.key();
    }
    return layout;
}

bool Perspectives::restore(const Layout& layout)
{
    if (layout.docks.isEmpty() || !m_window.restoreState(layout.state, StateVersion))
        return false;
    // Qt finds a place for every dock, also for those that this layout does not know.
    for (auto dock = m_docks.cbegin(); dock != m_docks.cend(); ++dock) {
        if (!layout.docks.contains(dock.key()))
            m_window.removeDockWidget(dock.value());
    }
    return true;
}

void Perspectives::show(const QString& id)
{
    const auto entry
        = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry& each) { return each.id == id; });
    if (entry == m_entries.cend() || id == m_current)
        return;
    if (!m_current.isEmpty())
        m_layouts[m_current] = currentLayout();
    m_current = id;
    if (!restore(m_layouts.value(id)))
        arrange(*entry);
    Q_EMIT changed(id);
}

void Perspectives::reveal(const QString& id)
{
    ViewDock* dock = m_docks[id];
    const bool homeless = !dock->isFloating() && m_window.dockWidgetArea(dock) == Qt::NoDockWidgetArea;
    if (homeless) {
        const QStringList hosts{QStringLiteral("runs"), QStringLiteral("values"), QStringLiteral("points"),
            QStringLiteral("positions"), QStringLiteral("motors")};
        const auto host = std::find_if(hosts.cbegin(), hosts.cend(), [this](const QString& each) {
            return !m_docks[each]->isHidden() && m_window.dockWidgetArea(m_docks[each]) != Qt::NoDockWidgetArea;
        });
        if (host != hosts.cend())
            m_window.tabifyDockWidget(m_docks[*host], dock);
        else
            m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
    }
    dock->show();
    dock->raise();
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
    m_layouts[m_current] = currentLayout();
    QJsonObject layouts;
    for (auto entry = m_layouts.cbegin(); entry != m_layouts.cend(); ++entry) {
        layouts[entry.key()] = QJsonObject{{QStringLiteral("state"), QString::fromLatin1(entry->state.toBase64())},
            {QStringLiteral("docks"), QJsonArray::fromStringList(entry->docks)}};
    }
    return {{QStringLiteral("current"), m_current}, {QStringLiteral("layouts"), layouts}};
}

void Perspectives::restoreState(const QJsonObject& state)
{
    const QJsonObject layouts = state[QLatin1String("layouts")].toObject();
    for (auto entry = layouts.begin(); entry != layouts.end(); ++entry) {
        Layout& layout = m_layouts[entry.key()];
        layout.state = QByteArray::fromBase64(entry->toObject()[QLatin1String("state")].toString().toLatin1());
        for (const QJsonValue& dock : entry->toObject()[QLatin1String("docks")].toArray())
            layout.docks << dock.toString();
    }
    show(state[QLatin1String("current")].toString(QStringLiteral("scan")));
    if (m_current.isEmpty())
        show(QStringLiteral("scan"));
}

} // namespace app
