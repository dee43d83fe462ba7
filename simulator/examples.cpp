#include "simulator/examples.h"

#include "simulator/rangefields.h"
#include "simulator/statefields.h"

#include <cmath>
#include <numbers>

namespace simulator {

namespace {

constexpr quint64 Stream = 50;
constexpr std::chrono::milliseconds Period{100};
constexpr double SinePeriod = 10; // s
constexpr double RampPeriod = 20; // s
constexpr std::size_t WaveSize = 200;
constexpr Range Volts{-10, 10};
constexpr Range Integers{-1000, 1000};
constexpr double LargestExact = 9007199254740992; // a double holds every integer up to it

const QStringList OffOn{QStringLiteral("Off"), QStringLiteral("On")};
const QStringList Phases{QStringLiteral("Idle"), QStringLiteral("Warming up"), QStringLiteral("Ready"),
    QStringLiteral("Running"), QStringLiteral("Fault")};

Value wave(double phase)
{
    std::vector<double> points(WaveSize);
    for (std::size_t i = 0; i < WaveSize; ++i) {
        const double x = static_cast<double>(i) / static_cast<double>(WaveSize);
        points[i] = std::sin(2 * std::numbers::pi * (3 * x + phase)) * (1 - x);
    }
    return devices::makeArray(std::move(points));
}

Value staircase()
{
    std::vector<qint16> points(WaveSize);
    for (std::size_t i = 0; i < WaveSize; ++i)
        points[i] = static_cast<qint16>(i / 20 * 100);
    return devices::makeArray(std::move(points));
}

Value text(const char* content)
{
    const QByteArray bytes(content);
    return devices::makeArray(std::vector<quint8>(bytes.begin(), bytes.end()));
}

} // namespace

Examples::Examples(Host& host, const QString& prefix, quint64 seed)
    : m_host(host)
    , m_records(host, prefix + QStringLiteral("ex:"))
    , m_calc(host,
          {{prefix + QStringLiteral("ex:calc"), QStringLiteral("calc"), QStringLiteral("Expression of its inputs"),
               QStringLiteral("V"), 3},
              12, QStringLiteral("A*A+B"), true})
    , m_random(seed, Stream)
{
    for (std::vector<RecordRow> rows : {stateRows(), numberRows(), textRows(), arrayRows(), liveRows()})
        m_records.add(std::move(rows));
    const Range exact{-LargestExact, LargestExact};
    const std::pair<const char*, Range> ranges[] = {{"ao", Volts}, {"ai", Volts}, {"longout", Integers},
        {"longin", Integers}, {"int64out", exact}, {"int64in", exact}};
    for (const auto& [name, range] : ranges)
        addRangeFields(m_records.at(name), range);
    for (const char* name : {"bo", "bi", "mbbo", "mbbi"})
        addStateFields(m_records.at(name));
    for (const char* name : {"mbbo", "mbbi"}) {
        m_records.at(name).set("ONSV", 1);
        m_records.at(name).set("FRSV", 2);
    }
}

std::vector<RecordRow> Examples::stateRows()
{
    const auto busy = [this](const Value& value, PutCompletion done) { putBusy(value, std::move(done)); };
    return {
        devices::kept(
            RecordRow{"bo", "bo", EnumIndex{0}, "Two states, to be written", "", 0, OffOn, echo("bo", "bi"), {}, {}}),
        {"bi", "bi", EnumIndex{0}, "Two states, follows bo", "", 0, OffOn, {}, {}, {}},
        devices::kept(RecordRow{"mbbo", "mbbo", EnumIndex{0}, "Several states, to be written", "", 0, Phases,
            echo("mbbo", "mbbi"), {}, {}}),
        {"mbbi", "mbbi", EnumIndex{0}, "Several states, follows mbbo", "", 0, Phases, {}, {}, {}},
        {"busy", "busy", EnumIndex{0}, "Busy once written, until busyTime is over or Done is written", "", 0,
            {QStringLiteral("Done"), QStringLiteral("Busy")}, busy, {}, {}},
        devices::kept(RecordRow{"busyTime", "ao", 2.0, "How long busy is busy; 0: until Done is written", "s", 2, {},
            m_records.store("busyTime"), {}, {}}),
    };
}

std::vector<RecordRow> Examples::numberRows()
{
    const AlarmLimits alarms{{-9, 9}, {-7, 7}};
    const Range exact{-LargestExact, LargestExact};
    return {
        devices::kept(RecordRow{
            "ao", "ao", 1.5, "Number to be written, -10 to 10", "V", 3, {}, echoNumber("ao", "ai"), Volts, alarms}),
        {"ai", "ai", 1.5, "Number, follows ao", "V", 3, {}, {}, Volts, alarms},
        devices::kept(RecordRow{"longout", "longout", qint64(42), "Integer to be written, -1000 to 1000", "counts", 0,
            {}, echoNumber("longout", "longin"), Integers, {{-900, 900}, {-700, 700}}}),
        {"longin", "longin", qint64(42), "Integer, follows longout", "counts", 0, {}, {}, Integers,
            {{-900, 900}, {-700, 700}}},
        devices::kept(RecordRow{"int64out", "int64out", 1099511627776.0, "Integer beyond 32 bits to be written", "", 0,
            {}, echoNumber("int64out", "int64in"), exact, {}}),
        {"int64in", "int64in", 1099511627776.0, "Integer beyond 32 bits, follows int64out", "", 0, {}, {}, exact, {}},
    };
}

std::vector<RecordRow> Examples::textRows()
{
    return {
        devices::kept(RecordRow{"stringout", "stringout", QStringLiteral("Hello"), "Short text to be written", "", 0,
            {}, echo("stringout", "stringin"), {}, {}}),
        {"stringin", "stringin", QStringLiteral("Hello"), "Short text, follows stringout", "", 0, {}, {}, {}, {}},
        devices::kept(
            RecordRow{"longString", "waveform", text("A text that is longer than the forty characters of a string."),
                "Long text to be written", "", 0, {}, m_records.store("longString"), {}, {}, NativeType::Char, 512}),
    };
}

std::vector<RecordRow> Examples::arrayRows()
{
    const auto row = [this](const char* name, const char* about, Value initial, NativeType element) {
        return RecordRow{
            name, "waveform", std::move(initial), about, "V", 3, {}, m_records.store(name), {}, {}, element, WaveSize};
    };
    return {
        row("wave:double", "Doubles to be written", wave(0), NativeType::Double),
        row("wave:short", "Short integers to be written", staircase(), NativeType::Short),
        row("wave:char", "Bytes to be written", devices::makeArray(std::vector<quint8>{0, 1, 2, 3, 254, 255}),
            NativeType::Char),
    };
}

std::vector<RecordRow> Examples::liveRows()
{
    const AlarmLimits alarms{{-9, 9}, {-7, 7}};
    return {
        {"sine", "ai", 0.0, "Goes up and down in 10 s", "V", 3, {}, {}, Volts, alarms},
        {"ramp", "ai", 0.0, "Rises from 0 to 100 in 20 s", "%", 1, {}, {}, {0, 100}, {}},
        {"noise", "ai", 0.0, "Normal noise around 0", "V", 3, {}, {}, {-5, 5}, {}},
        {"counter", "longin", qint64(0), "Counts ten times a second", "", 0, {}, {}, {}, {}},
        {"wave:live", "waveform", wave(0), "A wave that travels", "V", 3, {}, {}, {-1, 1}, {}, NativeType::Double,
            WaveSize},
        devices::kept(RecordRow{"run", "bo", EnumIndex{1}, "Lets the live ones live", "", 0,
            {QStringLiteral("Stopped"), QStringLiteral("Running")}, m_records.store("run"), {}, {}}),
    };
}

FieldPut Examples::echo(const std::string& name, const std::string& input)
{
    return [this, name, input](const Value& value, PutCompletion done) {
        for (const std::string& record : {name, input}) {
            m_records.at(record).set("VAL", value);
            showAlarm(record);
        }
        done({});
    };
}

FieldPut Examples::echoNumber(const std::string& name, const std::string& input)
{
    return onNumber([this, name, input](double number) {
        const double within = drivable(m_records.at(name), number);
        m_records.setNumber(name, within);
        m_records.setNumber(input, within);
    });
}

void Examples::showAlarm(const std::string& name)
{
    Record& record = m_records.at(name);
    if (record.has("ZSV") || record.has("ZRSV"))
        showStateAlarm(record);
}

void Examples::putBusy(const Value& value, PutCompletion done)
{
    m_records.at("busy").set("VAL", value);
    if (!m_records.flag("busy")) {
        endBusy();
        done({});
        return;
    }
    m_busyPuts.push_back(std::move(done));
    const double seconds = m_records.number("busyTime");
    if (seconds > 0)
        m_busy = m_host.after(inSeconds(seconds), [this] { endBusy(); });
    else
        m_busy.reset();
}

void Examples::endBusy()
{
    m_busy.reset();
    m_records.setNumber("busy", 0);
    for (const PutCompletion& done : std::exchange(m_busyPuts, {}))
        done({});
}

void Examples::start()
{
    m_ticking = m_host.every(Period, [this] { update(); });
}

void Examples::stop()
{
    m_ticking.reset();
}

void Examples::update()
{
    if (!m_records.flag("run"))
        return;
    const double now = m_host.now();
    m_records.setNumber("sine", Volts.high * std::sin(2 * std::numbers::pi * now / SinePeriod));
    m_records.setNumber("ramp", 100 * std::fmod(now, RampPeriod) / RampPeriod);
    m_records.setNumber("noise", m_random.gauss());
    m_records.setNumber("counter", m_records.number("counter") + 1);
    m_records.at("wave:live").set("VAL", wave(now / SinePeriod));
}

void Examples::list(std::vector<Record::Listed>& rows) const
{
    m_records.list(rows);
    const std::vector<Record::Listed> calc = m_calc.record().list();
    rows.insert(rows.end(), calc.begin(), calc.end());
}

std::vector<Record::Kept> Examples::kept() const
{
    std::vector<Record::Kept> rows = m_records.kept();
    const std::vector<Record::Kept> calc = m_calc.record().kept();
    rows.insert(rows.end(), calc.begin(), calc.end());
    return rows;
}

} // namespace simulator
