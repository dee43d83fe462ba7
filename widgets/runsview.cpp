#include "widgets/runsview.h"

#include "storage/nexus/runreader.h"
#include "widgets/copytable.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

QString plainText(const QJsonValue& value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

void addTree(QTreeWidgetItem* parent, const QJsonObject& object)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        auto* item = new QTreeWidgetItem(parent, {entry.key()});
        if (entry->isObject())
            addTree(item, entry->toObject());
        else
            item->setText(1, plainText(*entry));
        item->setToolTip(1, item->text(1));
    }
}

} // namespace

RunsView::RunsView(Desk& desk, storage::Catalogue& catalogue, QWidget* parent)
    : View(desk, QStringLiteral("runs"), tr("Runs"), parent)
    , m_catalogue(catalogue)
    , m_model(catalogue)
    , m_table(new CopyTable(m_model, this))
    , m_filter(new QLineEdit)
    , m_metadata(new QTreeWidget(this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_copyPath(new QPushButton(tr("Copy path"), this))
{
    m_table->setObjectName(QStringLiteral("runTable"));
    m_table->setEmptyText(tr("No runs found. Every scan that is started appears here."));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_filter->setPlaceholderText(tr("Find: mesh sx, sample, date…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(180);
    addRightTool(m_filter);
    m_metadata->setHeaderLabels({tr("key"), tr("value")});
    m_metadata->header()->setStretchLastSection(true);
    m_metadata->setRootIsDecorated(true);
    m_metadata->setFrameShape(QFrame::NoFrame);
    m_open->setProperty("accent", true);
    m_open->setObjectName(QStringLiteral("openRun"));

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_metadata);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 8, 12, 12);
    buttons->addWidget(m_copyPath);
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addLayout(buttons);

    connect(m_filter, &QLineEdit::textChanged, &m_model, &models::RunListModel::setFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsView::showMetadata);
    connect(&m_model, &models::RunListModel::modelReset, this, &RunsView::showMetadata);
    connect(&m_model, &models::RunListModel::failed, this,
        [this](const QString& message) { this->desk().say(message, Desk::Tone::Refusal); });
    connect(
        m_table, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) { openRow(index.row()); });
    connect(m_open, &QPushButton::clicked, this, [this] { openRow(currentRow()); });
    connect(m_copyPath, &QPushButton::clicked, this, &RunsView::copyPath);
    // Other programs write to the same catalogue.
    m_poll.setInterval(2000);
    connect(&m_poll, &QTimer::timeout, this, &RunsView::refresh);
    m_poll.start();
    showMetadata();
}

int RunsView::currentRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void RunsView::refresh()
{
    const int row = currentRow();
    const QString uid = row >= 0 ? m_model.run(row).uid : QString();
    const int before = m_model.rowCount();
    m_model.refresh();
    if (uid.isEmpty() || currentRow() >= 0)
        return;
    for (int each = 0; each < std::min(m_model.rowCount(), before + 1); ++each) {
        if (m_model.run(each).uid == uid)
            m_table->selectRow(each);
    }
}

void RunsView::showMetadata()
{
    m_metadata->clear();
    const int row = currentRow();
    m_open->setEnabled(row >= 0 && !m_model.run(row).file.isEmpty());
    m_copyPath->setEnabled(m_open->isEnabled());
    if (row < 0)
        return;
    const devices::Result<storage::RunRecord> record = m_catalogue.run(m_model.run(row).uid);
    if (!record) {
        desk().say(record.error().message, Desk::Tone::Refusal);
        return;
    }
    auto* file = new QTreeWidgetItem(m_metadata, {tr("file"), record.value().summary.file});
    file->setToolTip(1, record.value().summary.file);
    auto* start = new QTreeWidgetItem(m_metadata, {tr("start")});
    addTree(start, record.value().start);
    auto* stop = new QTreeWidgetItem(m_metadata, {tr("stop")});
    addTree(stop, record.value().stop);
    start->setExpanded(true);
    stop->setExpanded(true);
    m_metadata->resizeColumnToContents(0);
}

void RunsView::openRow(int row)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    const devices::Result<storage::RunData> run = storage::RunReader::read(m_model.run(row).file);
    if (run)
        Q_EMIT opened(run.value());
    else
        desk().say(run.error().message, Desk::Tone::Refusal);
}

void RunsView::copyPath()
{
    if (const int row = currentRow(); row >= 0)
        QApplication::clipboard()->setText(m_model.run(row).file);
}

} // namespace widgets
