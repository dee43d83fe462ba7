#pragma once

#include "scans/engine/answer.h"

#include <QCoreApplication>
#include <QStringList>

#include <functional>

namespace scans {

/// Asks several devices for something at the same time; the first failure is that of the whole.
/// Thread:  engine's; must not move once started, because the devices' answers point to it.
template <typename T>
class AskAll : public Pending
{
public:
    using Done = std::function<void(devices::Result<T>)>;
    using Ask = std::function<devices::Handle(devices::Device&, Done)>;
    using Finish = std::function<devices::Result<Reply>(std::vector<T>)>;

    static Answer start(DeviceList devices, std::chrono::milliseconds timeout, const Ask& ask, Finish finish)
    {
        auto made = std::make_unique<AskAll>(std::move(devices), timeout, std::move(finish));
        made->begin(ask);
        return toAnswer(PendingPtr(std::move(made)));
    }
    AskAll(DeviceList devices, std::chrono::milliseconds timeout, Finish finish)
        : m_devices(std::move(devices))
        , m_timeout(timeout)
        , m_finish(std::move(finish))
        , m_slots(m_devices->size())
    {
    }

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override
    {
        bool open = false;
        for (const Slot& slot : m_slots) {
            if (slot.result && !*slot.result)
                return slot.result->error();
            open = open || !slot.result;
        }
        if (open && now >= m_deadline)
            return devices::Error{devices::ErrorCode::Timeout,
                QCoreApplication::translate("scans", "Waited %1 s in vain for %2")
                    .arg(QString::number(std::chrono::duration<double>(m_timeout).count(), 'f', 1), what()),
                this->devices().front()->name()};
        if (open)
            return std::nullopt;
        std::vector<T> values;
        for (Slot& slot : m_slots)
            values.push_back(std::move(*slot.result).value());
        return m_finish(std::move(values));
    }
    SteadyTime deadline() const override { return m_deadline; }
    QString what() const override
    {
        QStringList names;
        for (const devices::DevicePtr& device : devices())
            names << device->name();
        return QCoreApplication::translate("scans", "%1 to answer").arg(names.join(QStringLiteral(", ")));
    }
    std::vector<devices::DevicePtr> devices() const override
    {
        std::vector<devices::DevicePtr> silent;
        for (std::size_t i = 0; i < m_slots.size(); ++i) {
            if (!m_slots[i].result)
                silent.push_back((*m_devices)[i]);
        }
        return silent;
    }

private:
    struct Slot
    {
        std::optional<devices::Result<T>> result;
        devices::Handle handle;
    };

    void begin(const Ask& ask)
    {
        m_deadline = std::chrono::steady_clock::now() + m_timeout;
        for (std::size_t i = 0; i < m_slots.size(); ++i)
            m_slots[i].handle = ask(
                *(*m_devices)[i], [this, i](devices::Result<T> result) { m_slots[i].result = std::move(result); });
    }

    const DeviceList m_devices;
    const std::chrono::milliseconds m_timeout;
    const Finish m_finish;
    std::vector<Slot> m_slots;
    SteadyTime m_deadline = SteadyTime::max();
};

} // namespace scans
