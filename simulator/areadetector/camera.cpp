#include "simulator/areadetector/camera.h"

#include <algorithm>
#include <utility>

namespace simulator {

namespace {

constexpr double CountdownPeriod = 0.1; // s

enum DetectorState { Idle = 0, Acquire = 1, Waiting = 7, Aborted = 10 };

const QStringList States{QStringLiteral("Idle"), QStringLiteral("Acquire"), QStringLiteral("Readout"),
    QStringLiteral("Correct"), QStringLiteral("Saving"), QStringLiteral("Aborting"), QStringLiteral("Error"),
    QStringLiteral("Waiting"), QStringLiteral("Initializing"), QStringLiteral("Disconnected"),
    QStringLiteral("Aborted")};
const QStringList DoneAcquire{QStringLiteral("Done"), QStringLiteral("Acquire")};

} // namespace

Camera::Camera(Host& host, Ports& ports, const QString& prefix, const QString& port, Spot spot, quint64 seed)
    : m_host(host)
    , m_ports(ports)
    , m_port(port)
    , m_spot(std::move(spot))
    , m_settings(host, prefix, port)
    , m_image(seed)
    , m_rate(host, [this](double rate) { show("ArrayRate_RBV", rate); })
{
    addRecords();
    setState(Idle, QStringLiteral("Idle"));
    m_ports.add(port);
    m_ports.setListener([this] {
        show("NumQueuedArrays", m_ports.queued());
        release();
    });
}

void Camera::addRecords()
{
    m_settings.settings().addPut(
        menuRow("Acquire", 0, DoneAcquire, "Acquire images"), [this](const Value& value, PutCompletion done) {
            putAcquire(devices::toInteger(value).value_or(0) != 0, std::move(done));
        });
    const EnumIndex none{0};
    records().add({
        {"AcquireBusy", "busy", none, "Acquiring", "", 0, {QStringLiteral("Done"), QStringLiteral("Acquiring")}, {}, {},
            {}},
        triggerRow("SoftwareTrigger", TriggerMode::Software, "Starts an exposure in Software mode"),
        triggerRow("TriggerSoftware", TriggerMode::Software, "Starts an exposure in Software mode"),
        triggerRow(
            "TriggerInput", TriggerMode::External, "A pulse at the input, which starts an exposure in External mode"),
        shown(menuRow("DetectorState_RBV", Idle, States, "State")),
        shown(longTextRow("StatusMessage_RBV", {}, "State in words")),
        shown(wholeRow("NumImagesCounter_RBV", 0, "Images of this acquisition")),
        shown(wholeRow("NumExposuresCounter_RBV", 0, "Exposures of the image that was taken last")),
        shown(wholeRow("NumQueuedArrays", 0, "Images that plugins still have to deal with")),
        shown(wholeRow("UniqueId_RBV", 0, "Number of the image")),
        shown(realRow("TimeStamp_RBV", 0, "Time of the image, since 1990", "s", 6)),
        shown(realRow("TimeRemaining_RBV", 0, "Left of the exposure", "s", 1)),
        shown(realRow("ArrayRate_RBV", 0, "Images per second", "Hz", 1)),
    });
}

RecordRow Camera::triggerRow(const char* name, TriggerMode mode, const char* about)
{
    RecordRow row = menuRow(name, 0, {QStringLiteral("Done"), QStringLiteral("Trigger")}, about);
    row.put = [this, mode](const Value& value, PutCompletion done) {
        if (devices::toInteger(value).value_or(0) != 0)
            trigger(mode);
        done({});
    };
    return row;
}

void Camera::acquire()
{
    putAcquire(true, [](const Result<void>&) {});
}

void Camera::putAcquire(bool acquire, PutCompletion done)
{
    if (!acquire) {
        const bool endless = m_settings.imageMode() == CameraSettings::Continuous;
        if (m_acquiring)
            end(endless ? Idle : Aborted, QStringLiteral("Acquisition stopped"));
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
    show("NumImagesCounter_RBV", 0);
    for (const char* name : {"Acquire", "Acquire_RBV", "AcquireBusy"})
        show(name, 1);
    m_exposureStart = m_host.now();
    nextImage();
}

void Camera::nextImage()
{
    if (m_settings.triggerMode() == TriggerMode::Internal)
        expose();
    else
        setState(Waiting, QStringLiteral("Waiting for a trigger"));
}

void Camera::trigger(TriggerMode mode)
{
    if (m_acquiring && !m_due && m_settings.triggerMode() == mode)
        expose();
}

void Camera::expose()
{
    setState(Acquire, QStringLiteral("Acquiring data"));
    const double now = m_host.now();
    const double time = m_settings.exposureTime() * m_settings.exposuresPerImage();
    m_exposureStart = std::max(m_exposureStart, now);
    m_exposureEnd = m_exposureStart + time;
    m_due = m_host.after(inSeconds(m_exposureEnd - now), [this] { frameDue(); });
    if (time < 2 * CountdownPeriod)
        return;
    showRemaining();
    m_countdown = m_host.every(inSeconds(CountdownPeriod), [this] { showRemaining(); });
}

void Camera::showRemaining()
{
    const double now = m_host.now();
    show("TimeRemaining_RBV", std::max(0.0, m_exposureEnd - now));
    const double exposed = std::max(0.0, now - m_exposureStart) / m_settings.exposureTime();
    show("NumExposuresCounter_RBV", std::min(std::floor(exposed), double(m_settings.exposuresPerImage())));
}

void Camera::frameDue()
{
    m_due.reset();
    if (std::exchange(m_countdown, {}))
        show("TimeRemaining_RBV", 0);
    show("NumExposuresCounter_RBV", m_settings.exposuresPerImage());
    deliver();
    const qint64 taken = records().integer("NumImagesCounter_RBV") + 1;
    show("NumImagesCounter_RBV", double(taken));
    const CameraSettings::ImageMode mode = m_settings.imageMode();
    if (mode == CameraSettings::Single
        || (mode == CameraSettings::Multiple && taken >= records().integer("NumImages"))) {
        end(Idle, QStringLiteral("Acquisition complete"));
        return;
    }
    m_exposureStart += m_settings.period();
    nextImage();
}

void Camera::deliver()
{
    ++m_uniqueId;
    m_rate.count();
    const devices::Timestamp time = devices::now();
    m_settings.settings().set("ArrayCounter", records().number("ArrayCounter_RBV") + 1);
    records().setNumber("UniqueId_RBV", double(m_uniqueId), time);
    records().setNumber("TimeStamp_RBV", sinceEpicsEpoch(time), time);
    if (!records().flag("ArrayCallbacks") || !m_ports.wanted(m_port))
        return;
    const Readout part = m_settings.readout();
    const Exposure exposure = m_settings.exposure();
    Frame frame;
    frame.width = part.width();
    frame.height = part.height();
    frame.color = exposure.color;
    frame.type = exposure.type;
    frame.pixels = m_image.draw(m_spot(), part, exposure);
    frame.uniqueId = m_uniqueId;
    frame.time = time;
    m_ports.deliver(m_port, frame);
}

void Camera::end(int state, const QString& message)
{
    m_due.reset();
    m_countdown.reset();
    m_acquiring = false;
    setState(state, message);
    show("TimeRemaining_RBV", 0);
    show("Acquire", 0);
    show("Acquire_RBV", 0);
    release();
}

/// Ends what waits for the acquisition, once there is nothing left to wait for.
void Camera::release()
{
    if (m_acquiring || !records().flag("AcquireBusy"))
        return;
    if (records().flag("WaitForPlugins") && m_ports.queued() > 0)
        return;
    show("AcquireBusy", 0);
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    for (const PutCompletion& done : waiting)
        done({});
}

void Camera::setState(int state, const QString& message)
{
    show("DetectorState_RBV", state);
    records().setText("StatusMessage_RBV", message);
}

} // namespace simulator
