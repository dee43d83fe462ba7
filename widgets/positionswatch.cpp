#include "widgets/positionswatch.h"

#include "devices/channel/format.h"

#include <cmath>

namespace widgets {

using namespace devices;

PositionsWatch::PositionsWatch(Desk& desk, const QStringList& pvs, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
{
    for (const QString& pv : pvs) {
        auto binding = std::make_unique<PvBinding>(desk, pv);
        const auto announce = [this, pv] { Q_EMIT changed(pv); };
        connect(binding.get(), &PvBinding::valueChanged, this, announce);
        connect(binding.get(), &PvBinding::infoChanged, this, announce);
        connect(binding.get(), &PvBinding::connectionChanged, this, announce);
        m_bindings.push_back(std::move(binding));
    }
}

const PvBinding* PositionsWatch::find(const QString& pv) const
{
    for (const auto& binding : m_bindings) {
        if (binding->pv() == pv)
            return binding.get();
    }
    return nullptr;
}

std::vector<storage::SavedValue> PositionsWatch::values() const
{
    std::vector<storage::SavedValue> values;
    for (const auto& binding : m_bindings) {
        storage::SavedValue value;
        value.pv = binding->pv();
        value.units = binding->info().units;
        if (!binding->hasValue()) {
            value.problem = tr("not connected");
        } else {
            value.value = binding->reading().value;
            value.time = binding->reading().time;
            if (const auto* state = std::get_if<EnumIndex>(&value.value))
                value.label = binding->info().labels.value(state->index);
        }
        values.push_back(std::move(value));
    }
    return values;
}

models::CompareModel::Current PositionsWatch::current(const storage::SavedValue& saved) const
{
    models::CompareModel::Current current;
    const PvBinding* binding = find(saved.pv);
    if (!binding)
        return current;
    const ChannelInfo& info = binding->info();
    current.connected = binding->hasValue();
    current.value = binding->reading().value;
    current.text = binding->text();
    current.savedText = saved.label.isEmpty() ? format(saved.value, info, true) : saved.label;
    current.units = info.units;
    current.precision = info.precision;
    // What the display cannot tell apart is not called a difference.
    if (info.precision)
        current.tolerance = 0.5 * std::pow(10.0, -*info.precision);
    return current;
}

void PositionsWatch::restore(const std::vector<storage::SavedValue>& values)
{
    m_puts.clear();
    m_failures.clear();
    m_written = 0;
    m_waiting = static_cast<int>(values.size());
    for (const storage::SavedValue& value : values) {
        const PvBinding* binding = find(value.pv);
        const auto done = [this, pv = value.pv](const Result<void>& result) {
            if (result)
                ++m_written;
            else
                m_failures << result.error().message;
            if (--m_waiting == 0)
                Q_EMIT restored(m_written, m_failures);
        };
        const Result<ChannelPtr> channel = m_desk.hub().channel(value.pv);
        if (!binding || !binding->isConnected() || !channel) {
            done(Error{ErrorCode::Disconnected, tr("%1 is not connected").arg(value.pv), value.pv});
            continue;
        }
        m_puts.push_back(channel.value()->put(m_desk.pump().mailbox(), value.value, PutMode::Complete, done,
            std::chrono::milliseconds(0), QStringLiteral("restore")));
    }
}

} // namespace widgets
