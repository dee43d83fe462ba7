#pragma once

#include "devices/channel/result.h"
#include "widgets/desk.h"

#include <QObject>
#include <QStringList>

#include <atomic>
#include <thread>

namespace widgets {

/// Writes stored runs to files of one format in a folder, beside what is there: taken names get -2, -3, …. Deletes itself when
/// it is done.
/// Thread:  the window's; the work is done on its own.
/// Owns:    that thread; the destructor ends it after the document that it is at.
class RunExport : public QObject
{
    Q_OBJECT

public:
    /// `files`: run files of ours or of others, as the catalogue names them; `format`: id of a storage::FileFormat.
    RunExport(Desk& desk, QString format, QStringList files, QString folder, QObject* parent);
    ~RunExport() override;

Q_SIGNALS:
    void finished(const QStringList& made);

private:
    devices::Result<void> work(const QString& format, const QStringList& files, const QString& folder);
    void end(const devices::Result<void>& done, const QString& folder);

    Desk& m_desk;
    QStringList m_made; ///< of the thread until it has ended
    std::atomic<bool> m_quit = false;
    std::thread m_thread;
};

} // namespace widgets
