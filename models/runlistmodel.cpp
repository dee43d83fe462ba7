#include "models/runlistmodel.h"

#include <QCoreApplication>
#include <QDateTime>

namespace models {

namespace {

QString startedText(devices::Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    const bool today = local.date() == QDate::currentDate();
    return local.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString pointsText(const storage::RunSummary& run)
{
    if (run.running())
        return run.pointsPlanned > 0 ? QString::number(run.pointsPlanned) : QString();
    if (run.pointsPlanned > 0 && run.pointsPlanned != run.pointsDone)
        return QCoreApplication::translate("models", "%1 of %2").arg(run.pointsDone).arg(run.pointsPlanned);
    return QString::number(run.pointsDone);
}

} // namespace

QString outcomeText(const storage::RunSummary& run)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("models", text); };
    if (run.running())
        return tr("running");
    if (run.reasonCode == QLatin1String("process_ended"))
        return tr("incomplete: the program ended");
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
    if (text == m_filter.text)
        return;
    m_filter.text = text;
    reload();
}

void RunListModel::refresh()
{
    const devices::Result<qint64> version = m_catalogue.dataVersion();
    if (version && version.value() == m_version)
        return;
    if (version)
        m_version = version.value();
    reload();
}

void RunListModel::reload()
{
    m_filter.before.reset();
    devices::Result<std::vector<storage::RunSummary>> runs = m_catalogue.runs(m_filter);
    if (!runs) {
        Q_EMIT failed(runs.error().message);
        return;
    }
    beginResetModel();
    m_runs = std::move(runs).value();
    m_complete = m_runs.size() < PageSize;
    endResetModel();
}

bool RunListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_complete;
}

void RunListModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_filter.before = m_runs.empty() ? std::nullopt : std::optional(m_runs.back().id);
    const devices::Result<std::vector<storage::RunSummary>> runs = m_catalogue.runs(m_filter);
    if (!runs) {
        m_complete = true;
        Q_EMIT failed(runs.error().message);
        return;
    }
    const std::vector<storage::RunSummary>& page = runs.value();
    m_complete = page.size() < PageSize;
    if (page.empty())
        return;
    beginInsertRows({}, numRows(), numRows() + static_cast<int>(page.size()) - 1);
    m_runs.insert(m_runs.end(), page.cbegin(), page.cend());
    endInsertRows();
}

QVariant RunListModel::headerCell(int column, int role) const
{
    const bool right = column == Number || column == Points;
    if (role == Qt::TextAlignmentRole)
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("scan"), tr("started"), tr("plan"), tr("sample"), tr("points"), tr("outcome")};
    return titles.value(column);
}

QVariant RunListModel::cell(int row, int column, int role) const
{
    const storage::RunSummary& run = m_runs[static_cast<std::size_t>(row)];
    if (role == Qt::TextAlignmentRole)
        return headerCell(column, role);
    if (role == Qt::ToolTipRole)
        return run.file;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Number:
        return run.scanId;
    case Started:
        return startedText(run.started);
    case Plan:
        return QStringLiteral("%1 %2").arg(run.planName, run.motors.join(QLatin1Char(' '))).trimmed();
    case Sample:
        return run.sample;
    case Points:
        return pointsText(run);
    case Outcome:
        return outcomeText(run);
    default:
        return {};
    }
}

} // namespace models
