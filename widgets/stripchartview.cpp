#include "widgets/stripchartview.h"

#include "plotting/striplegend.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <limits>

namespace widgets {

using namespace devices;

namespace {

constexpr double NoLink = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<int, 5> WindowsSeconds{60, 300, 1800, 7200, 28800};

QString windowText(int seconds)
{
    return seconds < 3600 ? StripChartView::tr("%1 min").arg(seconds / 60)
                          : StripChartView::tr("%1 h").arg(seconds / 3600);
}

} // namespace

StripChartView::StripChartView(Desk& desk, const Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("strip"), tr("Strip chart"), parent)
    , m_chart(new plotting::StripChart(this))
{
    m_chart->setTheme(desk.theme());
    m_chart->setEmptyText(tr("No PVs yet. Add some from the menu at the right."));
    connect(&desk, &Desk::themeChanged, m_chart, &plotting::StripChart::setTheme);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_chart);
    buildTools();
    if (!profile.stripcharts.empty()) {
        for (const devices::PvEntry& curve : profile.stripcharts.front().pvs)
            addPv(curve.pv, curve.label);
    }
}

StripChartView::~StripChartView() = default;

void StripChartView::buildTools()
{
    auto* legend = new plotting::StripLegend(m_chart);
    legend->setTheme(desk().theme());
    connect(&desk(), &Desk::themeChanged, legend, &plotting::StripLegend::setTheme);
    addRightTool(legend);
    m_missing = new QLabel;
    m_missing->setProperty("hint", true);
    addRightTool(m_missing);

    m_window = new QComboBox;
    m_window->setProperty("flat", true);
    m_window->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_window->setAccessibleName(tr("Length of the time axis"));
    for (const int seconds : WindowsSeconds)
        m_window->addItem(windowText(seconds), seconds);
    connect(m_window, &QComboBox::currentIndexChanged, this,
        [this] { m_chart->setWindow(m_window->currentData().toDouble()); });
    m_window->setCurrentIndex(1);
    addRightTool(m_window);

    m_pause = new QToolButton;
    m_pause->setObjectName(QStringLiteral("stripPause"));
    m_pause->setCheckable(true);
    m_pause->setText(QStringLiteral("❚❚"));
    m_pause->setToolTip(tr("Holds the picture; recording goes on. A double click on the chart goes back to now"));
    connect(m_pause, &QToolButton::toggled, m_chart, &plotting::StripChart::setPaused);
    connect(m_chart, &plotting::StripChart::pausedChanged, m_pause, &QToolButton::setChecked);
    addRightTool(m_pause);

    m_more = new QToolButton;
    m_more->setText(QStringLiteral("⋯"));
    m_more->setProperty("noIndicator", true);
    m_more->setToolTip(tr("Add and remove PVs, save"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    connect(menu, &QMenu::aboutToShow, this, &StripChartView::fillMenu);
    m_more->setMenu(menu);
    addRightTool(m_more);
}

void StripChartView::fillMenu()
{
    QMenu& menu = *m_more->menu();
    menu.clear();
    menu.addAction(tr("Add a PV…"), this, &StripChartView::askForPv);
    QMenu* remove = menu.addMenu(tr("Remove"));
    for (const QString& pv : std::as_const(m_order))
        remove->addAction(pv, this, [this, pv] { removePv(pv); });
    remove->setEnabled(!m_order.isEmpty());
    menu.addSeparator();
    QAction* shared = menu.addAction(tr("One scale for all"));
    shared->setCheckable(true);
    shared->setChecked(m_chart->scale() == plotting::StripChart::Scale::Shared);
    connect(shared, &QAction::toggled, this, [this](bool on) {
        m_chart->setScale(on ? plotting::StripChart::Scale::Shared : plotting::StripChart::Scale::Own);
    });
    menu.addSeparator();
    menu.addAction(tr("Copy the data shown"), this, [this] { QApplication::clipboard()->setText(m_chart->toText()); });
    menu.addAction(tr("Save the picture…"), this, [this] {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Save the picture"), QStringLiteral("stripchart.png"), tr("Pictures (*.png)"));
        if (!path.isEmpty() && !m_chart->savePng(path))
            desk().say(tr("%1 could not be written").arg(path), Desk::Tone::Refusal);
    });
}

void StripChartView::askForPv()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Add a PV"));
    dialog->setLabelText(tr("Name of the PV"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) { addPv(name.trimmed()); });
    dialog->open();
}

void StripChartView::addPv(const QString& pv, const QString& label)
{
    if (pv.isEmpty() || m_sources.contains(pv))
        return;
    const Result<ChannelPtr> channel = desk().hub().channel(pv);
    if (!channel) {
        desk().say(channel.error().message, Desk::Tone::Refusal);
        return;
    }
    Source& source = m_sources[pv];
    source.label = label.isEmpty() ? pv : label;
    source.channel = channel.value();
    m_order << pv;
    ChannelEvents events;
    events.value = [this, pv](const Reading& reading) {
        if (const auto number = toDouble(reading.value))
            m_chart->append(pv, toEpochSeconds(reading.time), *number);
    };
    events.connection = [this, pv](ConnectionState state) {
        if (state == ConnectionState::Disconnected)
            m_chart->append(pv, toEpochSeconds(now()), NoLink);
    };
    events.info = [this, pv](const ChannelInfoPtr& info) { introduce(pv, *info); };
    source.subscription = source.channel->subscribe(desk().pump().mailbox(), Delivery::Every, std::move(events));
    showMissing();
}

void StripChartView::introduce(const QString& pv, const ChannelInfo& info)
{
    Source& source = m_sources[pv];
    if (std::exchange(source.added, true))
        return;
    m_chart->addSeries(pv, source.label, info.units, info.precision.value_or(-1));
    showMissing();
}

void StripChartView::removePv(const QString& pv)
{
    m_sources.erase(pv);
    m_order.removeAll(pv);
    m_chart->removeSeries(pv);
    showMissing();
}

QStringList StripChartView::pvs() const
{
    return m_order;
}

void StripChartView::mark(const QString& text)
{
    m_chart->addEvent(toEpochSeconds(now()), text);
}

void StripChartView::showMissing()
{
    QStringList missing;
    for (const QString& pv : std::as_const(m_order)) {
        if (!m_sources[pv].added)
            missing << m_sources[pv].label;
    }
    m_missing->setText(missing.isEmpty() ? QString() : tr("%1: not connected").arg(missing.join(QStringLiteral(", "))));
}

QJsonObject StripChartView::saveState() const
{
    QJsonArray curves;
    for (const QString& pv : m_order)
        curves.append(QJsonObject{{QStringLiteral("pv"), pv}, {QStringLiteral("label"), m_sources.at(pv).label}});
    return {{QStringLiteral("curves"), curves}, {QStringLiteral("window"), m_window->currentData().toInt()},
        {QStringLiteral("shared"), m_chart->scale() == plotting::StripChart::Scale::Shared}};
}

void StripChartView::restoreState(const QJsonObject& state)
{
    for (const QString& pv : pvs())
        removePv(pv);
    for (const QJsonValue& curve : state[QLatin1String("curves")].toArray())
        addPv(curve[QLatin1String("pv")].toString(), curve[QLatin1String("label")].toString());
    if (const int index = m_window->findData(state[QLatin1String("window")].toInt()); index >= 0)
        m_window->setCurrentIndex(index);
    if (state[QLatin1String("shared")].toBool())
        m_chart->setScale(plotting::StripChart::Scale::Shared);
}

} // namespace widgets
