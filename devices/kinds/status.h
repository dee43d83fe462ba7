#pragma once

#include "devices/channel/result.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace devices {

/// Something under way that a device was asked to do: done, or failed with a reason.
/// Thread:  that of the device; finished once, later calls are ignored.
class Status
{
public:
    using Done = std::function<void(const Result<void>&)>;

    static std::shared_ptr<Status> pending(QString what) { return std::make_shared<Status>(std::move(what)); }
    static std::shared_ptr<Status> done();
    static std::shared_ptr<Status> failed(Error error);

    explicit Status(QString what)
        : m_what(std::move(what))
    {
    }

    /// What is being waited for, as words for people: "sx to reach 0.700 mm".
    const QString& what() const { return m_what; }
    bool isDone() const { return m_result.has_value(); }
    /// Only when done.
    const Result<void>& result() const { return *m_result; }

    void finish(Result<void> result);
    /// Called at once if already done.
    void whenDone(Done done);

    /// Fraction 0…1, or nothing when unknown.
    std::optional<double> progress() const { return m_progress; }
    void setProgress(double fraction) { m_progress = fraction; }
    /// A wait without a time-out of its own gives up after this; zero means never.
    std::chrono::milliseconds timeout() const { return m_timeout; }
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

private:
    const QString m_what;
    std::optional<Result<void>> m_result;
    std::vector<Done> m_listeners;
    std::optional<double> m_progress;
    std::chrono::milliseconds m_timeout{0};
};

using StatusPtr = std::shared_ptr<Status>;

} // namespace devices
