#include "simulator/scalerrecord.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simulator {

namespace {

constexpr double ClockFrequency = 1e7;
constexpr std::size_t ClockChannel = 0;
constexpr double DefaultPreset = 1000;
constexpr double SlowestUpdate = 0.1; // Hz
constexpr double FastestUpdate = 50; // Hz
constexpr double ShortestAutoCount = 0.02; // s
constexpr double Never = std::numeric_limits<double>::infinity();

} // namespace

ScalerRecord::ScalerRecord(
    Host& host, const QString& name, const QString& description, const QStringList& channels, Rates rates, quint64 seed)
    : m_host(host)
    , m_record(host, {name, QStringLiteral("scaler"), description, QStringLiteral("s"), 3})
    , m_rates(std::move(rates))
    , m_random(seed, 1)
    , m_autoRandom(seed, 2)
{
    addFields(channels);
}

void ScalerRecord::addFields(const QStringList& channels)
{
    const QStringList counting{QStringLiteral("Done"), QStringLiteral("Count")};
    const QStringList modes{QStringLiteral("OneShot"), QStringLiteral("AutoCount")};
    m_record.add({
        numberField("VAL", 0, "Elapsed time", "@"),
        numberField("T", 0, "Elapsed time", "@"),
        menuField("CNT", 0, counting, "Count",
            [this](const Value& value, PutCompletion done) {
                putCount(devices::toInteger(value).value_or(0) != 0, std::move(done));
            }),
        menuField("CONT", 0, modes, "One shot or continuous",
            [this](const Value& value, PutCompletion done) {
                m_record.set("CONT", value);
                if (m_state == State::Idle && m_record.flag("CONT"))
                    startAfter(m_record.number("DLY1"), true);
                else if (m_autoCounting && !m_record.flag("CONT"))
                    rest();
                done({});
            }),
        numberField("TP", 1, "Preset time", "@",
            [this](const Value& value, PutCompletion done) {
                setPresetTime(devices::toDouble(value).value_or(0));
                done({});
            }),
        numberField("TP1", 1, "Preset time of AutoCount", "@", m_record.store("TP1")),
        numberField("FREQ", ClockFrequency, "Clock frequency", "Hz"),
        numberField("RATE", 10, "Display rate", "Hz", m_record.store("RATE")),
        numberField("RAT1", 10, "Display rate of AutoCount", "Hz", m_record.store("RAT1")),
        numberField("DLY", 0, "Delay before counting", "@", m_record.store("DLY")),
        numberField("DLY1", 0, "Delay before AutoCount", "@", m_record.store("DLY1")),
        integerField("NCH", static_cast<int>(channels.size()), "Number of channels"),
        integerField("SS", 0, "State: 0 idle, 1 waiting, 2 counting"),
        integerField("US", 0, "User's state: 0 idle, 1 waiting, 3 counting"),
    });
    for (qsizetype i = 0; i < channels.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        const auto index = static_cast<std::size_t>(i);
        const bool clock = index == ClockChannel;
        m_channels.push_back({"PR" + number, "G" + number, "S" + number});
        m_record.add({
            numberField("PR" + number, clock ? ClockFrequency : 0, "Preset counts", "", presetPut(index)),
            menuField("G" + number, clock, {QStringLiteral("N"), QStringLiteral("Y")}, "Ends the count at its preset",
                gatePut(index)),
            menuField("D" + number, clock, {QStringLiteral("Up"), QStringLiteral("Dn")}, "Direction of counting"),
            textField("NM" + number, channels[i], "Channel name", m_record.store("NM" + number)),
            numberField("S" + number, 0, "Counts"),
        });
    }
}

void ScalerRecord::setPresetTime(double seconds)
{
    m_record.set("TP", std::max(0.0, seconds));
    m_record.set("PR1", std::round(m_record.number("TP") * ClockFrequency));
    m_record.set("G1", 1);
}

FieldPut ScalerRecord::presetPut(std::size_t channel)
{
    return [this, channel](const Value& value, PutCompletion done) {
        const double counts = std::max(0.0, std::round(devices::toDouble(value).value_or(0)));
        m_record.set(m_channels[channel].preset, counts);
        if (counts > 0)
            m_record.set(m_channels[channel].gate, 1);
        if (channel == ClockChannel)
            m_record.set("TP", counts / ClockFrequency);
        done({});
    };
}

FieldPut ScalerRecord::gatePut(std::size_t channel)
{
    return [this, channel](const Value& value, PutCompletion done) {
        m_record.set(m_channels[channel].gate, value);
        if (m_record.flag(m_channels[channel].gate) && m_record.number(m_channels[channel].preset) <= 0)
            m_record.set(m_channels[channel].preset, DefaultPreset);
        done({});
    };
}

void ScalerRecord::putCount(bool count, PutCompletion done)
{
    const bool idle = m_state == State::Idle || m_autoCounting;
    if (!count) {
        if (m_state == State::Counting && !m_autoCounting)
            finish(std::min(m_host.now() - m_started, endTime()));
        else if (!idle)
            rest();
        done({});
        return;
    }
    m_waiting.push_back(std::move(done));
    m_record.set("CNT", 1);
    if (idle)
        startAfter(m_record.number("DLY"), false);
}

void ScalerRecord::startAfter(double delay, bool autoCount)
{
    m_autoCounting = autoCount;
    m_ticking.reset();
    m_ending.reset();
    if (!(delay > 0)) {
        start();
        return;
    }
    m_state = State::Delaying;
    m_record.set("SS", 1);
    m_record.set("US", autoCount ? 0 : 1);
    m_ending = m_host.after(inSeconds(delay), [this] { start(); });
}

void ScalerRecord::start()
{
    m_state = State::Counting;
    m_record.set("SS", 2);
    m_record.set("US", m_autoCounting ? 0 : 3);
    m_started = m_host.now();
    m_since = 0;
    m_current = m_rates();
    for (Channel& channel : m_channels) {
        channel.luck = (m_autoCounting ? m_autoRandom : m_random).uniform();
        channel.expected = 0;
    }
    showCounts(0);
    const double wanted = m_record.number(m_autoCounting ? "RAT1" : "RATE");
    const double rate = std::clamp(wanted, SlowestUpdate, FastestUpdate);
    m_ticking = m_host.every(inSeconds(1 / rate), [this] { update(); });
    scheduleEnd();
}

void ScalerRecord::update()
{
    const double elapsed = m_host.now() - m_started;
    const std::vector<double> rates = m_rates();
    if (rates != m_current) { // something moved: what was counted so far stays counted
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            m_channels[i].expected += m_current[i] * (elapsed - m_since);
        m_since = elapsed;
        m_current = rates;
        scheduleEnd();
    }
    showCounts(std::min(elapsed, endTime()));
}

void ScalerRecord::scheduleEnd()
{
    const double end = endTime();
    m_ending.reset();
    if (end < Never) {
        const double left = std::max(0.0, m_started + end - m_host.now());
        m_ending = m_host.after(inSeconds(left), [this, end] { finish(end); });
    }
}

double ScalerRecord::countsAfter(std::size_t channel, double elapsed) const
{
    if (channel == ClockChannel)
        return std::round(elapsed * ClockFrequency);
    const Channel& counter = m_channels[channel];
    return poissonQuantile(counter.luck, counter.expected + m_current[channel] * (elapsed - m_since));
}

double ScalerRecord::endTime() const
{
    if (m_autoCounting)
        return std::max(ShortestAutoCount, m_record.number("TP1"));
    double end = Never;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const double preset = m_record.number(m_channels[i].preset);
        if (m_record.flag(m_channels[i].gate))
            end = std::min(end, i == ClockChannel ? preset / ClockFrequency : whenReached(i, preset));
    }
    return end;
}

double ScalerRecord::whenReached(std::size_t channel, double preset) const
{
    if (countsAfter(channel, m_since) >= preset)
        return m_since;
    if (!(m_current[channel] > 0))
        return Never;
    double late = m_since + 1;
    while (countsAfter(channel, late) < preset)
        late = m_since + 2 * (late - m_since);
    double early = m_since;
    for (int i = 0; i < 60; ++i) {
        const double middle = (early + late) / 2;
        (countsAfter(channel, middle) < preset ? early : late) = middle;
    }
    return late;
}

void ScalerRecord::showCounts(double elapsed)
{
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        m_record.set(m_channels[i].counts, countsAfter(i, elapsed));
    m_record.set("T", elapsed);
    m_record.set("VAL", elapsed);
}

void ScalerRecord::finish(double elapsed)
{
    showCounts(elapsed);
    rest();
}

void ScalerRecord::rest()
{
    m_ticking.reset();
    m_ending.reset();
    m_state = State::Idle;
    m_autoCounting = false;
    m_record.set("SS", 0);
    m_record.set("US", 0);
    m_record.set("CNT", 0);
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    if (m_record.flag("CONT"))
        startAfter(m_record.number("DLY1"), true);
    for (const PutCompletion& done : waiting)
        done({});
}

} // namespace simulator
