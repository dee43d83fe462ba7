#include "simulator/environment.h"

#include <cmath>
#include <numbers>

namespace simulator {

namespace {

constexpr double TopUpInterval = 60; // s
constexpr double DecayPerInterval = 0.005;
constexpr double MostCurrent = 500; // mA
constexpr std::chrono::milliseconds SlowPeriod{500};
constexpr std::chrono::milliseconds FastPeriod{100};

} // namespace

double decayedCurrent(double stored, double seconds)
{
    const double phase = std::fmod(seconds, TopUpInterval) / TopUpInterval;
    return stored * (1 - DecayPerInterval * phase);
}

Environment::Environment(Host& host, const QString& prefix, std::function<double()> incidentRate, quint64 seed)
    : m_host(host)
    , m_records(host, prefix)
    , m_incidentRate(std::move(incidentRate))
    , m_random(seed, 4)
{
    const QStringList closedOpen{QStringLiteral("Closed"), QStringLiteral("Open")};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Range currents{0, MostCurrent};
    m_records.add({
        kept({"shutter", "bo", EnumIndex{1}, "Photon shutter", "", 0, closedOpen, m_records.store("shutter"), {}, {}}),
        {"ring:current", "ai", 400.0, "Ring current", "mA", 2, {}, {}, currents, {{200, MostCurrent}, {350, 450}}},
        kept({"ring:stored", "ao", 400.0, "Current to which the ring is topped up", "mA", 1, {},
            [this](const Value& value, PutCompletion done) {
                const double current = devices::toDouble(value).value_or(0);
                m_records.setNumber("ring:stored", std::clamp(current, 0.0, MostCurrent));
                done({});
            },
            currents, {}}),
        {"vacuum", "ai", 1.2e-9, "Pressure in the front end", "mbar", 2, {}, {}, {0, 1e-6}, {{nan, 1e-8}, {nan, 5e-9}}},
        {"hutch:temperature", "ai", 24.6, "Temperature in the hutch", "degC", 2, {}, {}, {0, 50}, {{18, 30}, {20, 28}}},
        {"I0:rate", "ai", 0.0, "Incident beam, live", "cps", 0, {}, {}, {}, {}},
    });
}

void Environment::start()
{
    m_slow = m_host.every(SlowPeriod, [this] { updateSlow(); });
    m_fast = m_host.every(FastPeriod, [this] { updateFast(); });
}

void Environment::stop()
{
    m_slow.reset();
    m_fast.reset();
}

void Environment::updateSlow()
{
    const double hours = m_host.now() / 3600;
    m_records.setNumber("vacuum", 1.2e-9 * std::exp(0.05 * m_random.gauss()));
    m_records.setNumber(
        "hutch:temperature", 24.6 + 0.05 * std::sin(2 * std::numbers::pi * hours * 6) + 0.008 * m_random.gauss());
}

void Environment::updateFast()
{
    const double current = decayedCurrent(storedCurrent(), m_host.now());
    m_records.setNumber("ring:current", std::max(0.0, current + 0.03 * m_random.gauss()));
    const double rate = m_incidentRate();
    const double window = 0.1; // s of counting behind each value
    m_records.setNumber("I0:rate", poissonQuantile(m_random.uniform(), rate * window) / window);
}

} // namespace simulator
