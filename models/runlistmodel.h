#pragma once

#include "models/tablemodel.h"
#include "storage/catalogue/catalogue.h"

namespace models {

/// The catalogue's runs, newest first, fetched a page at a time.
class RunListModel : public TableModel
{
    Q_OBJECT

public:
    enum Column { Number, Started, Plan, Sample, Points, Outcome, ColumnTotal };
    static constexpr int PageSize = 200;

    explicit RunListModel(storage::Catalogue& catalogue, QObject* parent = nullptr);

    void setFilter(const QString& text);
    /// Asks the catalogue again if any program has written to it.
    void refresh();
    const storage::RunSummary& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }

    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void failed(const QString& message);

protected:
    int numRows() const override { return static_cast<int>(m_runs.size()); }
    int numColumns() const override { return ColumnTotal; }
    QVariant headerCell(int column, int role) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    void reload();

    storage::Catalogue& m_catalogue;
    storage::RunFilter m_filter;
    std::vector<storage::RunSummary> m_runs;
    qint64 m_version = -1;
    bool m_complete = false;
};

/// "success", "stopped", "aborted", "failed: …", "incomplete", "running": the end of a run in words.
QString outcomeText(const storage::RunSummary& run);

} // namespace models
