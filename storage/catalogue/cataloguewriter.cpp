#include "storage/catalogue/cataloguewriter.h"

#include <QUuid>

#include <utility>

namespace storage {

using devices::Result;

Result<std::unique_ptr<CatalogueWriter>> CatalogueWriter::make(const QString& path)
{
    auto catalogue = Catalogue::open(path);
    if (!catalogue)
        return catalogue.error();
    return std::make_unique<CatalogueWriter>(std::move(catalogue).value());
}

CatalogueWriter::CatalogueWriter(Catalogue catalogue)
    : m_catalogue(std::move(catalogue))
{
}

Result<void> CatalogueWriter::consume(const scans::Document& document)
{
    return std::visit([this](const auto& pointer) { return handle(pointer); }, document);
}

Result<void> CatalogueWriter::handle(const scans::RunStartPtr& start)
{
    m_open[start->uid] = 0;
    return m_catalogue.begin(*start);
}

Result<void> CatalogueWriter::handle(const scans::EventDescriptorPtr& descriptor)
{
    return m_catalogue.addDescriptor(*descriptor);
}

Result<void> CatalogueWriter::handle(const scans::EventPtr& event)
{
    const scans::EventDescriptor& descriptor = *event->descriptor;
    const auto run = m_open.find(descriptor.runStart);
    if (run != m_open.end() && descriptor.name == QLatin1String("primary"))
        run->second = std::max(run->second, event->seqNum);
    if (descriptor.name != QLatin1String("baseline") || event->seqNum != 1)
        return {};
    std::map<QString, double> positions;
    for (std::size_t column = 0; column < std::min(event->data.size(), descriptor.keys.size()); ++column) {
        if (const std::optional<double> number = devices::toDouble(event->data[column].value))
            positions[descriptor.keys[column].name] = *number;
    }
    return m_catalogue.addPositions(descriptor.runStart, positions);
}

Result<void> CatalogueWriter::handle(const scans::RunStopPtr& stop)
{
    m_open.erase(stop->runStart);
    return m_catalogue.finish(*stop);
}

void CatalogueWriter::abandon(const devices::Error& reason)
{
    for (const auto& [uid, points] : std::exchange(m_open, {})) {
        if (auto done = m_catalogue.finish(abandonedStop(uid, points, reason)); !done)
            qWarning("%s", qPrintable(done.error().message));
    }
}

Result<void> CatalogueWriter::setFile(const QString& uid, const QString& path, bool open)
{
    return m_catalogue.setFile(uid, path, open);
}

scans::RunStop abandonedStop(const QString& runUid, int points, const devices::Error& reason)
{
    scans::RunStop stop;
    stop.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    stop.runStart = runUid;
    stop.time = devices::now();
    stop.exitStatus = QStringLiteral("fail");
    stop.reason = reason.message;
    stop.reasonCode = devices::errorCodeName(reason.code);
    stop.numEvents[QStringLiteral("primary")] = points;
    return stop;
}

} // namespace storage
