#pragma once

#include "devices/channel/traffic.h"
#include "models/tablemodel.h"

namespace models {

/// The Channel Access servers: how many PVs, how much comes, how fast they answer.
/// Units: updates and bytes per second over the time between two calls of update().
class ServerModel : public TableModel
{
    Q_OBJECT

public:
    enum Column { Host, Connected, Updates, Bytes, RoundTrip, ColumnTotal };

    using TableModel::TableModel;

    void update(const std::vector<devices::ServerFigures>& servers, std::chrono::nanoseconds sinceLast);
    double updatesPerSecond() const;
    double bytesPerSecond() const;

protected:
    int numRows() const override { return static_cast<int>(m_rows.size()); }
    int numColumns() const override { return ColumnTotal; }
    QVariant headerCell(int column, int role) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    struct Row
    {
        devices::ServerFigures figures;
        double updates = 0;
        double bytes = 0;
    };

    std::vector<Row> m_rows;
};

} // namespace models
