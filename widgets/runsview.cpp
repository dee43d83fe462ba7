#include "widgets/runsview.h"

#include "storage/foreign/runfiles.h"
#include "widgets/columnfit.h"
#include "widgets/copytable.h"
#include "widgets/importdialog.h"
#include "widgets/queryfield.h"
#include "widgets/runactions.h"
#include "widgets/rundelegate.h"
#include "widgets/rundetails.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

using Runs = models::RunListModel;

} // namespace

RunsView::RunsView(Desk& desk, storage::Catalogue& catalogue, QWidget* parent)
    : View(desk, QStringLiteral("runs"), tr("Runs"), parent)
    , m_catalogue(catalogue)
    , m_model(catalogue)
    , m_table(new CopyTable(m_model, this))
    , m_actions(new RunActions(desk, catalogue, m_model, *m_table))
    , m_metadata(new RunDetails(this))
{
    setUpTable();
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_metadata);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(splitter, 1);
    layout->addWidget(buildFoot());
    auto* more = new QToolButton;
    more->setText(QStringLiteral("⋯"));
    more->setProperty("noIndicator", true);
    more->setToolTip(tr("Import runs"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->addAction(tr("Import folder…"), this, &RunsView::chooseFolder);
    more->addAction(tr("Import files…"), this, &RunsView::chooseFiles);
    addRightTool(more);
    join();
    takeKeys();
    showMetadata();
    showCount();
}

void RunsView::setUpTable()
{
    m_table->setObjectName(QStringLiteral("runTable"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setMinimumHeight(48); // gives way to what is said of the query
    m_table->horizontalHeader()->setMinimumSectionSize(16);
    m_table->setItemDelegate(new RunDelegate(desk(), m_model, m_table));
    const QFontMetrics metrics(m_table->font());
    const auto column = [&metrics](Runs::Column which, const QString& sample, int most = 0) {
        return ColumnFit::Column{which, metrics.horizontalAdvance(sample) + 20, most};
    };
    new ColumnFit(*m_table,
        {column(Runs::Number, QStringLiteral("00000")), column(Runs::Outcome, tr("incomplete"), 220),
            column(Runs::Plan, QStringLiteral("dscan sx"), 180), column(Runs::Started, QStringLiteral("2000-00-00")),
            column(Runs::Star, QStringLiteral("★")), column(Runs::Points, QStringLiteral("000 of 000")),
            column(Runs::Check, QStringLiteral("✓")), column(Runs::Sample, QStringLiteral("iron foil 12"), 180),
            column(Runs::Notes, QStringLiteral("#tag and a comment"))});
}

QWidget* RunsView::buildHead()
{
    auto* head = new QWidget(this);
    m_filter = new QueryField(desk(), head);
    m_filter->setObjectName(QStringLiteral("runQuery"));
    m_filter->setPlaceholderText(tr("Find: mesh iron, energy>7.1, since:yesterday, status:fail, star:yes …"));
    m_filter->setAccessibleName(tr("Find runs"));
    m_problem = new QLabel(head);
    m_problem->setObjectName(QStringLiteral("queryProblem"));
    m_problem->setWordWrap(true);
    m_problem->setProperty("error", true);
    m_problem->hide();
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_problem);
    return head;
}

QWidget* RunsView::buildFoot()
{
    auto* foot = new QWidget(this);
    m_count = new QLabel(foot);
    m_count->setProperty("hint", true);
    m_details = new QPushButton(tr("Details"), foot);
    m_details->setObjectName(QStringLiteral("runDetails"));
    m_details->setCheckable(true);
    m_details->setToolTip(tr("Notes and metadata of the chosen run"));
    m_open = new QPushButton(tr("Open"), foot);
    m_open->setProperty("accent", true);
    m_open->setObjectName(QStringLiteral("openRun"));
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addWidget(m_count, 1);
    layout->addWidget(m_details);
    layout->addWidget(m_open);
    return foot;
}

void RunsView::join()
{
    // Half of a word is a query, too: it would empty the list for a moment.
    m_typing.setSingleShot(true);
    m_typing.setInterval(200);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &RunsView::find);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        find();
        m_table->setFocus();
    });
    connect(&m_model, &Runs::problemChanged, this, &RunsView::showProblem);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsView::showMetadata);
    connect(&m_model, &Runs::modelReset, this, &RunsView::showMetadata);
    connect(&m_model, &Runs::counted, this, &RunsView::showCount);
    connect(&m_model, &Runs::failed, this,
        [this](const QString& message) { this->desk().say(message, Desk::Tone::Refusal); });
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != Runs::Star)
            openRow(index.row());
    });
    connect(m_details, &QPushButton::clicked, this, [this](bool wanted) {
        m_detailsWanted = wanted;
        showMetadata();
    });
    connect(m_open, &QPushButton::clicked, this, [this] { openRow(currentRow()); });
    connect(m_actions, &RunActions::openWanted, this, &RunsView::openRow);
    connect(m_actions, &RunActions::queryWanted, this, [this](const QString& query) {
        m_filter->setText(query);
        find();
    });
    connect(m_actions, &RunActions::changed, this, &RunsView::showMetadata);
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    // Other programs write to the same catalogue.
    m_poll.setInterval(2000);
    connect(&m_poll, &QTimer::timeout, this, &RunsView::refresh);
    m_poll.start();
}

void RunsView::find()
{
    m_typing.stop();
    m_model.setFilter(m_filter->text());
}

QJsonObject RunsView::saveState() const
{
    QJsonObject state{{QStringLiteral("query"), m_filter->text()}};
    if (m_detailsWanted)
        state[QLatin1String("details")] = *m_detailsWanted;
    return state;
}

void RunsView::restoreState(const QJsonObject& state)
{
    m_filter->setText(state[QLatin1String("query")].toString());
    find();
    if (const QJsonValue details = state[QLatin1String("details")]; details.isBool())
        m_detailsWanted = details.toBool();
    showMetadata();
}

void RunsView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    if (m_details->isChecked() != showsDetails())
        showMetadata();
}

/// Of one chosen run; none when there are several.
int RunsView::currentRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? rows.first().row() : -1;
}

void RunsView::refresh()
{
    m_model.refresh();
    takeKeys();
}

void RunsView::takeKeys()
{
    if (const devices::Result<QStringList> keys = m_catalogue.keys())
        m_filter->setKeys(keys.value());
    else
        desk().say(keys.error().message, Desk::Tone::Refusal);
}

void RunsView::showProblem()
{
    const auto& problem = m_model.problem();
    m_filter->showProblem(problem);
    m_problem->setVisible(problem.has_value());
    if (!problem)
        return;
    m_problem->setText(tr("At %1: %2").arg(problem->position + 1).arg(problem->message));
}

void RunsView::showCount()
{
    const QString query = m_model.shownQuery();
    m_table->setEmptyText(query.isEmpty()
            ? tr("Every scan that is started appears here. ⋯ imports runs that were measured elsewhere.")
            : tr("No runs found. Hidden ones appear with hidden:yes."));
    const bool many = m_model.total() > Runs::MostCounted;
    m_count->setText(many ? tr("more than %1 runs").arg(QLocale().toString(Runs::MostCounted))
                          : tr("%n run(s)", nullptr, m_model.total()));
    m_count->setToolTip(query.isEmpty() ? QString() : tr("of: %1").arg(query));
}

/// In a low view, the list needs the room.
bool RunsView::showsDetails() const
{
    constexpr int enough = 420;
    return m_detailsWanted.value_or(height() >= enough);
}

void RunsView::showMetadata()
{
    const int row = currentRow();
    m_open->setEnabled(row >= 0 && !m_model.run(row).file.isEmpty());
    m_details->setEnabled(row >= 0);
    m_details->setChecked(showsDetails());
    // Without a choice, the list has all the room.
    const bool shown = row >= 0 && showsDetails();
    m_metadata->setVisible(shown);
    const QString uid = shown ? m_model.run(row).uid : QString();
    if (const auto done = m_metadata->show(m_catalogue, uid); !done)
        desk().say(done.error().message, Desk::Tone::Refusal);
}

void RunsView::openRow(int row)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    const devices::Result<storage::RunData> run = storage::RunFiles::read(m_model.run(row).file);
    if (run)
        Q_EMIT opened(run.value());
    else
        desk().say(run.error().message, Desk::Tone::Refusal);
}

void RunsView::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Import the runs of a folder"));
    if (!folder.isEmpty())
        importFolder(folder);
}

void RunsView::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Import the runs of files"));
    if (!files.isEmpty())
        importFiles(files);
}

void RunsView::importFolder(const QString& folder)
{
    importFiles(storage::RunImport::filesBelow(folder));
}

void RunsView::importFiles(const QStringList& files)
{
    auto* dialog = new ImportDialog(m_catalogue, files, this);
    connect(dialog, &ImportDialog::imported, this, [this](const QString& summary) {
        desk().say(summary);
        m_model.update();
        takeKeys();
    });
    dialog->show();
}

} // namespace widgets
