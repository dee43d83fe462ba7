#include "storage/catalogue/runimport.h"

#include "storage/foreign/rundocuments.h"
#include "storage/foreign/runfiles.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace storage {

using devices::ErrorCode;
using devices::Result;

namespace {

/// The catalogue is locked while they are added: a scan that runs meanwhile writes to it, too, and waits 5 s at most.
constexpr std::size_t runsAtOnce = 100;
/// Who waits for SQLite's lock asks every 100 ms, and would hardly ever meet the moment between two transactions.
constexpr std::chrono::milliseconds longestTurn{1000};
constexpr std::chrono::milliseconds turnOfOthers{110};

/// Files without a name for their run get one that stays the same as long as the file stays where it is.
QString uidOfFile(const QString& path)
{
    const QUuid ours(QStringLiteral("{6f2f8a51-9f0e-4e57-8a58-6d1f1c0b7a11}"));
    return QUuid::createUuidV5(ours, path).toString(QUuid::WithoutBraces);
}

ImportedRun toImport(RunData run)
{
    if (run.uid.isEmpty())
        run.uid = uidOfFile(run.path);
    RunDocuments::complete(run);
    ImportedRun imported;
    imported.file = run.path;
    imported.start = RunDocuments::start(run);
    imported.stop = RunDocuments::stop(run);
    for (const RunColumn& column : run.columns)
        imported.columns << column.name;
    for (const RunPosition& position : run.positions) {
        if (position.before)
            imported.positions[position.name] = *position.before;
    }
    return imported;
}

/// By its name alone: the place of its kind in their list; as many as there are for other files.
std::size_t kindByName(const QString& path)
{
    const auto& kinds = RunFiles::kinds();
    const QString suffix = QFileInfo(path).suffix();
    const auto kind = std::find_if(kinds.cbegin(), kinds.cend(),
        [&](const RunFileKind& each) { return each.suffixes.contains(suffix, Qt::CaseInsensitive); });
    return static_cast<std::size_t>(kind - kinds.cbegin());
}

bool isNamedSo(const QString& path)
{
    return kindByName(path) < RunFiles::kinds().size();
}

} // namespace

QStringList RunImport::filesBelow(const QString& folder)
{
    QStringList files;
    QDirIterator below(folder, QDir::Files, QDirIterator::Subdirectories);
    while (below.hasNext())
        files << QFileInfo(below.next()).canonicalFilePath();
    files.sort();
    files.removeDuplicates();
    std::stable_sort(
        files.begin(), files.end(), [](const QString& a, const QString& b) { return kindByName(a) < kindByName(b); });
    return files;
}

Result<RunImport::Added> RunImport::add(const QString& path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    const QString file = canonical.isEmpty() ? path : canonical;
    const auto isKnown = m_catalogue.hasFile(file);
    if (!isKnown)
        return isKnown.error();
    if (isKnown.value())
        return Added{0, 1};
    auto runs = RunFiles::readAll(file);
    // Folders hold pictures, logs and frames, too.
    const bool other
        = !runs && runs.error().code == ErrorCode::NotSupported && (!isNamedSo(file) || RunFiles::kindOf(file).ok());
    if (other)
        return Added{};
    if (!runs)
        return runs.error();
    Added added;
    auto paused = std::chrono::steady_clock::now();
    for (std::size_t first = 0; first < runs.value().size(); first += runsAtOnce) {
        if (std::chrono::steady_clock::now() - paused > longestTurn) {
            std::this_thread::sleep_for(turnOfOthers);
            paused = std::chrono::steady_clock::now();
        }
        const std::size_t end = std::min(first + runsAtOnce, runs.value().size());
        std::vector<ImportedRun> next;
        for (std::size_t each = first; each < end; ++each)
            next.push_back(toImport(std::move(runs.value()[each])));
        if (auto done = add(next, added); !done)
            return done.error();
    }
    return added;
}

Result<void> RunImport::add(const std::vector<ImportedRun>& runs, Added& added)
{
    return m_catalogue.together([&]() -> Result<void> {
        for (const ImportedRun& run : runs) {
            const auto isNew = m_catalogue.import(run);
            if (!isNew)
                return isNew.error();
            ++(isNew.value() ? added.runs : added.known);
        }
        return {};
    });
}

} // namespace storage
