#include "simulator/areadetector/plugin.h"

#include <QCoreApplication>

#include <limits>

namespace simulator {

namespace {

constexpr int DefaultQueue = 20;
constexpr int LongestQueue = 1000;
constexpr double LongestRest = 3600; // s

} // namespace

Plugin::Plugin(const Place& place, const Identity& identity)
    : m_place(place)
    , m_port(identity.port)
    , m_records(place.host, identity.prefix)
    , m_settings(m_records)
    , m_jobs(place.worker, [this] { showQueue(); })
    , m_rate(place.host, [this](double rate) { show("ArrayRate_RBV", rate); })
    , m_last(-std::numeric_limits<double>::infinity())
{
    addQueue(identity);
    addArray(identity);
    m_place.ports.add(m_port, this);
    const Result<QString> connected = connectTo(identity.source);
    Q_ASSERT(connected);
    m_settings.setText("NDArrayPort", connected.value());
}

void Plugin::addQueue(const Identity& identity)
{
    m_settings.add(menuRow("EnableCallbacks", identity.enabled, DisableEnable, "Take images"));
    m_settings.add(menuRow("BlockingCallbacks", 0, NoYes, "The camera waits for this plugin"),
        onlyStates(identity.mayBlock ? std::vector{0, 1} : std::vector{0},
            identity.prefix + QStringLiteral("BlockingCallbacks"),
            QCoreApplication::translate("simulator", "the camera does not wait for files")));
    m_settings.add(realRow("MinCallbackTime", 0, "Shortest time between images", "s"), within(0, LongestRest));
    m_settings.addText(textRow("NDArrayPort", {}, "Port whose images are taken"),
        [this](const QString& source) { return connectTo(source); });
    m_settings.add(wholeRow("QueueSize", DefaultQueue, "Images that may wait"), within(1, LongestQueue));
    m_settings.add(wholeRow("ArrayCounter", 0, "Images since it was set to 0"), within(0, 1e9));
    m_settings.add(
        wholeRow("DroppedArrays", 0, "Images for which there was no room, since it was set to 0"), within(0, 1e9));
    m_records.add({
        shown(wholeRow("QueueUse", 0, "Images that wait")),
        shown(wholeRow("QueueFree", DefaultQueue, "Images for which there is room")),
        shown(realRow("ArrayRate_RBV", 0, "Images per second", "Hz", 1)),
        shown(realRow("ExecutionTime_RBV", 0, "Time for the last image", "ms")),
    });
}

void Plugin::addArray(const Identity& identity)
{
    m_records.add({
        shown(textRow("PortName_RBV", identity.port, "Port of this plugin")),
        shown(textRow("PluginType_RBV", identity.type, "What this plugin is")),
        shown(wholeRow("NDimensions_RBV", 2, "Dimensions")),
        shown(wholeRow("ArraySize0_RBV", 0, "First dimension: the width, or 3 colours")),
        shown(wholeRow("ArraySize1_RBV", 0, "Second dimension: the height, or the width")),
        shown(wholeRow("ArraySize2_RBV", 0, "Third dimension: none, or the height")),
        shown(menuRow("DataType_RBV", static_cast<int>(PixelType::UInt16), pixelTypeNames(), "Pixel type")),
        shown(menuRow("ColorMode_RBV", 0, colorModeNames(), "Colour mode")),
        shown(wholeRow("UniqueId_RBV", 0, "Number of the image")),
        shown(realRow("TimeStamp_RBV", 0, "Time of the image, since 1990", "s", 6)),
        shown(wholeRow("EpicsTSSec_RBV", 0, "Time of the image, whole seconds since 1990", "s")),
        shown(wholeRow("EpicsTSNsec_RBV", 0, "Time of the image, nanoseconds", "ns")),
    });
}

Result<QString> Plugin::connectTo(const QString& source)
{
    if (const Result<void> connected = m_place.ports.connect(*this, source); !connected)
        return refusal(
            m_records.prefix() + QStringLiteral("NDArrayPort"), connected.error().code, connected.error().message);
    return source;
}

void Plugin::showQueue()
{
    show("QueueUse", m_jobs.pending());
    show("QueueFree", std::max(0.0, m_records.number("QueueSize") - m_jobs.pending()));
    m_place.ports.queueChanged();
}

void Plugin::take(const Frame& frame)
{
    const double now = m_place.host.now();
    const double rest = m_records.number("MinCallbackTime");
    if (rest > 0 && now - m_last < rest)
        return;
    const bool blocking = m_records.flag("BlockingCallbacks");
    if (!blocking && m_jobs.pending() >= m_records.integer("QueueSize")) {
        m_settings.set("DroppedArrays", m_records.number("DroppedArrays") + 1);
        return;
    }
    m_last = now;
    Worker::Work work = [this, frame, work = job(frame)]() -> Worker::Done {
        const auto start = std::chrono::steady_clock::now();
        Worker::Done done = work();
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
        return [this, frame, done = std::move(done), spent] {
            showArray(frame);
            done();
            m_settings.set("ArrayCounter", m_records.number("ArrayCounter") + 1);
            show("ExecutionTime_RBV", spent.count());
            m_rate.count();
        };
    };
    if (blocking)
        work()();
    else
        m_jobs.submit(std::move(work));
}

void Plugin::showArray(const Frame& frame)
{
    const bool rgb = frame.color == ColorMode::Rgb1;
    const auto post = [&](const char* name, double number) { show(name, number, frame.time); };
    post("NDimensions_RBV", rgb ? 3 : 2);
    post("ArraySize0_RBV", rgb ? frame.colors() : frame.width);
    post("ArraySize1_RBV", rgb ? frame.width : frame.height);
    post("ArraySize2_RBV", rgb ? frame.height : 0);
    post("DataType_RBV", static_cast<int>(frame.type));
    post("ColorMode_RBV", static_cast<int>(frame.color));
    post("UniqueId_RBV", double(frame.uniqueId));
    const EpicsTime time = toEpicsTime(frame.time);
    post("TimeStamp_RBV", sinceEpicsEpoch(frame.time));
    post("EpicsTSSec_RBV", double(time.seconds));
    post("EpicsTSNsec_RBV", double(time.nanoseconds));
}

} // namespace simulator
