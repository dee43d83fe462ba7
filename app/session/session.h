#pragma once

#include "devices/channel/channelhub.h"
#include "devices/kinds/deviceset.h"
#include "devices/profile/profile.h"
#include "scans/engine/runengine.h"
#include "scans/plans/planspec.h"
#include "storage/storage.h"

#include <memory>
#include <optional>

namespace app {

struct SessionOptions
{
    devices::Profile profile;
    QString outputFolder; ///< empty = Documents/Beamdeck
    QString databaseFolder; ///< empty = the user's application data
    bool readOnly = false;
};

/// One beamline at work, without windows: channels, devices, engine and storage, joined as a program needs them.
/// Thread:  made and destroyed on the main thread. Devices live on the engine's.
/// Owns:    all of them; the destructor aborts a running plan, writes what waits, and closes.
class Session
{
public:
    static devices::Result<std::unique_ptr<Session>> open(SessionOptions options);
    ~Session();

    const devices::Profile& profile() const { return m_options.profile; }
    devices::ChannelHub& hub() { return m_hub; }
    scans::RunEngine& engine() { return *m_engine; }
    storage::Storage& storage() { return *m_storage; }
    /// For use on the engine's thread.
    scans::PlanDevices planDevices() const;
    /// Detectors that scans read unless told otherwise.
    QStringList defaultDetectors() const;
    /// Blocks until these devices are connected; Disconnected naming the first PV that is missing after the time-out.
    devices::Result<void> waitForDevices(const QStringList& names, std::chrono::milliseconds timeout);
    /// The files that these runs of a dry run would be written to; `own` is given when they are started.
    devices::Result<QStringList> expectedFiles(const std::vector<QJsonObject>& runs, const QJsonObject& own);
    /// Devices that could not be made, in words.
    const QStringList& problems() const { return m_problems; }

private:
    class Readiness;

    explicit Session(SessionOptions options);
    devices::Result<void> start();
    void takeFiles(storage::StorageOptions& places);
    void takeRunFile(const devices::FileEntry& entry, storage::StorageOptions& places);
    std::optional<QStringList> columnsOf(const QJsonObject& metadata) const;
    void makeDevices();
    void addSupplements();
    std::vector<devices::DevicePtr> devicesNamed(const QStringList& names) const;
    void runOnEngine(const std::function<void()>& task);

    SessionOptions m_options;
    devices::ChannelHub m_hub;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<scans::RunEngine> m_engine;
    std::shared_ptr<devices::DeviceSet> m_devices; // engine's thread
    QStringList m_problems;
};

/// "BEAMDECK_DATA" or the user's folders.
QString defaultOutputFolder();
QString defaultDatabaseFolder();

} // namespace app
