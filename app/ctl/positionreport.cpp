#include "app/ctl/positionreport.h"

#include "app/session/texts.h"

#include <future>

namespace app {

using namespace devices;

namespace {

/// Runs a task on the engine's thread and waits for it.
template <typename Task>
void onEngine(Session& session, const Task& task)
{
    std::promise<void> done;
    session.engine().post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace

PositionReport::PositionReport(Session& session, const Output& output)
    : m_session(session)
    , m_output(output)
{
}

int PositionReport::print(const QStringList& names, std::chrono::milliseconds timeout)
{
    const QStringList asked = names.isEmpty() ? movables() : names;
    const Result<void> connected = m_session.waitForDevices(asked, timeout);
    if (!connected && connected.error().code != ErrorCode::Disconnected) {
        m_output.error(connected.error());
        return BadUsage;
    }
    for (const Entry& entry : look(asked))
        printEntry(entry);
    if (connected)
        return Success;
    m_output.error(connected.error());
    return Failed;
}

void PositionReport::printChanges(const QStringList& names)
{
    for (const Entry& entry : look(names)) {
        if (!entry.position || m_shown.value(entry.name, *entry.position + 1) == *entry.position)
            continue;
        m_shown[entry.name] = *entry.position;
        printEntry(entry);
    }
}

QStringList PositionReport::movables()
{
    QStringList found;
    onEngine(m_session, [&] {
        for (const DeviceSpec& spec : m_session.profile().devices) {
            const Result<DevicePtr> device = m_session.planDevices().find(spec.name);
            if (device && device.value()->movable())
                found << spec.name;
        }
    });
    return found;
}

std::vector<PositionReport::Entry> PositionReport::look(const QStringList& names)
{
    std::vector<Entry> entries;
    onEngine(m_session, [&] {
        for (const QString& name : names) {
            const Result<DevicePtr> device = m_session.planDevices().find(name);
            if (!device)
                continue;
            Entry entry{name, std::nullopt, {}, 6};
            if (device.value()->missing().isEmpty()) {
                entry.position = device.value()->position();
                if (const std::vector<DataKey> keys = device.value()->describe(); !keys.empty()) {
                    entry.units = keys.front().units;
                    entry.precision = keys.front().precision.value_or(6);
                }
            }
            entries.push_back(std::move(entry));
        }
    });
    return entries;
}

void PositionReport::printEntry(const Entry& entry) const
{
    if (m_output.json()) {
        QJsonObject object{{QStringLiteral("device"), entry.name}, {QStringLiteral("units"), entry.units}};
        object.insert(QStringLiteral("position"), entry.position ? QJsonValue(*entry.position) : QJsonValue());
        m_output.object(object);
        return;
    }
    const QString position
        = entry.position ? QString::number(*entry.position, 'f', entry.precision) : QStringLiteral("—");
    m_output.line(QStringLiteral("%1  %2 %3").arg(entry.name, -16).arg(position, 14).arg(entry.units).trimmed());
}

} // namespace app
