#pragma once

#include "devices/profile/profile.h"
#include "plotting/stripchart.h"
#include "widgets/view.h"

#include <map>

class QComboBox;
class QLabel;
class QToolButton;

namespace widgets {

/// PVs against time. Takes every reading, also while paused or hidden; remembers its PVs.
class StripChartView : public View
{
    Q_OBJECT

public:
    StripChartView(Desk& desk, const devices::Profile& profile, QWidget* parent = nullptr);
    ~StripChartView() override;

    plotting::StripChart& chart() { return *m_chart; }
    void addPv(const QString& pv, const QString& label = {});
    void removePv(const QString& pv);
    QStringList pvs() const;
    /// A dated mark: "scan 12 started".
    void mark(const QString& text);

    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

private:
    struct Source
    {
        QString label;
        devices::ChannelPtr channel;
        devices::Handle subscription;
        bool added = false; ///< the chart knows the series, which needs units first
    };

    void buildTools();
    void showMissing();
    void askForPv();
    void fillMenu();
    void introduce(const QString& pv, const devices::ChannelInfo& info);

    plotting::StripChart* m_chart;
    std::map<QString, Source> m_sources;
    QStringList m_order;
    QLabel* m_missing = nullptr;
    QComboBox* m_window = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_more = nullptr;
};

} // namespace widgets
