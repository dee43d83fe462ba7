// What keeping runs costs: soft devices and everything on, frames beside what HDF5 alone does, and reading back.
#include "devices/kinds/soft.h"
#include "scans/engine/runengine.h"
#include "scans/plans/planspec.h"
#include "storage/hdf5/h5.h"
#include "storage/hdf5/openfile.h"
#include "storage/nexus/nexuswriter.h"
#include "storage/nexus/runreader.h"
#include "storage/storage.h"
#include "tests/storage/testruns.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>

using namespace std::chrono;

namespace {

double secondsSince(steady_clock::time_point begun)
{
    return duration<double>(steady_clock::now() - begun).count();
}

void require(bool good, const char* what)
{
    if (good)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(1);
}

scans::PlanFactory softScan(int points)
{
    scans::PlanDevices devices;
    devices.find = [motor = std::make_shared<devices::SoftPositioner>(QStringLiteral("x")),
                       detector = std::make_shared<devices::SoftDetector>(QStringLiteral("d"), [] { return 1.0; })](
                       const QString& name) {
        return devices::Result<devices::DevicePtr>(
            name == QLatin1String("x") ? devices::DevicePtr(motor) : devices::DevicePtr(detector));
    };
    const QJsonObject axis{
        {QStringLiteral("motor"), QStringLiteral("x")}, {QStringLiteral("start"), 0.0}, {QStringLiteral("stop"), 1.0}};
    const QJsonObject parameters{{QStringLiteral("axes"), QJsonArray{axis}}, {QStringLiteral("intervals"), points - 1},
        {QStringLiteral("detectors"), QJsonArray{QStringLiteral("d")}}};
    const auto made = scans::findPlan(QStringLiteral("scan"))->make(parameters, devices);
    require(made.ok(), "the plan");
    return made.value();
}

storage::StorageOptions optionsIn(const QTemporaryDir& dir)
{
    storage::StorageOptions options;
    options.outputFolder = dir.filePath(QStringLiteral("runs"));
    options.databaseFolder = dir.filePath(QStringLiteral("db"));
    return options;
}

constexpr int scanLength = 100'000;

void runScan(scans::RunEngine& engine)
{
    std::promise<bool> ended;
    const auto started = engine.start(
        softScan(scanLength), {}, [&ended](const scans::RunOutcome& outcome) { ended.set_value(outcome.success); });
    require(started && ended.get_future().get(), "the scan");
}

/// What the points cost that nobody keeps.
double bareScan()
{
    scans::RunEngine engine;
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const auto begun = steady_clock::now();
        runScan(engine);
        best = std::min(best, secondsSince(begun) / scanLength);
    }
    return best;
}

/// Until everything is in the files.
double keptScan(std::vector<storage::FileOutput> files)
{
    const QTemporaryDir dir;
    storage::StorageOptions options = optionsIn(dir);
    options.files = std::move(files);
    const auto store = std::move(storage::Storage::open(options)).value();
    scans::RunEngine engine;
    engine.subscribe(store->documentQueue());
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const auto begun = steady_clock::now();
        runScan(engine);
        require(store->drain(seconds(60)).ok(), "the writer");
        best = std::min(best, secondsSince(begun) / scanLength);
        require(store->awaitVerification(seconds(60)), "the verification"); // not beside the next round
    }
    return best;
}

void scanPoints()
{
    const double bare = bareScan();
    const double nexus = keptScan({});
    const double both = keptScan({{QStringLiteral("jsonl"), {}}});
    std::printf("scan without storage, per point:               %8.2f us\n", 1e6 * bare);
    std::printf("  with NeXus and catalogue:                    %8.2f us\n", 1e6 * nexus);
    std::printf("  with NeXus, catalogue and JSON Lines:        %8.2f us   target 60 us\n", 1e6 * both);
    std::printf("  points per second:                           %8.0f      target 10000\n", 1 / both);
}

constexpr hsize_t side = 2048;
constexpr int frameCount = 60;

/// What HDF5 alone does with the same chunks.
double bareFrames(const QString& path, const std::vector<quint16>& pixels)
{
    const auto begun = steady_clock::now();
    const storage::h5::Handle access = storage::h5::fileAccess();
    storage::h5::Handle file(H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_TRUNC, H5P_DEFAULT, access.id()));
    hsize_t size[3]{0, side, side};
    const hsize_t largest[3]{H5S_UNLIMITED, side, side};
    const hsize_t chunk[3]{1, side, side};
    const storage::h5::Handle properties(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_chunk(properties.id(), 3, chunk);
    const storage::h5::Handle space(H5Screate_simple(3, size, largest));
    storage::h5::Handle data(
        H5Dcreate2(file.id(), "frames", H5T_NATIVE_UINT16, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT));
    const storage::h5::Handle memory(H5Screate_simple(3, chunk, nullptr));
    for (hsize_t n = 0; n < frameCount; ++n) {
        size[0] = n + 1;
        H5Dset_extent(data.id(), size);
        const storage::h5::Handle target(H5Dget_space(data.id()));
        const hsize_t start[3]{n, 0, 0};
        H5Sselect_hyperslab(target.id(), H5S_SELECT_SET, start, nullptr, chunk, nullptr);
        require(H5Dwrite(data.id(), H5T_NATIVE_UINT16, memory.id(), target.id(), H5P_DEFAULT, pixels.data()) >= 0,
            "writing");
    }
    data.reset();
    require(file.reset(), "closing");
    return secondsSince(begun);
}

double runOfFrames(const QTemporaryDir& dir, const QString& name, const std::vector<quint16>& pixels)
{
    const auto start = testruns::start(1, {{QStringLiteral("plan_name"), QStringLiteral("count")}});
    devices::DataKey key = testruns::key(QStringLiteral("cam"), devices::DataKey::Dtype::Array, QStringLiteral("cam"));
    key.shape = {side, side};
    const auto primary = testruns::descriptor(start, QStringLiteral("primary"), {key});
    const devices::Value frame = devices::makeArray(pixels);
    std::vector<scans::Document> documents{start, primary};
    for (int n = 1; n <= frameCount; ++n)
        documents.emplace_back(testruns::event(primary, n, {frame}));
    documents.emplace_back(testruns::stop(start, frameCount));
    storage::NexusWriter writer(dir.path(), name, {});
    const auto begun = steady_clock::now();
    require(testruns::feed(writer, documents).ok(), "the frames");
    return secondsSince(begun);
}

void frames()
{
    const QTemporaryDir dir;
    std::vector<quint16> pixels(side * side);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<quint16>(i * 2654435761U >> 16);
    std::vector<double> ratios;
    double bare = 1e9;
    double ours = 1e9;
    for (int round = 0; round < 5; ++round) {
        const QString path = dir.filePath(QStringLiteral("bare.h5"));
        const double alone = bareFrames(path, pixels);
        QFile::remove(path);
        const double whole = runOfFrames(dir, QStringLiteral("run.h5"), pixels);
        QFile::remove(dir.filePath(QStringLiteral("run.h5")));
        ratios.push_back(alone / whole);
        bare = std::min(bare, alone);
        ours = std::min(ours, whole);
    }
    std::sort(ratios.begin(), ratios.end());
    std::printf("frames of 2048x2048 uint16 per second:         %8.1f      H5Dwrite alone %.1f\n", frameCount / ours,
        frameCount / bare);
    std::printf("  of what H5Dwrite alone does, median of 5:    %8.2f      target 0.8\n", ratios[ratios.size() / 2]);
}

void readBack()
{
    constexpr int points = 1'000'000;
    const QTemporaryDir dir;
    {
        const testruns::LineScan scan(points);
        storage::NexusWriter writer(dir.path(), QStringLiteral("long.h5"), {});
        require(testruns::feed(writer, {scan.start, scan.primary}).ok(), "the start");
        for (int n = 1; n <= points; ++n)
            require(writer.consume(scan.point(n)).ok(), "a point");
        require(testruns::feed(writer, {testruns::stop(scan.start, points)}).ok(), "the stop");
    }
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const auto begun = steady_clock::now();
        const auto run = storage::RunReader::read(dir.filePath(QStringLiteral("long.h5")));
        best = std::min(best, secondsSince(begun));
        require(run && run.value().times.size() == points, "reading");
    }
    std::printf("reading a run of 1,000,000 points:             %8.3f s    target 1 s\n", best);
    QFile raw(dir.filePath(QStringLiteral("long.h5")));
    require(raw.open(QIODevice::ReadOnly), "opening");
    const auto begun = steady_clock::now();
    const qint64 bytes = raw.readAll().size();
    std::printf("  the file's %4.0f MB read as they are:          %8.3f s\n", static_cast<double>(bytes) / 1e6,
        secondsSince(begun));
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    scanPoints();
    frames();
    readBack();
    return 0;
}
