#pragma once

#include "scans/engine/answer.h"

#include <functional>

namespace scans {

/// Reads several devices at the same time.
/// Thread:  engine's; must not move once started, because the devices' answers point to it.
class Gather : public Pending
{
public:
    using Results = std::vector<devices::Result<Readings>>;
    using Finish = std::function<devices::Result<Reply>(Results results)>;

    enum class What : quint8 { Values, Configuration };
    enum class Policy : quint8 {
        All, ///< the first failure is that of the whole
        Some, ///< who does not answer in time is left out; those who are not connected are not asked
    };

    Gather(DeviceList devices, What what, Policy policy, std::chrono::milliseconds timeout, Finish finish);
    /// Starts reading; the answer may be there at once.
    static Answer start(std::unique_ptr<Gather> gather);

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override;
    SteadyTime deadline() const override { return m_deadline; }
    QString what() const override;
    std::vector<devices::DevicePtr> devices() const override;

private:
    struct Slot
    {
        std::optional<devices::Result<Readings>> result;
        devices::Handle handle;
    };

    void begin();
    devices::Error timeoutError() const;

    const DeviceList m_devices;
    const What m_what;
    const Policy m_policy;
    const std::chrono::milliseconds m_timeout;
    const Finish m_finish;
    std::vector<Slot> m_slots;
    std::size_t m_open = 0;
    SteadyTime m_deadline = SteadyTime::max();
};

/// "BD:m1.VAL is disconnected" for the first device of these that misses something.
std::optional<devices::Error> connectionLoss(const std::vector<devices::DevicePtr>& devices);

} // namespace scans
