#pragma once

#include "app/desk/commandfinder.h"
#include "app/desk/perspectives.h"
#include "devices/profile/profile.h"
#include "widgets/pill.h"
#include "widgets/pvbinding.h"
#include "widgets/scancontrol.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace app {

/// The bar that never goes away: perspectives, finder, state of the machine in pills, STOP ALL.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    TopBar(widgets::Desk& desk, const devices::Profile& profile, Perspectives& perspectives, QWidget* parent = nullptr);

    CommandFinder& finder() { return *m_finder; }
    QPushButton& stopButton() { return *m_stop; }
    void showMoving(int motors);
    void showReport(const scans::EngineReport& report);

Q_SIGNALS:
    void stopAllPressed();

private:
    void addPerspectives(QHBoxLayout& row, Perspectives& perspectives);
    void addPills(QHBoxLayout& row, const devices::Profile& profile);
    void watchShutter(const devices::Profile& profile);
    void showRing();
    void showShutter();

    widgets::Desk& m_desk;
    CommandFinder* m_finder;
    widgets::Pill* m_ring;
    QToolButton* m_shutter;
    widgets::Pill* m_moving;
    widgets::Pill* m_scan;
    QPushButton* m_stop;
    std::unique_ptr<widgets::PvBinding> m_ringPv;
    std::unique_ptr<widgets::PvBinding> m_shutterPv;
};

} // namespace app
