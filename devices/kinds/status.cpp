#include "devices/kinds/status.h"

#include <algorithm>

namespace devices {

StatusPtr Status::done()
{
    auto status = std::make_shared<Status>(QString());
    status->finish({});
    return status;
}

StatusPtr Status::failed(Error error)
{
    auto status = std::make_shared<Status>(QString());
    status->finish(std::move(error));
    return status;
}

void Status::finish(Result<void> result)
{
    if (m_result)
        return;
    m_result = std::move(result);
    m_follow = nullptr;
    if (*m_result)
        m_progress = 1;
    const std::vector<Done> listeners = std::exchange(m_listeners, {});
    for (const Done& listener : listeners)
        listener(*m_result);
}

QString Status::reason() const
{
    return m_result && !*m_result ? m_result->error().message : QString();
}

std::optional<double> Status::progress() const
{
    if (m_progress)
        return m_progress;
    if (m_follow)
        return m_follow();
    if (m_result || m_expected.count() <= 0)
        return std::nullopt;
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - m_begun;
    return std::min(1.0, gone / m_expected);
}

void Status::setExpected(std::chrono::duration<double> time)
{
    m_expected = time;
    m_begun = std::chrono::steady_clock::now();
}

void Status::whenDone(Done done)
{
    if (m_result)
        done(*m_result);
    else
        m_listeners.push_back(std::move(done));
}

} // namespace devices
