// Cost of the simulated camera: drawing an image, its statistics, a region of it, and writing large images into files.
#include "simulator/areadetector/beamimage.h"
#include "simulator/areadetector/hdf5file.h"
#include "simulator/areadetector/imagestatistics.h"
#include "simulator/areadetector/roiplugin.h"
#include "simulator/areadetector/tiffformat.h"
#include "simulator/mca/fluorescence.h"
#include "simulator/mca/spectrum.h"

#include "devices/caserver/caserver.h"
#include "devices/records/serverhost.h"

#include <QFile>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <hdf5.h>

using namespace simulator;

namespace {

constexpr int FileFrames = 50;
constexpr int LargeSize = 2048;

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

struct Cost
{
    double wall = 0;
    double cpu = 0;
};

Cost costOf(int times, const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    const double cpu = threadSeconds();
    for (int i = 0; i < times; ++i)
        work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {wall.count() / times * 1000, (threadSeconds() - cpu) / times * 1000};
}

void print(const char* what, const Cost& cost)
{
    std::printf("%-58s %8.2f ms cpu %8.2f ms wall\n", what, cost.cpu, cost.wall);
}

template <typename T>
void must(const devices::Result<T>& result)
{
    if (result)
        return;
    std::fprintf(stderr, "%s\n", qPrintable(result.error().message));
    std::exit(1);
}

Frame largeFrame(BeamImage& image)
{
    Frame frame;
    frame.width = frame.height = LargeSize;
    Readout readout{{0, LargeSize, 1, false}, {0, LargeSize, 1, false}};
    frame.pixels = image.draw({1000, 1000, 90, 70, 4e5, 0, 0}, readout, {0.05, 3, frame.type, frame.color});
    return frame;
}

Cost writeHdf(const QString& path, const Frame& frame, Hdf5File::Options options)
{
    Hdf5File file(options);
    must(file.open(path, frame));
    Cost cost = costOf(FileFrames, [&] { must(file.write(frame)); });
    must(file.close());
    return cost;
}

/// The same chunks by H5Dwrite alone.
Cost writeBare(const QString& path, const Frame& frame)
{
    const hid_t file = H5Fcreate(QFile::encodeName(path).constData(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT);
    const std::array<hsize_t, 3> all{FileFrames, LargeSize, LargeSize};
    const std::array<hsize_t, 3> one{1, LargeSize, LargeSize};
    const hid_t space = H5Screate_simple(3, all.data(), nullptr);
    const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(creation, 3, one.data());
    H5Pset_fill_time(creation, H5D_FILL_TIME_NEVER);
    const hid_t data = H5Dcreate2(file, "data", H5T_NATIVE_UINT16, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    const hid_t memory = H5Screate_simple(3, one.data(), nullptr);
    const auto& pixels = std::get<devices::ArrayPtr<quint16>>(frame.pixels);
    std::array<hsize_t, 3> start{0, 0, 0};
    const Cost cost = costOf(FileFrames, [&] {
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, one.data(), nullptr);
        H5Dwrite(data, H5T_NATIVE_UINT16, memory, space, H5P_DEFAULT, pixels->data());
        ++start[0];
    });
    H5Sclose(memory);
    H5Dclose(data);
    H5Pclose(creation);
    H5Sclose(space);
    H5Fclose(file);
    return cost;
}

void benchImages()
{
    BeamImage image(1);
    const BeamSpot spot{512, 512, 64, 44, 4e5, 400, 600};
    const Readout whole{{0, SensorSize, 1, false}, {0, SensorSize, 1, false}};
    Frame frame;
    frame.width = frame.height = SensorSize;
    const auto draw = [&] { frame.pixels = image.draw(spot, whole, {0.05, 3, frame.type, frame.color}); };
    print("draw 1024 x 1024 UInt16", costOf(100, draw));
    StatisticsRequest request;
    double sum = 0;
    print("its statistics and centroid", costOf(100, [&] { sum += statisticsOf(frame, request).total; }));
    request.profiles = request.histogram = true;
    print("with profiles and histogram", costOf(100, [&] { sum += statisticsOf(frame, request).total; }));
    const Region region{{256, 512, 2, false}, {256, 512, 2, false}, 1, {}};
    print("a region of 512 x 512, binned 2 x 2", costOf(100, [&] { sum += cutOut(frame, region).width; }));
    frame.color = ColorMode::Rgb1;
    print("draw 1024 x 1024 RGB1", costOf(50, draw));
    if (sum == 0)
        std::puts("nothing was computed");
}

void benchFiles()
{
    QTemporaryDir folder;
    BeamImage image(1);
    const Frame frame = largeFrame(image);
    const Cost bare = writeBare(folder.filePath(QStringLiteral("bare.h5")), frame);
    const Cost plain = writeHdf(folder.filePath(QStringLiteral("plain.h5")), frame, {0, false});
    print("H5Dwrite of 2048 x 2048 UInt16 alone", bare);
    print("the HDF5 plugin's file", plain);
    std::printf("    ratio %.2f of the cpu, %.2f of the time\n", plain.cpu / bare.cpu, plain.wall / bare.wall);
    print("the same, readable while it grows", writeHdf(folder.filePath(QStringLiteral("swmr.h5")), frame, {0, true}));
    int number = 0;
    devices::CaServer server; // not started: a table wants one
    devices::ServerHost host(server);
    const RecordTable none(host, {});
    const TiffFormat format;
    print("a TIFF file of 2048 x 2048 UInt16", costOf(FileFrames, [&] {
        const auto file = format.make(none);
        must(file->open(folder.filePath(QStringLiteral("%1.tif").arg(++number)), frame));
        must(file->write(frame));
        must(file->close());
    }));
}

void benchSpectrum()
{
    BeamlineState state;
    state.energy = 7200;
    state.theta = braggAngle(7200);
    std::vector<double> rates;
    print("rates of a fluorescence spectrum", costOf(100, [&] { rates = fluorescenceRates(state); }));
    Spectrum spectrum(SpectrumChannels, 1);
    spectrum.setRates(rates, 1);
    spectrum.add(1);
    std::size_t channels = 0;
    print("its counts after 1 s, 2048 channels", costOf(100, [&] { channels += spectrum.counts(0).size(); }));
}

} // namespace

int main()
{
    benchImages();
    benchFiles();
    benchSpectrum();
    return 0;
}
