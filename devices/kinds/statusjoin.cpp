#include "devices/kinds/statusjoin.h"

#include <algorithm>

namespace devices {

namespace {

/// What nobody holds any more has ended.
std::optional<double> slowest(const std::vector<std::weak_ptr<Status>>& all)
{
    std::optional<double> least;
    for (const std::weak_ptr<Status>& weak : all) {
        const StatusPtr status = weak.lock();
        const std::optional<double> progress = status ? status->progress() : 1;
        if (progress)
            least = std::min(least.value_or(1), *progress);
    }
    return least;
}

/// Zero, which means never, is the longest.
std::chrono::milliseconds longest(const std::vector<StatusPtr>& all)
{
    std::chrono::milliseconds most{0};
    for (const StatusPtr& status : all) {
        if (status->isDone())
            continue;
        if (status->timeout().count() == 0)
            return std::chrono::milliseconds(0);
        most = std::max(most, status->timeout());
    }
    return most;
}

} // namespace

StatusPtr joined(const QString& what, const std::vector<StatusPtr>& all, std::function<void()> failed)
{
    struct Tally
    {
        std::size_t left;
        Result<void> outcome;
    };
    const StatusPtr status = Status::pending(what);
    const std::vector<std::weak_ptr<Status>> parts(all.cbegin(), all.cend());
    status->followProgress([parts] { return slowest(parts); });
    status->setTimeout(longest(all));
    const auto tally = std::make_shared<Tally>(Tally{all.size(), {}});
    if (all.empty())
        status->finish({});
    for (const StatusPtr& each : all) {
        each->whenDone([status, tally, failed](const Result<void>& result) {
            const bool first = !result && tally->outcome;
            if (first)
                tally->outcome = result;
            --tally->left;
            if (first && failed)
                failed();
            if (tally->left == 0)
                status->finish(tally->outcome);
        });
    }
    return status;
}

} // namespace devices
