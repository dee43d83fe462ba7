#pragma once

#include "app/desk/mainwindow.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <vector>

namespace app {

/// Drives the demo without a person, through the widgets' own slots, keeps a picture of each view, and says whether each step
/// was seen to work.
/// Thread:  GUI.
class Tour : public QObject
{
    Q_OBJECT

public:
    Tour(MainWindow& window, Session& session, QString folder);

    void start();

Q_SIGNALS:
    /// 0 only if every step worked.
    void finished(int exitStatus);

private:
    struct Step
    {
        QString name;
        std::function<void()> act;
        std::function<bool()> seen; ///< asked until true
        std::function<void()> after;
        int timeoutMs = 20000;
    };

    void addSteps();
    void addMotorSteps();
    void addViewSteps();
    void addScanSteps();
    void addPositionSteps();
    void addPictureSteps();
    void begin();
    void poll();
    void finish(bool worked);
    void picture(QWidget& widget, const QString& name);

    MainWindow& m_window;
    Session& m_session;
    const QString m_folder;
    std::vector<Step> m_steps;
    std::size_t m_current = 0;
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    QString m_lastOutcome;
    QString m_dataFile;
    double m_before = 0;
    int m_restored = -1;
};

} // namespace app
