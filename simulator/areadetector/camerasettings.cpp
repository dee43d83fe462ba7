#include "simulator/areadetector/camerasettings.h"

#include <QCoreApplication>

#include <algorithm>

namespace simulator {

namespace {

constexpr double ShortestPeriod = 0.02; // s; the sensor's highest frame rate is 50 per second
constexpr double ShortestExposure = 1e-4; // s
constexpr double LongestTime = 3600; // s
constexpr int MostExposures = 1000;
constexpr int LargestBin = 16;

} // namespace

CameraSettings::CameraSettings(Host& host, const QString& prefix, const QString& port)
    : m_records(host, prefix)
    , m_settings(m_records, [this] { fit(); })
{
    addTiming();
    addReadout();
    addInformation(port);
    fit();
}

void CameraSettings::addTiming()
{
    m_settings.add(realRow("AcquireTime", 0.05, "Exposure", "s"), within(ShortestExposure, LongestTime));
    m_settings.add(realRow("AcquirePeriod", 0.1, "Time from frame to frame", "s"), within(0, LongestTime));
    m_settings.add(wholeRow("NumImages", 1, "Images in Multiple mode"), within(1, 1e9));
    m_settings.add(wholeRow("NumExposures", 1, "Exposures added to one image"), within(1, MostExposures));
    m_settings.add(menuRow("ImageMode", Continuous,
        {QStringLiteral("Single"), QStringLiteral("Multiple"), QStringLiteral("Continuous")}, "Image mode"));
    m_settings.add(menuRow("TriggerMode", Internal,
        {QStringLiteral("Internal"), QStringLiteral("External"), QStringLiteral("Software")}, "Trigger mode"));
    m_settings.add(menuRow("ArrayCallbacks", 1, DisableEnable, "Hand images to the plugins"));
    m_settings.add(menuRow("WaitForPlugins", 0, NoYes, "Done only when the plugins are"));
    m_settings.add(wholeRow("ArrayCounter", 0, "Images since it was set to 0"), within(0, 1e9));
}

void CameraSettings::addReadout()
{
    constexpr int last = SensorSize - 1;
    m_settings.add(wholeRow("MinX", 0, "First column", "px"), within(0, last));
    m_settings.add(wholeRow("MinY", 0, "First row", "px"), within(0, last));
    m_settings.add(wholeRow("SizeX", SensorSize, "Columns", "px"), within(1, SensorSize));
    m_settings.add(wholeRow("SizeY", SensorSize, "Rows", "px"), within(1, SensorSize));
    m_settings.add(wholeRow("BinX", 1, "Columns added", "px"), within(1, LargestBin));
    m_settings.add(wholeRow("BinY", 1, "Rows added", "px"), within(1, LargestBin));
    m_settings.add(menuRow("ReverseX", 0, NoYes, "Right and left swapped"));
    m_settings.add(menuRow("ReverseY", 0, NoYes, "Top and bottom swapped"));
    m_settings.add(menuRow("DataType", static_cast<int>(PixelType::UInt16), pixelTypeNames(), "Pixel type"),
        onlyStates({0, 1, 2, 3, 4, 5, 8, 9}, m_records.prefix() + QStringLiteral("DataType"),
            QCoreApplication::translate("simulator", "Channel Access has no 64-bit integers")));
    m_settings.add(menuRow("ColorMode", 0, colorModeNames(), "Colour mode"),
        onlyStates({static_cast<int>(ColorMode::Mono), static_cast<int>(ColorMode::Rgb1)},
            m_records.prefix() + QStringLiteral("ColorMode"),
            QCoreApplication::translate("simulator", "this camera makes Mono and RGB1")));
    m_settings.add(realRow("Gain", 1, "Gain"), within(0, 1000));
    m_settings.add(realRow("Noise", 3, "Read-out noise", "counts"), within(0, 1000));
}

void CameraSettings::addInformation(const QString& port)
{
    m_records.add({
        shown(textRow("PortName_RBV", port, "Port of the images")),
        shown(textRow("Manufacturer_RBV", QStringLiteral("Beamdeck"), "Manufacturer")),
        shown(textRow("Model_RBV", QStringLiteral("Simulated beam camera"), "Model")),
        shown(textRow("SerialNumber_RBV", QStringLiteral("0001"), "Serial number")),
        shown(textRow("FirmwareVersion_RBV", QStringLiteral(BEAMDECK_VERSION), "Version of the simulation")),
        shown(wholeRow("MaxSizeX_RBV", SensorSize, "Columns of the sensor", "px")),
        shown(wholeRow("MaxSizeY_RBV", SensorSize, "Rows of the sensor", "px")),
        shown(wholeRow("NDimensions_RBV", 2, "Dimensions")),
        shown(wholeRow("ArraySizeX_RBV", 0, "Width of the image", "px")),
        shown(wholeRow("ArraySizeY_RBV", 0, "Height of the image", "px")),
        shown(wholeRow("ArraySizeZ_RBV", 0, "Colours of the image")),
        shown(wholeRow("ArraySize_RBV", 0, "Size of the image", "bytes")),
    });
}

AxisCut CameraSettings::cut(char axis) const
{
    const auto asked = [&](const char* what) { return static_cast<int>(m_records.integer(std::string(what) + axis)); };
    return AxisCut{asked("Min"), asked("Size"), asked("Bin"), asked("Reverse") != 0}.within(SensorSize);
}

Readout CameraSettings::readout() const
{
    return {cut('X'), cut('Y')};
}

Exposure CameraSettings::exposure() const
{
    return {exposureTime() * exposuresPerImage() * m_records.number("Gain"), m_records.number("Noise"),
        static_cast<PixelType>(m_records.integer("DataType")), static_cast<ColorMode>(m_records.integer("ColorMode"))};
}

double CameraSettings::period() const
{
    return std::max({m_records.number("AcquirePeriod"), exposureTime() * exposuresPerImage(), ShortestPeriod});
}

void CameraSettings::fit()
{
    const Readout now = readout();
    m_records.setNumber("SizeX_RBV", now.x.size);
    m_records.setNumber("SizeY_RBV", now.y.size);
    m_records.setNumber("BinX_RBV", now.x.bin);
    m_records.setNumber("BinY_RBV", now.y.bin);
    const Exposure image = exposure();
    const int colors = image.color == ColorMode::Rgb1 ? 3 : 1;
    m_records.setNumber("NDimensions_RBV", colors > 1 ? 3 : 2);
    m_records.setNumber("ArraySizeX_RBV", now.width());
    m_records.setNumber("ArraySizeY_RBV", now.height());
    m_records.setNumber("ArraySizeZ_RBV", colors > 1 ? colors : 0);
    m_records.setNumber("ArraySize_RBV", double(now.width()) * now.height() * colors * bytesOf(image.type));
    m_records.setNumber("AcquirePeriod_RBV", period());
}

} // namespace simulator
