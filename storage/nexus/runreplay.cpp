#include "storage/nexus/runreplay.h"

#include "storage/hdf5/h5.h"
#include "storage/hdf5/links.h"
#include "storage/hdf5/openfile.h"
#include "storage/nexus/streamreplay.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace storage {

using devices::Result;
using scans::Document;

namespace {

constexpr qint64 none = std::numeric_limits<qint64>::max();

/// Merges the streams and the journal by the numbers of their documents.
Result<void> replay(hid_t file, hid_t documents, const RunReplay::Take& take)
{
    std::vector<StreamReplay> streams;
    const h5::Handle entry = h5::open(file, QStringLiteral("entry"));
    const bool ended = !h5::readText(entry.id(), QStringLiteral("exit_status")).isEmpty();
    const h5::Handle events = h5::exists(documents, QStringLiteral("events"))
        ? h5::open(documents, QStringLiteral("events"))
        : h5::Handle();
    for (const QString& name : events ? h5::children(events.id()) : QStringList())
        streams.emplace_back(file, QStringLiteral("entry/documents/events/") + name, ended);
    const JournalReader journal(documents); // after the lengths of the streams: what their events refer to stands in it
    auto document = journal.documents().cbegin();
    while (true) {
        StreamReplay* first = nullptr;
        qint64 number = document == journal.documents().cend() ? none : document->first;
        for (StreamReplay& stream : streams) {
            if (const qint64 next = stream.next().value_or(none); next < number) {
                number = next;
                first = &stream;
            }
        }
        if (number == none)
            return {};
        const Document next = first != nullptr ? Document(first->take(journal)) : (document++)->second;
        if (auto taken = take(next); !taken)
            return taken;
    }
}

} // namespace

Result<void> RunReplay::forEach(const QString& path, const Take& take)
{
    Result<void> result;
    const auto done = h5::guard(path, [&] {
        const h5::Handle file = h5::openToRead(path);
        const QString group = QStringLiteral("entry/documents");
        if (!h5::exists(file.id(), QStringLiteral("entry")) || !h5::exists(file.id(), group)) {
            result = devices::Error{devices::ErrorCode::NotSupported,
                QCoreApplication::translate("storage", "%1 keeps no documents of its run.").arg(path), path};
            return;
        }
        const h5::Handle documents = h5::open(file.id(), group);
        result = replay(file.id(), documents.id(), take);
    });
    return done ? result : done;
}

Result<std::vector<Document>> RunReplay::all(const QString& path)
{
    std::vector<Document> documents;
    auto done = forEach(path, [&documents](const Document& document) -> Result<void> {
        documents.push_back(document);
        return {};
    });
    if (!done)
        return done.error();
    return documents;
}

} // namespace storage
