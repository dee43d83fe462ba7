#pragma once

#include "devices/kinds/device.h"

namespace devices {

/// Asks several devices the same question and answers once all have, in their order, or with the first error.
/// Thread:  that of the devices. `done` may be called before start() returns.
template <typename T>
class FanIn : public Handle::Guard
{
public:
    using Done = std::function<void(Result<std::vector<T>>)>;
    using Ask = std::function<Handle(Device&, std::function<void(Result<T>)>)>;

    static Handle start(const std::vector<DevicePtr>& devices, const Ask& ask, Done done)
    {
        if (devices.empty()) {
            done(std::vector<T>());
            return {};
        }
        const auto fan = std::make_shared<FanIn>(devices.size(), std::move(done));
        for (std::size_t i = 0; i < devices.size() && fan->m_done; ++i)
            fan->m_handles.push_back(
                ask(*devices[i], [raw = fan.get(), i](Result<T> answer) { raw->arrived(i, std::move(answer)); }));
        return Handle(fan);
    }

    FanIn(std::size_t count, Done done)
        : m_answers(count)
        , m_left(count)
        , m_done(std::move(done))
    {
        m_handles.reserve(count);
    }

private:
    void arrived(std::size_t index, Result<T> answer)
    {
        if (!m_done)
            return;
        if (!answer)
            return finish(answer.error());
        m_answers[index] = std::move(answer).value();
        if (--m_left == 0)
            finish(std::move(m_answers));
    }

    // `done` may drop the fan: nothing of it is touched afterwards.
    void finish(Result<std::vector<T>> result)
    {
        const Done done = std::exchange(m_done, nullptr);
        done(std::move(result));
    }

    std::vector<Handle> m_handles;
    std::vector<T> m_answers;
    std::size_t m_left;
    Done m_done;
};

} // namespace devices
