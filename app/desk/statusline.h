#pragma once

#include "app/session/session.h"
#include "storage/writerthread.h"
#include "widgets/desk.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace app {

/// The line at the bottom: links, traffic, writer, room on disk, what was said last, and the time.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    StatusLine(widgets::Desk& desk, Session& session, QWidget* parent = nullptr);
    ~StatusLine() override;

Q_SIGNALS:
    /// The count of PVs was clicked.
    void linksWanted();

private:
    void refresh();
    void showWriter(const storage::WriterStatus& status);
    void showSaid(const QString& text, widgets::Desk::Tone tone);

    widgets::Desk& m_desk;
    Session& m_session;
    QLabel* m_links;
    QLabel* m_traffic;
    QLabel* m_writer;
    QLabel* m_room;
    QLabel* m_said;
    QLabel* m_mode;
    QLabel* m_clock;
    QTimer m_timer;
    QTimer m_forget;
    devices::Mailbox::Counters m_last;
    QString m_trouble; ///< of the writer, as told last
};

} // namespace app
