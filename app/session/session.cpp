#include "app/session/session.h"

#include "devices/ca/caprovider.h"
#include "devices/calc/calcprovider.h"
#include "devices/local/localprovider.h"
#include "scans/engine/beamlinesuspender.h"
#include "scans/engine/metadata.h"
#include "scans/plans/supplements.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QStandardPaths>

#include <chrono>
#include <cmath>
#include <future>
#include <thread>

namespace app {

using namespace devices;

namespace {

constexpr std::chrono::seconds DeviceTimeout{10};
constexpr std::chrono::milliseconds PollPeriod{20};

} // namespace

QString defaultOutputFolder()
{
    const QString chosen = qEnvironmentVariable("BEAMDECK_DATA");
    if (!chosen.isEmpty())
        return chosen;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Beamdeck");
}

QString defaultDatabaseFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

Session::Session(SessionOptions options)
    : m_options(std::move(options))
{
}

Result<std::unique_ptr<Session>> Session::open(SessionOptions options)
{
    if (options.outputFolder.isEmpty())
        options.outputFolder = defaultOutputFolder();
    if (options.databaseFolder.isEmpty())
        options.databaseFolder = defaultDatabaseFolder();
    std::unique_ptr<Session> session(new Session(std::move(options)));
    if (const Result<void> started = session->start(); !started)
        return started.error();
    return session;
}

Result<void> Session::start()
{
    m_hub.addProvider(QStringLiteral("ca"), std::make_unique<CaProvider>());
    m_hub.addProvider(QStringLiteral("loc"), std::make_unique<LocalProvider>());
    m_hub.addProvider(QStringLiteral("calc"), std::make_unique<devices::CalcProvider>(m_hub));
    m_hub.policy().readOnly = m_options.readOnly;

    storage::StorageOptions places;
    places.outputFolder = m_options.outputFolder;
    places.databaseFolder = m_options.databaseFolder;
    takeFiles(places);
    auto opened = storage::Storage::open(places);
    if (!opened)
        return opened.error();
    m_storage = std::move(opened).value();

    scans::RunEngine::Options engine;
    engine.profileMetadata = m_options.profile.metadata;
    engine.preflight.push_back(
        [store = m_storage.get()](const QJsonObject& metadata) { return store->preflight(metadata); });
    engine.nextScanId = [store = m_storage.get()] { return store->nextScanId(); };
    m_engine = std::make_unique<scans::RunEngine>(std::move(engine));
    m_engine->subscribe(m_storage->documentQueue());
    makeDevices();
    return {};
}

void Session::takeFiles(storage::StorageOptions& places)
{
    for (const FileEntry& entry : m_options.profile.files) {
        if (entry.format == QLatin1String("nexus")) {
            takeRunFile(entry, places);
            continue;
        }
        places.files.push_back({entry.format, entry.nameTemplate});
        // Told at once, though a run is refused only when it starts.
        if (const auto name = storage::outputTemplate(places.files.back()); !name)
            m_problems << name.error().message;
    }
    places.columnsOf = [this](const QJsonObject& metadata) { return columnsOf(metadata); };
}

void Session::takeRunFile(const FileEntry& entry, storage::StorageOptions& places)
{
    if (!entry.nameTemplate.isEmpty())
        places.fileNameTemplate = entry.nameTemplate;
    if (entry.flushSeconds)
        places.flushPeriod = std::chrono::milliseconds(std::lround(*entry.flushSeconds * 1000));
    if (entry.flushPoints)
        places.flushDocuments = static_cast<int>(*entry.flushPoints);
    places.compression = entry.compression;
    places.compressionLevel = entry.level;
    const auto usable = storage::h5::Compression::usable(entry.compression, entry.level);
    if (!usable)
        m_problems << QStringLiteral("%1:%2: %3")
                          .arg(QFileInfo(m_options.profile.file).fileName())
                          .arg(entry.line)
                          .arg(usable.error().message);
}

/// Of the devices that a plan names in its metadata.
std::optional<QStringList> Session::columnsOf(const QJsonObject& metadata) const
{
    QStringList columns;
    for (const char* role : {"motors", "detectors"}) {
        for (const QJsonValue& name : metadata.value(QLatin1String(role)).toArray()) {
            const Result<DevicePtr> device = m_devices->find(name.toString());
            if (!device)
                return std::nullopt; // not of the profile: its columns are not known
            for (const DataKey& column : device.value()->describe())
                columns << column.name;
        }
    }
    return columns.isEmpty() ? std::nullopt : std::optional<QStringList>(columns);
}

Result<QStringList> Session::expectedFiles(const std::vector<QJsonObject>& runs, const QJsonObject& own)
{
    std::vector<QJsonObject> whole;
    for (const QJsonObject& run : runs)
        whole.push_back(scans::mergedMetadata(
            {scans::versionMetadata(), m_options.profile.metadata, scans::planMetadata(), run, own}));
    Result<QStringList> files = QStringList();
    runOnEngine([&] { files = m_storage->expectedFiles(whole); });
    return files;
}

void Session::makeDevices()
{
    runOnEngine([this] {
        std::vector<Error> problems;
        const DeviceContext context{m_hub, m_engine->mailbox(), QStringLiteral("engine")};
        m_devices = std::make_shared<DeviceSet>(DeviceSet::make(m_options.profile.devices, context, problems));
        for (const Error& problem : problems)
            m_problems << problem.message;
        // Devices connect on their own; one that is missing is named when a plan wants it.
        m_devices->connect(DeviceTimeout);
        addSupplements();
        for (const SuspenderEntry& entry : m_options.profile.suspenders) {
            const auto suspender = scans::makeSuspender(entry, m_hub, m_engine->mailbox());
            if (suspender)
                m_engine->addSuspender(suspender.value());
            else
                m_problems << suspender.error().message;
        }
    });
}

std::vector<DevicePtr> Session::devicesNamed(const QStringList& names) const
{
    std::vector<DevicePtr> found;
    for (const QString& name : names) {
        const Result<DevicePtr> device = m_devices->find(name);
        if (device) // otherwise m_problems tells why it could not be made
            found.push_back(device.value());
    }
    return found;
}

/// The engine reads the baseline itself, because it is to be taken however a run ends.
void Session::addSupplements()
{
    const std::optional<QStringList>& baseline = m_options.profile.baseline;
    m_engine->setBaseline(baseline ? devicesNamed(*baseline) : m_devices->movables());
    if (m_options.profile.monitors.isEmpty())
        return;
    // Found anew for each plan: what the engine keeps must not keep devices.
    m_engine->addWrapper([this](scans::Plan plan) {
        return scans::supplemented(std::move(plan), {.monitors = devicesNamed(m_options.profile.monitors)});
    });
}

void Session::runOnEngine(const std::function<void()>& task)
{
    std::promise<void> done;
    m_engine->post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

/// Devices that are waited for. Engine's thread.
class Session::Readiness
{
public:
    /// NotFound and the like for a name that is none.
    Result<void> look(const DeviceSet& devices, const QStringList& names, std::chrono::milliseconds timeout)
    {
        missing.clear();
        std::vector<DevicePtr> wanted;
        for (const QString& name : names) {
            const Result<DevicePtr> device = devices.find(name);
            if (!device)
                return device.error();
            wanted.push_back(device.value());
            missing += device.value()->missing();
        }
        if (!missing.isEmpty())
            return {};
        // Some ask their server for the names of their columns once they are connected.
        for (std::size_t i = m_statuses.size(); i < wanted.size(); ++i)
            m_statuses.push_back(wanted[i]->connect(timeout));
        done = true;
        for (const StatusPtr& status : m_statuses) {
            if (status->isDone() && !status->result())
                return status->result();
            done = done && status->isDone();
        }
        return {};
    }

    QStringList missing;
    bool done = false;

private:
    std::vector<StatusPtr> m_statuses;
};

Result<void> Session::waitForDevices(const QStringList& names, std::chrono::milliseconds timeout)
{
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    Readiness readiness;
    for (;;) {
        Result<void> found;
        runOnEngine([&] { found = readiness.look(*m_devices, names, timeout); });
        if (!found || readiness.done)
            return found;
        if (std::chrono::steady_clock::now() > deadline) {
            const QStringList& late = readiness.missing.isEmpty() ? names : readiness.missing;
            const QString text
                = QCoreApplication::translate("app", "%1 is not connected").arg(late.join(QStringLiteral(", ")));
            return Error{ErrorCode::Disconnected, text, late.first()};
        }
        std::this_thread::sleep_for(PollPeriod);
    }
}

Session::~Session()
{
    if (!m_engine)
        return;
    m_engine->abort(QCoreApplication::translate("app", "the program was closed"));
    runOnEngine([this] {
        m_engine->setBaseline({});
        m_devices.reset();
    });
    m_engine.reset();
    m_storage.reset();
}

scans::PlanDevices Session::planDevices() const
{
    return {[devices = m_devices](const QString& name) { return devices->find(name); }};
}

QStringList Session::defaultDetectors() const
{
    return m_options.profile.detectors;
}

} // namespace app
