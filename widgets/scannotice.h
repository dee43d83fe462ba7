#pragma once

#include "widgets/scancontrol.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace widgets {

/// A bar that says what a run waits for a person to decide, or waits for by itself: a question of the plan, a failure that holds it,
/// what has suspended it. It never takes the focus. Hidden otherwise.
class ScanNotice : public QFrame
{
    Q_OBJECT

public:
    explicit ScanNotice(ScanControl& control, QWidget* parent = nullptr);

    void showReport(const scans::EngineReport& report);

Q_SIGNALS:
    void abortAsked();

private:
    void answer();
    QString suspensionText(const scans::EngineReport& report) const;

    ScanControl& m_control;
    QString m_question;
    QLabel* m_title = nullptr;
    QLabel* m_text = nullptr;
    QLineEdit* m_answer = nullptr;
    QPushButton* m_send = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_skip = nullptr;
    QPushButton* m_abort = nullptr;
};

} // namespace widgets
