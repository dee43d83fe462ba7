#pragma once

#include "models/tablemodel.h"
#include "storage/catalogue/catalogue.h"

namespace models {

/// The catalogue's runs, newest first, fetched a page at a time.
class RunListModel : public TableModel
{
    Q_OBJECT

public:
    enum Column { Star, Number, Started, Plan, Sample, Points, Outcome, Check, Notes, ColumnTotal };
    static constexpr int PageSize = 200;
    static constexpr int MostCounted = 100'000;

    explicit RunListModel(storage::Catalogue& catalogue, QObject* parent = nullptr);

    /// A query of storage::RunQuery. One that cannot be read leaves the list as it is.
    void setFilter(const QString& text);
    /// Of the newest query.
    const std::optional<storage::QueryProblem>& problem() const { return m_problem; }
    /// Asks the catalogue again if any program has written to it; rows that stay keep their places and selections.
    void refresh();
    /// After a change of one's own, which refresh() does not see.
    void update();
    const storage::RunSummary& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    /// Whether all runs that the query finds are in the list by now.
    bool isComplete() const { return m_complete; }
    /// How many runs the query finds, as far as they are counted: more than MostCounted are not.
    int total() const { return m_total; }
    /// The query of which the runs are shown: the newest that could be read.
    const QString& shownQuery() const { return m_filter.text; }

    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void failed(const QString& message);
    void problemChanged();
    /// total() is up to date.
    void counted();

protected:
    int numRows() const override { return static_cast<int>(m_runs.size()); }
    int numColumns() const override { return ColumnTotal; }
    QVariant headerCell(int column, int role) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    void reload();
    void merge(const std::vector<storage::RunSummary>& fresh, bool all);
    void countAll();
    void removeRow(int row);
    void insertRow(int row, const storage::RunSummary& run);

    storage::Catalogue& m_catalogue;
    storage::RunFilter m_filter;
    std::optional<storage::QueryProblem> m_problem;
    std::vector<storage::RunSummary> m_runs;
    qint64 m_version = -1;
    bool m_complete = false;
    int m_total = 0;
};

/// "success", "stopped", "aborted", "failed: …", "incomplete", "running": the end of a run in words.
QString outcomeText(const storage::RunSummary& run);

} // namespace models
