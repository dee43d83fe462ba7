#include "simulator/scalerrecord.h"

#include "devices/records/recordlink.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simulator {

namespace {

constexpr double ClockFrequency = 1e7;
constexpr std::size_t ClockChannel = 0;
constexpr qsizetype MostChannels = 64;
constexpr quint16 LinkStatus = 14;
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
    Q_ASSERT(!channels.isEmpty() && channels.size() <= MostChannels);
    m_record.add(countFields());
    m_record.add(timeFields());
    m_record.add(linkFields());
    addChannels(channels);
}

std::vector<Field> ScalerRecord::countFields()
{
    const QStringList counting{QStringLiteral("Done"), QStringLiteral("Count")};
    const QStringList modes{QStringLiteral("OneShot"), QStringLiteral("AutoCount")};
    return {
        numberField("VAL", 0, "Elapsed time", "@"),
        numberField("T", 0, "Elapsed time", "@"),
        menuField("CNT", 0, counting, "Count",
            [this](const Value& value, PutCompletion done) {
                putCount(devices::toInteger(value).value_or(0) != 0, std::move(done));
            }),
        menuField("PCNT", 0, counting, "Count, as before"),
        kept(menuField("CONT", 0, modes, "One shot or continuous",
            [this](const Value& value, PutCompletion done) { putContinuous(value, std::move(done)); })),
        integerField("NCH", 0, "Number of channels"),
        integerField("SS", 0, "State: 0 idle, 1 waiting, 2 counting"),
        integerField("US", 0, "User's state: 0 idle, 1 waiting, 3 counting"),
    };
}

std::vector<Field> ScalerRecord::timeFields()
{
    const auto stored = [this](const char* field, double initial, const char* about, const char* units) {
        return kept(numberField(field, initial, about, units, m_record.store(field)));
    };
    return {
        kept(numberField("TP", 1, "Preset time", "@", onNumber(this, &ScalerRecord::setPresetTime))),
        stored("TP1", 1, "Preset time of AutoCount", "@"),
        numberField("FREQ", ClockFrequency, "Clock frequency", "Hz"),
        stored("RATE", 10, "Display rate", "Hz"),
        stored("RAT1", 10, "Display rate of AutoCount", "Hz"),
        stored("DLY", 0, "Delay before counting", "@"),
        stored("DLY1", 0, "Delay before AutoCount", "@"),
    };
}

std::vector<Field> ScalerRecord::linkFields()
{
    return {
        kept(textField("COUT", {}, "PV to which CNT is written when counting begins and ends", m_record.store("COUT"))),
        kept(textField("COUTP", {}, "PV to which CNT is written as soon as it is put", m_record.store("COUTP"))),
    };
}

void ScalerRecord::addChannels(const QStringList& channels)
{
    m_record.set("NCH", static_cast<int>(channels.size()));
    for (qsizetype i = 0; i < channels.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        const auto index = static_cast<std::size_t>(i);
        const bool clock = index == ClockChannel;
        m_channels.push_back({"D" + number, "PR" + number, "G" + number, "S" + number});
        m_record.add({
            kept(numberField("PR" + number, clock ? ClockFrequency : 0, "Preset counts", "", presetPut(index))),
            kept(menuField("G" + number, clock, {QStringLiteral("N"), QStringLiteral("Y")},
                "Ends the count at its preset", gatePut(index))),
            menuField("D" + number, clock, {QStringLiteral("Up"), QStringLiteral("Dn")}, "Direction of counting"),
            kept(textField("NM" + number, channels[i], "Channel name", m_record.store("NM" + number))),
            numberField("S" + number, 0, "Counts"),
        });
    }
}

void ScalerRecord::putContinuous(const Value& value, PutCompletion done)
{
    m_record.set("CONT", value);
    if (m_state == State::Idle && m_record.flag("CONT"))
        startAfter(m_record.number("DLY1"), true);
    else if (m_autoCounting && !m_record.flag("CONT"))
        rest();
    done({});
}

std::vector<double> ScalerRecord::counts() const
{
    std::vector<double> counts;
    for (const Channel& channel : m_channels)
        counts.push_back(m_record.number(channel.counts));
    return counts;
}

void ScalerRecord::follow(const char* linkField, bool counting)
{
    // A link to nowhere is a PV that is disconnected or misspelt: it shows in the alarm, counting goes on.
    const Result<void> written = devices::writeLink(m_host, m_record.text(linkField), counting);
    m_record.setAlarm(written ? Alarm{} : Alarm{Severity::Invalid, LinkStatus});
}

void ScalerRecord::setGate(std::size_t channel, bool on)
{
    m_record.set(m_channels[channel].gate, on);
    m_record.set(m_channels[channel].direction, on);
}

void ScalerRecord::setPresetTime(double seconds)
{
    m_record.set("TP", std::max(0.0, seconds));
    m_record.set("PR1", std::round(m_record.number("TP") * ClockFrequency));
    setGate(ClockChannel, true);
}

FieldPut ScalerRecord::presetPut(std::size_t channel)
{
    return [this, channel](const Value& value, PutCompletion done) {
        const double counts = std::max(0.0, std::round(devices::toDouble(value).value_or(0)));
        m_record.set(m_channels[channel].preset, counts);
        if (counts > 0)
            setGate(channel, true);
        if (channel == ClockChannel)
            m_record.set("TP", counts / ClockFrequency);
        done({});
    };
}

FieldPut ScalerRecord::gatePut(std::size_t channel)
{
    return [this, channel](const Value& value, PutCompletion done) {
        setGate(channel, devices::toInteger(value).value_or(0) != 0);
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
        follow("COUTP", true);
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
    if (!m_autoCounting) {
        m_record.set("PCNT", 1);
        follow("COUT", true);
    }
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
    if (m_observer)
        m_observer();
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
    const bool asked = m_record.flag("CNT");
    const bool counted = m_record.flag("PCNT");
    m_record.set("CNT", 0);
    m_record.set("PCNT", 0);
    if (asked)
        follow("COUTP", false);
    if (counted)
        follow("COUT", false);
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    if (m_record.flag("CONT"))
        startAfter(m_record.number("DLY1"), true);
    for (const PutCompletion& done : waiting)
        done({});
}

} // namespace simulator
