#pragma once

#include "storage/catalogue/catalogue.h"
#include "storage/documentconsumer.h"

#include <map>
#include <memory>

namespace storage {

/// Keeps the documents' metadata in the catalogue.
/// Thread:  the writer's.
/// Errors:  those of Catalogue.
class CatalogueWriter : public DocumentConsumer
{
public:
    static devices::Result<std::unique_ptr<CatalogueWriter>> make(const QString& path);
    explicit CatalogueWriter(Catalogue catalogue);

    QString name() const override { return QStringLiteral("catalogue"); }
    devices::Result<void> consume(const scans::Document& document) override;
    void abandon(const devices::Error& reason) override;
    devices::Result<void> setFile(const QString& uid, const QString& path, bool open);

private:
    devices::Result<void> handle(const scans::RunStartPtr& start);
    devices::Result<void> handle(const scans::EventDescriptorPtr& descriptor);
    devices::Result<void> handle(const scans::EventPtr& event);
    devices::Result<void> handle(const scans::RunStopPtr& stop);
    // Frames stay in the files that their detectors wrote.
    devices::Result<void> handle(const scans::StreamResourcePtr&) { return {}; }
    devices::Result<void> handle(const scans::StreamDatumPtr&) { return {}; }

    Catalogue m_catalogue;
    std::map<QString, int> m_open; ///< runs that have no stop yet, with the last point of their primary stream
};

/// The stop of a run whose documents cannot be kept any more.
scans::RunStop abandonedStop(const QString& runUid, int points, const devices::Error& reason);

} // namespace storage
