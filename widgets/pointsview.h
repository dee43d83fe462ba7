#pragma once

#include "models/pointsmodel.h"
#include "widgets/view.h"

namespace widgets {

class CopyTable;

/// The points of the shown run as a table, newest first.
class PointsView : public View
{
    Q_OBJECT

public:
    PointsView(Desk& desk, models::ShownRun& run, QWidget* parent = nullptr);

private:
    models::PointsModel m_model;
    CopyTable* m_table;
};

} // namespace widgets
