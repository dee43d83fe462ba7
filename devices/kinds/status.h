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
    /// Why it failed, as a sentence that names the device and the PV; empty while pending and after success.
    QString reason() const;

    void finish(Result<void> result);
    /// Called at once if already done.
    void whenDone(Done done);

    /// Fraction 0…1, or nothing when unknown: what was set last, else what is followed, else the part of the expected time that is
    /// over. 1 after success.
    std::optional<double> progress() const;
    void setProgress(double fraction) { m_progress = fraction; }
    /// Asked whenever somebody wants to know, until it is finished.
    void followProgress(std::function<std::optional<double>()> progress) { m_follow = std::move(progress); }
    /// From now on.
    void setExpected(std::chrono::duration<double> time);
    /// A wait without a time-out of its own gives up after this; zero means never.
    std::chrono::milliseconds timeout() const { return m_timeout; }
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

private:
    const QString m_what;
    std::optional<Result<void>> m_result;
    std::vector<Done> m_listeners;
    std::optional<double> m_progress;
    std::function<std::optional<double>()> m_follow;
    std::chrono::duration<double> m_expected{0};
    std::chrono::steady_clock::time_point m_begun{};
    std::chrono::milliseconds m_timeout{0};
};

using StatusPtr = std::shared_ptr<Status>;

} // namespace devices
