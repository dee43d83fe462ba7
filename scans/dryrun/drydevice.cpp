#include "scans/dryrun/drydevice.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace scans {

using devices::DataKey;
using devices::Reading;
using devices::Value;
using std::chrono::duration;

namespace {

constexpr qint64 MostElements = 1 << 24;
constexpr qint64 BytesOfText = 16;
constexpr qint64 BytesOfNumber = 8;

qint64 elementsOf(const DataKey& key)
{
    return std::accumulate(key.shape.begin(), key.shape.end(), qint64{1}, std::multiplies<>());
}

qint64 bytesOfColumn(const DataKey& key)
{
    if (key.dtype == DataKey::Dtype::Array)
        return elementsOf(key) * key.itemBytes;
    return key.dtype == DataKey::Dtype::String ? BytesOfText : BytesOfNumber;
}

qint64 bytesOfEvent(const devices::Device& device)
{
    qint64 bytes = 0;
    for (const std::vector<DataKey>& keys : {device.describe(), device.describeFrames()}) {
        for (const DataKey& key : keys)
            bytes += bytesOfColumn(key);
    }
    return bytes;
}

/// Something of the right type and size. Numbers are 1: a plan may divide by them.
Value somethingFor(const DataKey& key)
{
    switch (key.dtype) {
    case DataKey::Dtype::Integer:
        return qint64{1};
    case DataKey::Dtype::String:
        return key.choices.isEmpty() ? QString() : key.choices.front();
    case DataKey::Dtype::Array:
        return devices::makeArray(
            std::vector<quint8>(std::size_t(std::clamp(elementsOf(key), qint64{0}, MostElements)), 1));
    case DataKey::Dtype::Number:
        break;
    }
    return 1.0;
}

} // namespace

DryDevice::DryDevice(devices::DevicePtr real, const double* clock)
    : Device(real->name(), real->kind())
    , m_real(std::move(real))
    , m_clock(clock)
    , m_keys(m_real->describe())
    , m_bytes(bytesOfEvent(*m_real))
{
    if (const std::optional<double> at = m_real->position())
        m_motion = Motion{*at, *at, *clock, *clock};
}

devices::Handle DryDevice::read(devices::ReadDone done)
{
    done(readings());
    return {};
}

devices::Result<void> DryDevice::check(double target) const
{
    if (const devices::Result<void> allowed = m_real->check(target); !allowed)
        note(target, allowed.error());
    return {};
}

devices::Result<void> DryDevice::checkDwell(std::chrono::duration<double> dwell) const
{
    if (const devices::Result<void> possible = m_real->checkDwell(dwell); !possible)
        note(dwell.count(), possible.error());
    return {};
}

void DryDevice::note(double target, const devices::Error& error) const
{
    if (error.code != devices::ErrorCode::LimitViolation) {
        if (!m_trouble)
            m_trouble = error;
        return;
    }
    // A device that does not tell its limits has refused something beyond where it stands.
    const devices::Range limits = m_keys.empty() ? devices::Range() : m_keys.front().limits;
    const bool high = limits.valid() ? target > limits.high : target > location().readback;
    std::optional<LimitProblem>& side = high ? m_high : m_low;
    if (side && (high ? side->value >= target : side->value <= target))
        return;
    side = LimitProblem{name(), target, {}, error};
    if (limits.valid())
        side->limit = high ? limits.high : limits.low;
}

std::vector<LimitProblem> DryDevice::limitProblems() const
{
    std::vector<LimitProblem> found;
    for (const std::optional<LimitProblem>& side : {m_low, m_high}) {
        if (side)
            found.push_back(*side);
    }
    return found;
}

std::optional<duration<double>> DryDevice::moveTime(double from, double to) const
{
    return m_real->moveTime(from, to);
}

duration<double> DryDevice::triggerTime(duration<double> dwell) const
{
    return m_real->triggerTime(dwell);
}

std::optional<double> DryDevice::position() const
{
    if (!m_motion)
        return std::nullopt;
    const Motion& motion = *m_motion;
    if (*m_clock >= motion.ends)
        return motion.to;
    const double part = (*m_clock - motion.begun) / (motion.ends - motion.begun);
    return motion.from + (motion.to - motion.from) * part;
}

devices::Location DryDevice::location() const
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return {m_motion ? m_motion->to : unknown, position().value_or(unknown)};
}

devices::Handle DryDevice::locate(devices::LocateDone done)
{
    done(location());
    return {};
}

std::optional<double> DryDevice::moveTo(double target)
{
    // Plans of many points have asked about each of them ahead, and it takes time.
    if (!m_extent || target < m_extent->lowest || target > m_extent->highest || m_low || m_high) {
        const devices::Result<void> noted = check(target);
        Q_ASSERT(noted.ok());
    }
    if (!m_extent)
        m_extent = Extent{name(), m_keys.empty() ? QString() : m_keys.front().units, target, target};
    m_extent->lowest = std::min(m_extent->lowest, target);
    m_extent->highest = std::max(m_extent->highest, target);
    const std::optional<double> from = position();
    const std::optional<duration<double>> time = from ? m_real->moveTime(*from, target) : std::nullopt;
    const double seconds = time && std::isfinite(time->count()) ? time->count() : 0;
    m_motion = Motion{from.value_or(target), target, *m_clock, *m_clock + seconds};
    return time ? std::optional(m_motion->ends) : std::nullopt;
}

void DryDevice::halt()
{
    if (const std::optional<double> at = position())
        m_motion = Motion{*at, *at, *m_clock, *m_clock};
}

const std::vector<Reading>& DryDevice::readings()
{
    if (m_readings.empty()) {
        for (const DataKey& key : m_keys)
            m_readings.push_back({somethingFor(key)});
    }
    if (!movable())
        return m_readings;
    const devices::Location at = location();
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        if (m_keys[i].name == name())
            m_readings[i].value = at.readback;
        else if (m_keys[i].name == name() + QLatin1String("_setpoint"))
            m_readings[i].value = at.setpoint;
    }
    return m_readings;
}

} // namespace scans
