#include "widgets/runexport.h"

#include "storage/consumers.h"
#include "storage/foreign/runfiles.h"

#include <QFileInfo>
#include <QPointer>

#include <memory>
#include <utility>

namespace widgets {

using devices::Result;

RunExport::RunExport(Desk& desk, QString format, QStringList files, QString folder, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_thread([this, mailbox = desk.pump().sharedMailbox(), self = QPointer<RunExport>(this),
                   format = std::move(format), files = std::move(files), folder = std::move(folder)] {
        const Result<void> done = work(format, files, folder);
        mailbox->post([self, done, folder] {
            if (self)
                self->end(done, folder);
        });
    })
{
}

RunExport::~RunExport()
{
    m_quit = true;
    m_thread.join();
}

Result<void> RunExport::work(const QString& format, const QStringList& files, const QString& folder)
{
    storage::FileDestination destination;
    destination.folder = folder;
    destination.placed = [this](const QString& path) { m_made << path; };
    for (const QString& file : files)
        destination.onlyRead.insert(QFileInfo(storage::RunFiles::fileOf(file)).canonicalFilePath());
    const auto consumer = storage::makeFileConsumer(format, std::move(destination));
    if (!consumer)
        return consumer.error();
    for (const QString& file : files) {
        auto done = storage::RunFiles::replay(file, [&](const scans::Document& document) -> Result<void> {
            if (m_quit)
                return devices::Error{devices::ErrorCode::Cancelled, {}, file};
            return consumer.value()->consume(document);
        });
        if (done)
            done = consumer.value()->flush();
        if (!done)
            return done;
    }
    return {};
}

void RunExport::end(const Result<void>& done, const QString& folder)
{
    m_made.removeDuplicates();
    if (done)
        m_desk.say(tr("%n file(s) written to %1", nullptr, static_cast<int>(m_made.size())).arg(folder));
    else
        m_desk.say(done.error().message, Desk::Tone::Refusal);
    Q_EMIT finished(m_made);
    deleteLater();
}

} // namespace widgets
