#include "models/runlistmodel.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <utility>

namespace models {

namespace {

QDateTime localTime(devices::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

/// As much as tells the runs of that time apart; the tip has all of it.
QString startedText(devices::Timestamp time)
{
    const QDateTime local = localTime(time);
    const QDate today = QDate::currentDate();
    return local.toString(local.date() == today   ? QStringLiteral("HH:mm:ss")
            : local.date().year() == today.year() ? QStringLiteral("MM-dd HH:mm")
                                                  : QStringLiteral("yyyy-MM-dd"));
}

QString pointsText(const storage::RunSummary& run)
{
    if (run.running())
        return run.pointsPlanned > 0 ? QString::number(run.pointsPlanned) : QString();
    if (run.pointsPlanned > 0 && run.pointsPlanned != run.pointsDone)
        return QCoreApplication::translate("models", "%1 of %2").arg(run.pointsDone).arg(run.pointsPlanned);
    return QString::number(run.pointsDone);
}

QString checkText(storage::Verified verified)
{
    switch (verified) {
    case storage::Verified::Good:
        return QStringLiteral("✓");
    case storage::Verified::Damaged:
        return QStringLiteral("✗");
    default:
        return {};
    }
}

QString notesText(const storage::RunSummary& run)
{
    QStringList notes;
    if (run.hidden)
        notes << QCoreApplication::translate("models", "(hidden)");
    for (const QString& tag : run.tags)
        notes << QLatin1Char('#') + tag;
    notes << run.comment.simplified();
    return notes.join(QLatin1Char(' ')).trimmed();
}

/// Once more in words, and what the row has no room for.
QString tip(const storage::RunSummary& run)
{
    QStringList lines{run.title, localTime(run.started).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))};
    if (!run.sample.isEmpty())
        lines << run.sample;
    lines << outcomeText(run);
    if (!run.verifiedText.isEmpty())
        lines << checkText(run.verified) + QLatin1Char(' ') + run.verifiedText;
    if (const QString notes = notesText(run); !notes.isEmpty())
        lines << notes;
    if (run.imported)
        lines << QCoreApplication::translate("models", "imported: its file is only read");
    lines << run.file;
    return lines.join(QLatin1Char('\n'));
}

/// For the list: what is wrong stands first.
QString outcomeCell(const storage::RunSummary& run)
{
    if (run.verified == storage::Verified::Damaged)
        return QCoreApplication::translate("models", "damaged; %1").arg(outcomeText(run));
    const bool plain = run.exitStatus == QLatin1String("unknown")
        || (run.exitStatus == QLatin1String("success") && run.reason.isEmpty());
    return run.imported && plain ? QCoreApplication::translate("models", "imported") : outcomeText(run);
}

} // namespace

QString outcomeText(const storage::RunSummary& run)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("models", text); };
    if (run.running())
        return tr("running");
    if (run.reasonCode == QLatin1String("process_ended"))
        return tr("incomplete: the program ended");
    if (run.exitStatus == QLatin1String("unknown"))
        return tr("not known");
    if (run.exitStatus == QLatin1String("success"))
        return run.reason.isEmpty() ? tr("complete") : tr("stopped: %1").arg(run.reason);
    if (run.exitStatus == QLatin1String("abort"))
        return run.reason.isEmpty() ? tr("aborted") : tr("aborted: %1").arg(run.reason);
    return run.reason.isEmpty() ? tr("failed") : tr("failed: %1").arg(run.reason);
}

RunListModel::RunListModel(storage::Catalogue& catalogue, QObject* parent)
    : TableModel(parent)
    , m_catalogue(catalogue)
{
    m_filter.limit = PageSize;
    refresh();
}

void RunListModel::setFilter(const QString& text)
{
    if (text == m_filter.text && !m_problem)
        return;
    const std::optional<storage::QueryProblem> problem = m_catalogue.check(storage::RunQuery::parse(text));
    const bool changed = problem.has_value() || m_problem.has_value();
    m_problem = problem;
    if (!problem) {
        m_filter.text = text;
        reload();
    }
    if (changed)
        Q_EMIT problemChanged();
}

void RunListModel::refresh()
{
    const devices::Result<qint64> version = m_catalogue.dataVersion();
    if (version && version.value() == m_version)
        return;
    const bool first = m_version < 0;
    if (version)
        m_version = version.value();
    if (first)
        reload();
    else
        update();
}

void RunListModel::reload()
{
    m_filter.before.reset();
    m_filter.limit = PageSize;
    devices::Result<std::vector<storage::RunSummary>> runs = m_catalogue.runs(m_filter);
    if (!runs) {
        Q_EMIT failed(runs.error().message);
        return;
    }
    beginResetModel();
    m_runs = std::move(runs).value();
    m_complete = m_runs.size() < PageSize;
    countAll();
    endResetModel();
}

void RunListModel::update()
{
    // Who has scrolled far down sees changes of the newest runs at once, and others when they ask again.
    constexpr int most = 5 * PageSize;
    m_filter.before.reset();
    m_filter.limit = std::clamp(numRows() + 1, PageSize, most);
    const devices::Result<std::vector<storage::RunSummary>> runs = m_catalogue.runs(m_filter);
    if (!runs)
        Q_EMIT failed(runs.error().message);
    else
        merge(runs.value(), static_cast<int>(runs.value().size()) < m_filter.limit);
}

/// Both lists go from new to old; what is older than the last fresh run is not known, unless `all` are there.
void RunListModel::merge(const std::vector<storage::RunSummary>& fresh, bool all)
{
    std::size_t row = 0;
    const bool wasComplete = std::exchange(m_complete, true); // nobody fetches a page meanwhile
    for (const storage::RunSummary& run : fresh) {
        while (row < m_runs.size() && m_runs[row].id > run.id)
            removeRow(static_cast<int>(row));
        if (row == m_runs.size() || m_runs[row].id < run.id) {
            insertRow(static_cast<int>(row), run);
        } else if (!(m_runs[row] == run)) {
            m_runs[row] = run;
            Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnTotal - 1));
        }
        ++row;
    }
    while (all && row < m_runs.size())
        removeRow(static_cast<int>(m_runs.size()) - 1);
    m_complete = all || (wasComplete && row < m_runs.size());
    countAll();
}

/// Those that are not fetched yet, too.
void RunListModel::countAll()
{
    m_total = numRows();
    if (!m_complete) {
        const devices::Result<int> all = m_catalogue.count(m_filter.text, MostCounted + 1);
        if (all)
            m_total = all.value();
        else
            Q_EMIT failed(all.error().message);
    }
    Q_EMIT counted();
}

void RunListModel::removeRow(int row)
{
    beginRemoveRows({}, row, row);
    m_runs.erase(m_runs.begin() + row);
    endRemoveRows();
}

void RunListModel::insertRow(int row, const storage::RunSummary& run)
{
    beginInsertRows({}, row, row);
    m_runs.insert(m_runs.begin() + row, run);
    endInsertRows();
}

bool RunListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_complete;
}

void RunListModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_filter.limit = PageSize;
    m_filter.before = m_runs.empty() ? std::nullopt : std::optional(m_runs.back().id);
    const devices::Result<std::vector<storage::RunSummary>> runs = m_catalogue.runs(m_filter);
    if (!runs) {
        m_complete = true;
        Q_EMIT failed(runs.error().message);
        return;
    }
    const std::vector<storage::RunSummary>& page = runs.value();
    m_complete = true; // who hears of the rows must not fetch the same page again
    if (!page.empty()) {
        beginInsertRows({}, numRows(), numRows() + static_cast<int>(page.size()) - 1);
        m_runs.insert(m_runs.end(), page.cbegin(), page.cend());
        endInsertRows();
    }
    m_complete = page.size() < PageSize;
}

QVariant RunListModel::headerCell(int column, int role) const
{
    const bool right = column == Number || column == Points;
    const bool centred = column == Star || column == Check;
    if (role == Qt::TextAlignmentRole)
        return int((right ? Qt::AlignRight : centred ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && centred)
        return column == Star ? tr("Starred: a click changes it")
                              : tr("Whether the files were found whole after the run");
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{QStringLiteral("★"), tr("scan"), tr("started"), tr("plan"), tr("sample"), tr("points"),
        tr("outcome"), QStringLiteral("✓"), tr("notes")};
    return titles.value(column);
}

QVariant RunListModel::cell(int row, int column, int role) const
{
    const storage::RunSummary& run = m_runs[static_cast<std::size_t>(row)];
    if (role == Qt::TextAlignmentRole)
        return headerCell(column, role);
    if (role == Qt::ToolTipRole)
        return tip(run);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Star:
        return run.star ? QStringLiteral("★") : QStringLiteral("☆");
    case Number:
        return run.scanId > 0 ? QVariant(run.scanId) : QVariant(); // files of others may have none
    case Started:
        return startedText(run.started);
    case Plan:
        return QStringLiteral("%1 %2").arg(run.planName, run.motors.join(QLatin1Char(' '))).trimmed();
    case Sample:
        return run.sample;
    case Points:
        return pointsText(run);
    case Outcome:
        return outcomeCell(run);
    case Check:
        return checkText(run.verified);
    case Notes:
        return notesText(run);
    default:
        return {};
    }
}

} // namespace models
