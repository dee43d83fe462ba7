#include "devices/kinds/status.h"

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
    const std::vector<Done> listeners = std::exchange(m_listeners, {});
    for (const Done& listener : listeners)
        listener(*m_result);
}

void Status::whenDone(Done done)
{
    if (m_result)
        done(*m_result);
    else
        m_listeners.push_back(std::move(done));
}

} // namespace devices
