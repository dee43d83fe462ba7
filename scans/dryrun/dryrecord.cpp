#include "scans/dryrun/dryrecord.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace scans {

namespace {

constexpr std::size_t mostMetadata = 100; // runs
constexpr std::size_t MostRows = 4096;
// The file has these beside the columns of each event: time and number.
constexpr qint64 BytesBesides = 16;

/// Every second one.
void thin(DryPath& path)
{
    const auto width = std::size_t(path.motors.size());
    std::vector<double> kept;
    for (std::size_t row = 0; row < path.rows(); row += 2)
        kept.insert(kept.end(), path.positions.begin() + std::ptrdiff_t(row * width),
            path.positions.begin() + std::ptrdiff_t((row + 1) * width));
    path.positions = std::move(kept);
    path.stride *= 2;
}

} // namespace

void DryRecord::open(const msg::OpenRun& message, const Find& known, DryResult& result)
{
    ++result.runs;
    if (result.metadata.size() < mostMetadata)
        result.metadata.push_back(message.metadata);
    const QJsonValue points = message.metadata.value(QStringLiteral("num_points"));
    m_all = m_all && points.isDouble();
    m_declared += points.toInteger();
    if (result.runs > 1)
        return;
    for (const QJsonValue& size : message.metadata.value(QStringLiteral("shape")).toArray())
        result.shape.push_back(size.toInt());
    if (result.shape.empty() && points.isDouble())
        result.shape = {points.toInt()};
    m_motors.clear();
    for (const QJsonValue& name : message.metadata.value(QStringLiteral("motors")).toArray()) {
        if (const DryDevicePtr motor = known(name.toString()))
            m_motors.push_back(motor);
    }
    m_listed = !m_motors.empty();
}

void DryRecord::moved(const DryDevicePtr& motor)
{
    if (m_listed || m_fixed)
        return;
    if (std::find(m_motors.begin(), m_motors.end(), motor) == m_motors.end())
        m_motors.push_back(motor);
}

void DryRecord::read(RunKey run, qint64 bytes)
{
    if (const auto event = m_open.find(run); event != m_open.end())
        event->second.bytes += bytes;
}

bool DryRecord::save(RunKey run, DryResult& result)
{
    const auto found = m_open.find(run);
    if (found == m_open.end())
        return false;
    const Event event = found->second;
    m_open.erase(found);
    result.bytes += event.bytes + BytesBesides;
    if (event.stream != QLatin1String("primary"))
        return false;
    ++result.points;
    m_lastBytes = event.bytes + BytesBesides;
    addToPath(result.path);
    return true;
}

void DryRecord::addToPath(DryPath& path)
{
    if (!m_fixed) {
        m_fixed = true;
        for (const DryDevicePtr& motor : m_motors)
            path.motors << motor->name();
    }
    if (path.motors.isEmpty() || ++m_sinceStored < path.stride)
        return;
    m_sinceStored = 0;
    for (std::size_t k = 0; k < std::size_t(path.motors.size()); ++k)
        path.positions.push_back(m_motors[k]->position().value_or(std::numeric_limits<double>::quiet_NaN()));
    if (path.rows() == MostRows) {
        thin(path);
        m_sinceStored = path.stride / 2;
    }
}

void DryRecord::extrapolate(DryResult& result) const
{
    result.pointsKnown = result.pointsKnown && (m_all || result.runs == 0);
    if (result.complete || m_declared <= result.points)
        return;
    result.bytes += (m_declared - result.points) * m_lastBytes;
    result.points = m_declared;
}

} // namespace scans
