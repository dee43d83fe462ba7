#include "simulator/camera.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace simulator {

namespace {

constexpr double ShortestPeriod = 0.02; // s; the sensor's highest frame rate is 50 per second
constexpr double LongestTime = 3600; // s

enum DetectorState { Idle = 0, Acquire = 1, Waiting = 7, Aborted = 10 };
enum ImageMode { Single, Multiple, Continuous };
enum TriggerMode { Internal, Software };

const QStringList DisableEnable{QStringLiteral("Disable"), QStringLiteral("Enable")};
const QStringList DataTypes{QStringLiteral("Int8"), QStringLiteral("UInt8"), QStringLiteral("Int16"),
    QStringLiteral("UInt16"), QStringLiteral("Int32"), QStringLiteral("UInt32"), QStringLiteral("Int64"),
    QStringLiteral("UInt64"), QStringLiteral("Float32"), QStringLiteral("Float64")};
const QStringList States{QStringLiteral("Idle"), QStringLiteral("Acquire"), QStringLiteral("Readout"),
    QStringLiteral("Correct"), QStringLiteral("Saving"), QStringLiteral("Aborting"), QStringLiteral("Error"),
    QStringLiteral("Waiting"), QStringLiteral("Initializing"), QStringLiteral("Disconnected"),
    QStringLiteral("Aborted")};

EnumIndex state(int index)
{
    return EnumIndex{static_cast<quint16>(index)};
}

/// The record kind of a read-back for a setting of this kind.
const char* readbackType(const QString& type)
{
    static const QHash<QString, const char*> types{
        {QStringLiteral("ao"), "ai"},
        {QStringLiteral("longout"), "longin"},
        {QStringLiteral("bo"), "bi"},
        {QStringLiteral("mbbo"), "mbbi"},
    };
    return types.value(type);
}

std::function<double(double)> within(double lowest, double highest)
{
    return [lowest, highest](double value) { return std::clamp(value, lowest, highest); };
}

} // namespace

Camera::Camera(Host& host, const QString& prefix, Spot spot, quint64 seed)
    : m_host(host)
    , m_spot(std::move(spot))
    , m_records(host, prefix)
    , m_image(seed)
{
    addAcquisition();
    addReadout();
    addInformation();
    fitReadout();
    setState(Idle, QStringLiteral("Idle"));
}

void Camera::addSetting(RecordRow row, std::function<double(double)> limit)
{
    const std::string name = row.name;
    const std::string readback = name + "_RBV";
    RecordRow readbackRow = row;
    readbackRow.name = readback;
    readbackRow.type = readbackType(QString::fromUtf8(row.type));
    if (!row.put)
        row.put = [this, name, readback, limit = std::move(limit)](const Value& value, PutCompletion done) {
            const double asked = devices::toDouble(value).value_or(0);
            const double number = limit ? limit(asked) : asked;
            m_records.setNumber(name, number);
            m_records.setNumber(readback, number);
            fitReadout();
            done({});
        };
    m_records.add({std::move(row), std::move(readbackRow)});
}

void Camera::addAcquisition()
{
    const QStringList doneAcquire{QStringLiteral("Done"), QStringLiteral("Acquire")};
    const FieldPut putAcquireState = [this](const Value& value, PutCompletion done) {
        putAcquire(devices::toInteger(value).value_or(0) != 0, std::move(done));
    };
    addSetting({"Acquire", "bo", state(0), "Acquire images", "", 0, doneAcquire, putAcquireState, {}, {}});
    addSetting({"AcquireTime", "ao", 0.05, "Exposure", "s", 3, {}, {}, {}, {}}, within(1e-4, LongestTime));
    addSetting(
        {"AcquirePeriod", "ao", 0.1, "Time from frame to frame", "s", 3, {}, {}, {}, {}}, within(0, LongestTime));
    addSetting({"NumImages", "longout", qint64(1), "Images in Multiple mode", "", 0, {}, {}, {}, {}}, within(1, 1e9));
    addSetting({"ImageMode", "mbbo", state(Continuous), "Image mode", "", 0,
        {QStringLiteral("Single"), QStringLiteral("Multiple"), QStringLiteral("Continuous")}, {}, {}, {}});
    addSetting({"TriggerMode", "mbbo", state(Internal), "Trigger mode", "", 0,
        {QStringLiteral("Internal"), QStringLiteral("Software")}, {}, {}, {}});
    addSetting({"ArrayCallbacks", "bo", state(1), "Hand images to the plugins", "", 0, DisableEnable, {}, {}, {}});
    // The plugins work before the exposure is reported as done, whichever way this stands.
    addSetting({"WaitForPlugins", "bo", state(0), "Done only when the plugins are", "", 0,
        {QStringLiteral("No"), QStringLiteral("Yes")}, {}, {}, {}});
    addSetting({"ArrayCounter", "longout", qint64(0), "Images since it was set to 0", "", 0, {}, {}, {}, {}});
    m_records.add({
        {"AcquireBusy", "busy", state(0), "Acquiring", "", 0, {QStringLiteral("Done"), QStringLiteral("Acquiring")}, {},
            {}, {}},
        {"SoftwareTrigger", "bo", state(0), "Exposes one image in Software mode", "", 0, doneAcquire,
            [this](const Value& value, PutCompletion done) {
                if (devices::toInteger(value).value_or(0) != 0 && m_acquiring && !m_due
                    && m_records.integer("TriggerMode") == Software)
                    expose();
                done({});
            },
            {}, {}},
        {"DetectorState_RBV", "mbbi", state(Idle), "State", "", 0, States, {}, {}, {}},
        {"StatusMessage_RBV", "waveform", Value(), "State in words", "", 0, {}, {}, {}, {}},
        {"NumImagesCounter_RBV", "longin", qint64(0), "Images of this acquisition", "", 0, {}, {}, {}, {}},
        {"ArrayRate_RBV", "ai", 0.0, "Images per second", "Hz", 1, {}, {}, {}, {}},
    });
}

void Camera::addReadout()
{
    const QStringList colours{QStringLiteral("Mono")};
    addSetting({"MinX", "longout", qint64(0), "First column", "px", 0, {}, {}, {}, {}}, within(0, SensorSize - 1));
    addSetting({"MinY", "longout", qint64(0), "First row", "px", 0, {}, {}, {}, {}}, within(0, SensorSize - 1));
    addSetting({"SizeX", "longout", qint64(SensorSize), "Columns", "px", 0, {}, {}, {}, {}}, within(1, SensorSize));
    addSetting({"SizeY", "longout", qint64(SensorSize), "Rows", "px", 0, {}, {}, {}, {}}, within(1, SensorSize));
    addSetting({"BinX", "longout", qint64(1), "Columns added", "px", 0, {}, {}, {}, {}}, within(1, 16));
    addSetting({"BinY", "longout", qint64(1), "Rows added", "px", 0, {}, {}, {}, {}}, within(1, 16));
    addSetting({"DataType", "mbbo", state(static_cast<int>(PixelType::UInt16)), "Pixel type", "", 0, DataTypes,
        refuseWideIntegers(), {}, {}});
    addSetting({"ColorMode", "mbbo", state(0), "Colour mode", "", 0, colours, {}, {}, {}});
    addSetting({"Gain", "ao", 1.0, "Gain", "", 2, {}, {}, {}, {}}, within(0, 1000));
}

void Camera::addInformation()
{
    m_records.add({
        {"MaxSizeX_RBV", "longin", qint64(SensorSize), "Columns of the sensor", "px", 0, {}, {}, {}, {}},
        {"MaxSizeY_RBV", "longin", qint64(SensorSize), "Rows of the sensor", "px", 0, {}, {}, {}, {}},
        {"ArraySizeX_RBV", "longin", qint64(0), "Width of the image", "px", 0, {}, {}, {}, {}},
        {"ArraySizeY_RBV", "longin", qint64(0), "Height of the image", "px", 0, {}, {}, {}, {}},
        {"ArraySizeZ_RBV", "longin", qint64(0), "Depth of the image", "px", 0, {}, {}, {}, {}},
        {"ArraySize_RBV", "longin", qint64(0), "Size of the image", "bytes", 0, {}, {}, {}, {}},
        {"Manufacturer_RBV", "stringin", QStringLiteral("Beamdeck"), "Manufacturer", "", 0, {}, {}, {}, {}},
        {"Model_RBV", "stringin", QStringLiteral("Simulated beam camera"), "Model", "", 0, {}, {}, {}, {}},
    });
}

FieldPut Camera::refuseWideIntegers()
{
    return [this](const Value& value, PutCompletion done) {
        const auto type = static_cast<PixelType>(devices::toInteger(value).value_or(0));
        if (type == PixelType::Int64 || type == PixelType::UInt64) {
            done(refusal(m_records.prefix() + QStringLiteral("DataType"), ErrorCode::NotSupported,
                QCoreApplication::translate("simulator", "Channel Access has no 64-bit integers")));
            return;
        }
        m_records.setNumber("DataType", static_cast<int>(type));
        m_records.setNumber("DataType_RBV", static_cast<int>(type));
        fitReadout();
        done({});
    };
}

void Camera::addConsumer(std::function<bool()> wants, std::function<void(const Frame&)> take)
{
    m_consumers.push_back({std::move(wants), std::move(take)});
}

Readout Camera::readout() const
{
    const auto setting = [this](const char* name) { return static_cast<int>(m_records.integer(name)); };
    return {setting("MinX_RBV"), setting("MinY_RBV"), setting("SizeX_RBV"), setting("SizeY_RBV"), setting("BinX_RBV"),
        setting("BinY_RBV")};
}

void Camera::fitReadout()
{
    for (const char axis : {'X', 'Y'}) {
        const auto named = [axis](const char* what, const char* ending) { return std::string(what) + axis + ending; };
        const qint64 fits = SensorSize - m_records.integer(named("Min", "_RBV"));
        const qint64 size = std::min(m_records.integer(named("Size", "")), fits);
        const qint64 bin = std::min(m_records.integer(named("Bin", "")), size);
        m_records.setNumber(named("Size", "_RBV"), double(size));
        m_records.setNumber(named("Bin", "_RBV"), double(bin));
    }
    const Readout now = readout();
    constexpr std::array bytes{1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    const auto type = static_cast<std::size_t>(m_records.integer("DataType"));
    m_records.setNumber("ArraySizeX_RBV", now.width());
    m_records.setNumber("ArraySizeY_RBV", now.height());
    m_records.setNumber("ArraySize_RBV", now.width() * now.height() * bytes[type]);
    m_records.setNumber("AcquirePeriod_RBV", period());
}

double Camera::period() const
{
    return std::max({m_records.number("AcquirePeriod"), m_records.number("AcquireTime"), ShortestPeriod});
}

void Camera::acquire()
{
    putAcquire(true, [](const Result<void>&) {});
}

void Camera::putAcquire(bool acquire, PutCompletion done)
{
    if (!acquire) {
        if (m_acquiring)
            end(QStringLiteral("Acquisition aborted"));
        done({});
        return;
    }
    m_waiting.push_back(std::move(done));
    if (!m_acquiring)
        begin();
}

void Camera::begin()
{
    m_acquiring = true;
    m_framesThisSecond = 0;
    m_rateTicking = m_host.every(std::chrono::seconds(1),
        [this] { m_records.setNumber("ArrayRate_RBV", std::exchange(m_framesThisSecond, 0)); });
    m_records.setNumber("NumImagesCounter_RBV", 0);
    for (const char* name : {"Acquire", "Acquire_RBV", "AcquireBusy"})
        m_records.setNumber(name, 1);
    m_exposureStart = m_host.now();
    if (m_records.integer("TriggerMode") == Software)
        setState(Waiting, QStringLiteral("Waiting for a trigger"));
    else
        expose();
}

void Camera::expose()
{
    setState(Acquire, QStringLiteral("Acquiring data"));
    const double now = m_host.now();
    m_exposureStart = std::max(m_exposureStart, now);
    m_due = m_host.after(inSeconds(m_exposureStart + m_records.number("AcquireTime") - now), [this] { frameDue(); });
}

void Camera::frameDue()
{
    m_due.reset();
    deliver();
    const qint64 taken = m_records.integer("NumImagesCounter_RBV") + 1;
    m_records.setNumber("NumImagesCounter_RBV", double(taken));
    const qint64 mode = m_records.integer("ImageMode");
    if (mode == Single || (mode == Multiple && taken >= m_records.integer("NumImages"))) {
        end(QStringLiteral("Acquisition complete"));
        return;
    }
    m_exposureStart += period();
    if (m_records.integer("TriggerMode") == Software)
        setState(Waiting, QStringLiteral("Waiting for a trigger"));
    else
        expose();
}

void Camera::deliver()
{
    ++m_uniqueId;
    ++m_framesThisSecond;
    const double count = m_records.number("ArrayCounter_RBV") + 1;
    m_records.setNumber("ArrayCounter", count);
    m_records.setNumber("ArrayCounter_RBV", count);
    const bool wanted = m_records.flag("ArrayCallbacks")
        && std::any_of(m_consumers.begin(), m_consumers.end(), [](const Consumer& c) { return c.wants(); });
    if (!wanted)
        return;
    const Readout part = readout();
    Frame frame;
    frame.width = part.width();
    frame.height = part.height();
    frame.type = static_cast<PixelType>(m_records.integer("DataType"));
    frame.pixels = m_image.draw(m_spot(), part, m_records.number("AcquireTime") * m_records.number("Gain"), frame.type);
    frame.uniqueId = m_uniqueId;
    frame.time = devices::now();
    for (const Consumer& consumer : m_consumers) {
        if (consumer.wants())
            consumer.take(frame);
    }
}

void Camera::end(const QString& message)
{
    m_due.reset();
    m_rateTicking.reset();
    m_acquiring = false;
    setState(Idle, message);
    m_records.setNumber("ArrayRate_RBV", 0);
    for (const char* name : {"Acquire", "Acquire_RBV", "AcquireBusy"})
        m_records.setNumber(name, 0);
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    for (const PutCompletion& done : waiting)
        done({});
}

void Camera::setState(int detectorState, const QString& message)
{
    m_records.setNumber("DetectorState_RBV", detectorState);
    m_records.setText("StatusMessage_RBV", message);
}

} // namespace simulator
