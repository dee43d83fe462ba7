#include "widgets/linksview.h"

#include "devices/ca/caenvironment.h"
#include "widgets/copytable.h"
#include "widgets/segmented.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr std::chrono::seconds Period{1};
constexpr qsizetype MissingShown = 10000;

} // namespace

LinksView::LinksView(Desk& desk, QWidget* parent)
    : View(desk, QStringLiteral("links"), tr("Channels"), parent)
    , m_missing({tr("not connected")})
    , m_variables({tr("variable"), tr("value"), tr("meaning")})
    , m_summary(new QLabel(this))
{
    auto* which = new Segmented({tr("Servers"), tr("Missing"), tr("Settings")});
    addLeftTool(which);
    auto* pages = new QStackedWidget(this);
    const auto addPage = [pages](models::TableModel& model, int widest, const QString& empty) {
        auto* table = new CopyTable(model, pages);
        table->setEmptyText(empty);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        table->horizontalHeader()->setSectionResizeMode(widest, QHeaderView::Stretch);
        pages->addWidget(table);
    };
    addPage(m_servers, models::ServerModel::Host, tr("No server has been met yet."));
    addPage(m_missing, 0, tr("Every PV that is wanted is connected."));
    addPage(m_variables, 1, {});
    connect(which, &Segmented::currentChanged, pages, &QStackedWidget::setCurrentIndex);

    m_summary->setProperty("hint", true);
    m_summary->setContentsMargins(8, 4, 8, 4);
    m_summary->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(pages, 1);

    QList<QStringList> variables;
    for (const devices::CaVariable& variable : devices::caEnvironment())
        variables << QStringList{variable.name, variable.value, variable.about};
    m_variables.setRows(variables);
    m_timer.setInterval(Period);
    connect(&m_timer, &QTimer::timeout, this, &LinksView::refresh);
}

void LinksView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    m_timer.start();
    refresh();
}

void LinksView::hideEvent(QHideEvent* event)
{
    View::hideEvent(event);
    m_timer.stop();
    m_pings.clear();
}

void LinksView::refresh()
{
    const auto current = std::chrono::steady_clock::now();
    m_servers.update(desk().hub().servers(), current - m_last);
    QList<QStringList> missing;
    for (const QString& name : desk().hub().disconnected(MissingShown))
        missing << QStringList{name};
    m_missing.setRows(missing);
    showSummary();
    m_last = current;
    m_pings = desk().hub().ping(desk().pump().mailbox());
}

void LinksView::showSummary()
{
    const devices::ChannelHub::Census census = desk().hub().census();
    const devices::Mailbox::Counters counters = desk().pump().mailbox().counters();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_last).count();
    const double merged = static_cast<double>(counters.skipped - m_counters.skipped) / seconds;
    m_counters = counters;
    const QLocale locale;
    m_summary->setText(tr("%1 of %2 PVs connected · %3 updates/s, %4 of them merged before they were shown · %5/s")
                           .arg(census.connected)
                           .arg(census.channels)
                           .arg(locale.toString(m_servers.updatesPerSecond(), 'f', 0), locale.toString(merged, 'f', 0),
                               locale.formattedDataSize(static_cast<qint64>(m_servers.bytesPerSecond()), 1)));
}

} // namespace widgets
