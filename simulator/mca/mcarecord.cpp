#include "simulator/mca/mcarecord.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace simulator {

namespace {

constexpr double TickPeriod = 0.1; // s
constexpr int TicksPerSpectrum = 5;
constexpr double Never = std::numeric_limits<double>::infinity();
constexpr double KeVPerChannel = 0.01;

const QStringList DoneAcquire{QStringLiteral("Done"), QStringLiteral("Acquire")};

} // namespace

McaRecord::McaRecord(
    Host& host, const QString& name, const QString& description, int channels, Source source, quint64 seed)
    : m_host(host)
    , m_record(host, {name, QStringLiteral("mca"), description, QStringLiteral("keV"), 3})
    , m_commands(host, name)
    , m_source(std::move(source))
    , m_spectrum(channels, seed)
    , m_rois(m_record, channels, [this] { show(pending()); })
{
    addSpectrum(channels);
    addCommands();
    addPresets(channels);
    addTimes();
    addCalibration();
}

void McaRecord::addSpectrum(int channels)
{
    Field spectrum = longField("VAL", 0, "Spectrum");
    spectrum.initial = devices::makeArray(std::vector<qint32>(static_cast<std::size_t>(channels)));
    spectrum.count = static_cast<std::size_t>(channels);
    spectrum.units = "counts";
    m_record.add({
        std::move(spectrum),
        longField("NMAX", channels, "Channels at most"),
        longField("NUSE", channels, "Channels in use",
            [this, channels](const Value& value, PutCompletion done) {
                m_record.set("NUSE", std::clamp<qint64>(devices::toInteger(value).value_or(0), 1, channels));
                show(pending());
                done({});
            }),
        longField("NORD", channels, "Channels read"),
        menuField("MODE", 0, {QStringLiteral("PHA"), QStringLiteral("MCS"), QStringLiteral("List")}, "Mode"),
        menuField("ACQG", 0, DoneAcquire, "Acquiring"),
        menuField("RDNG", 0, {QStringLiteral("Done"), QStringLiteral("Read")}, "Reading"),
    });
}

FieldPut McaRecord::command(void (McaRecord::*act)(), bool waits)
{
    return [this, act, waits](const Value& value, PutCompletion done) {
        if (devices::toInteger(value).value_or(0) == 0) {
            done({});
            return;
        }
        if (waits)
            m_waiting.push_back(done);
        (this->*act)();
        if (!waits)
            done({});
    };
}

void McaRecord::addCommands()
{
    struct Command
    {
        const char* field;
        const char* record;
        const char* label;
        const char* about;
        void (McaRecord::*act)();
        bool waits;
    };
    const std::array commands{
        Command{"STRT", "Start", "Acquire", "Go on counting", &McaRecord::start, true},
        Command{"ERST", "EraseStart", "Acquire", "Erase, then count", &McaRecord::eraseStart, true},
        Command{"STOP", "Stop", "Stop", "Stop counting", &McaRecord::stop, false},
        Command{"ERAS", "Erase", "Erase", "Erase the spectrum", &McaRecord::erase, false},
        Command{"READ", "Read", "Read", "Show the spectrum as it is now", &McaRecord::read, false},
    };
    for (const Command& each : commands) {
        const QStringList labels{QStringLiteral("Done"), QString::fromUtf8(each.label)};
        m_record.add({menuField(each.field, 0, labels, each.about, command(each.act, each.waits))});
        m_commands.add(
            {{each.record, "bo", EnumIndex{0}, each.about, "", 0, labels, command(each.act, each.waits), {}, {}}});
    }
}

FieldPut McaRecord::preset(const std::string& field)
{
    return [this, field](const Value& value, PutCompletion done) {
        m_record.set(field, std::max(0.0, devices::toDouble(value).value_or(0)));
        if (m_acquiring)
            scheduleEnd();
        done({});
    };
}

void McaRecord::addPresets(int channels)
{
    m_record.add({
        numberField("PRTM", 0, "Real time to count; 0: no end", "s", preset("PRTM")),
        numberField("PLTM", 0, "Live time to count; 0: no end", "s", preset("PLTM")),
        numberField("PCT", 0, "Counts from PCTL to PCTH to count; 0: no end", "counts", preset("PCT")),
        longField("PCTL", 0, "First channel for PCT", m_record.store("PCTL")),
        longField("PCTH", channels - 1, "Last channel for PCT", m_record.store("PCTH")),
    });
}

void McaRecord::addTimes()
{
    m_record.add({
        numberField("ERTM", 0, "Real time counted", "s"),
        numberField("ELTM", 0, "Live time counted", "s"),
        numberField("ACT", 0, "Counts from PCTL to PCTH", "counts"),
        numberField("DTIM", 0, "Part of the time that was dead", "%"),
        numberField("IDTIM", 0, "Part of the time that is dead now", "%"),
        numberField("DWEL", 0, "Time for each channel; not in this mode", "s"),
        textField("STIM", {}, "When the spectrum was begun"),
    });
}

void McaRecord::addCalibration()
{
    m_record.add({
        numberField("CALO", 0, "Energy of channel 0", "@", m_record.store("CALO")),
        numberField("CALS", KeVPerChannel, "Energy for each channel", "@", m_record.store("CALS")),
        numberField("CALQ", 0, "Energy for each channel squared", "@", m_record.store("CALQ")),
        numberField("TTH", 90, "Angle of the detector", "deg", m_record.store("TTH")),
    });
}

void McaRecord::eraseStart()
{
    erase();
    start();
}

void McaRecord::start()
{
    if (m_acquiring)
        return;
    m_acquiring = true;
    m_record.set("ACQG", 1);
    if (m_spectrum.real() == 0)
        m_record.set("STIM", devices::toIso(devices::now()).left(23));
    m_since = m_host.now();
    follow();
    m_ticks = 0;
    m_ticking = m_host.every(inSeconds(TickPeriod), [this] { tick(); });
    scheduleEnd();
}

void McaRecord::stop()
{
    if (m_acquiring)
        finish();
}

void McaRecord::erase()
{
    m_spectrum.erase();
    m_since = m_host.now();
    if (m_acquiring) {
        m_record.set("STIM", devices::toIso(devices::now()).left(23));
        scheduleEnd();
    }
    show(0);
}

double McaRecord::pending() const
{
    return m_acquiring ? m_host.now() - m_since : 0;
}

void McaRecord::follow()
{
    std::optional<Arriving> arriving = m_source();
    if (!arriving)
        return;
    m_spectrum.add(pending());
    m_since = m_host.now();
    m_spectrum.setRates(std::move(arriving->rates), arriving->liveFraction);
    scheduleEnd();
}

void McaRecord::tick()
{
    follow();
    const bool countsEnd = m_record.number("PCT") > 0 || m_rois.endsAcquisition();
    if (countsEnd || ++m_ticks % TicksPerSpectrum == 0)
        show(pending());
    else
        showTimes(pending());
    if (countsEnd && countsReached())
        finish();
}

bool McaRecord::countsReached() const
{
    const double preset = m_record.number("PCT");
    return (preset > 0 && m_record.number("ACT") >= preset) || m_rois.presetReached();
}

double McaRecord::presetEnd() const
{
    const double real = m_record.number("PRTM");
    const double live = m_record.number("PLTM");
    double end = Never;
    if (real > 0)
        end = std::min(end, real - m_spectrum.real());
    if (live > 0)
        end = std::min(end, (live - m_spectrum.live()) / m_spectrum.liveFraction());
    return std::max(0.0, end);
}

void McaRecord::scheduleEnd()
{
    m_ending.reset();
    const double end = presetEnd();
    if (end < Never)
        m_ending = m_host.after(inSeconds(std::max(0.0, m_since + end - m_host.now())), [this] { finish(); });
}

void McaRecord::finish()
{
    m_spectrum.add(std::min(pending(), presetEnd()));
    m_acquiring = false;
    m_ticking.reset();
    m_ending.reset();
    show(0);
    m_record.set("IDTIM", 0);
    m_record.set("ACQG", 0);
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    for (const PutCompletion& done : waiting)
        done({});
}

void McaRecord::show(double pending)
{
    std::vector<qint32> counts = m_spectrum.counts(pending);
    counts.resize(static_cast<std::size_t>(m_record.integer("NUSE")));
    const auto last = static_cast<qint64>(counts.size()) - 1;
    const qint64 low = std::clamp<qint64>(m_record.integer("PCTL"), 0, last);
    const qint64 high = std::clamp<qint64>(m_record.integer("PCTH"), low, last);
    m_record.set("ACT", std::accumulate(counts.begin() + low, counts.begin() + high + 1, 0.0));
    m_rois.update(counts);
    m_record.set("NORD", counts.size());
    m_record.set("VAL", devices::makeArray(std::move(counts)));
    showTimes(pending);
}

void McaRecord::showTimes(double pending)
{
    const double real = m_spectrum.real() + pending;
    const double live = m_spectrum.live() + pending * m_spectrum.liveFraction();
    m_record.set("ERTM", real);
    m_record.set("ELTM", live);
    m_record.set("DTIM", real > 0 ? 100 * (1 - live / real) : 0);
    m_record.set("IDTIM", m_acquiring ? 100 * (1 - m_spectrum.liveFraction()) : 0);
}

void McaRecord::list(std::vector<Record::Listed>& rows) const
{
    const std::vector<Record::Listed> own = m_record.list();
    rows.insert(rows.end(), own.begin(), own.end());
    m_commands.list(rows);
}

} // namespace simulator
