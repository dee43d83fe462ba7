#pragma once

#include "models/servermodel.h"
#include "models/textmodel.h"
#include "widgets/view.h"

#include <QTimer>

class QLabel;
class QStackedWidget;

namespace widgets {

/// Where values come from: servers with rates and round trips, PVs that are missing, the variables of Channel Access.
/// Asks each server for one value a second, only while it is shown.
class LinksView : public View
{
    Q_OBJECT

public:
    explicit LinksView(Desk& desk, QWidget* parent = nullptr);

    models::ServerModel& servers() { return m_servers; }
    models::TextModel& missing() { return m_missing; }
    models::TextModel& variables() { return m_variables; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void showSummary();

    models::ServerModel m_servers;
    models::TextModel m_missing;
    models::TextModel m_variables;
    QLabel* m_summary = nullptr;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_last{};
    devices::Mailbox::Counters m_counters;
    std::vector<devices::Handle> m_pings;
};

} // namespace widgets
