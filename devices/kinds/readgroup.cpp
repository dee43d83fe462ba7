#include "devices/kinds/readgroup.h"

namespace devices {

namespace {

class ReadGroup : public Handle::Guard
{
public:
    ReadGroup(std::size_t count, ReadDone done)
        : m_readings(count)
        , m_left(count)
        , m_done(std::move(done))
    {
        m_gets.reserve(count);
    }

    void add(Handle get) { m_gets.push_back(std::move(get)); }

    void arrived(std::size_t index, const Result<Reading>& result)
    {
        if (!m_done)
            return;
        if (!result)
            return finish(result.error());
        m_readings[index] = result.value();
        if (--m_left == 0)
            finish(std::move(m_readings));
    }

private:
    // `done` may drop the group: nothing of it is touched afterwards.
    void finish(Result<std::vector<Reading>> result)
    {
        const ReadDone done = std::exchange(m_done, nullptr);
        done(std::move(result));
    }

    std::vector<Handle> m_gets;
    std::vector<Reading> m_readings;
    std::size_t m_left;
    ReadDone m_done;
};

} // namespace

Handle readAll(Mailbox& mailbox, const std::vector<ChannelPtr>& channels, ReadDone done)
{
    if (channels.empty()) {
        done(std::vector<Reading>());
        return {};
    }
    const auto group = std::make_shared<ReadGroup>(channels.size(), std::move(done));
    for (std::size_t i = 0; i < channels.size(); ++i) {
        group->add(channels[i]->get(
            mailbox, [raw = group.get(), i](const Result<Reading>& result) { raw->arrived(i, result); }));
    }
    return Handle(group);
}

} // namespace devices
