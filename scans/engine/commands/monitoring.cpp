#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/refusal.h"

#include <cmath>

namespace scans {

namespace {

constexpr std::chrono::milliseconds ConfigurationTimeout{10'000};

/// Describes the stream, if need be, and begins to listen.
devices::Result<Reply> begin(
    RunContext& context, const msg::Monitor& message, const QString& stream, const Gather::Results& configuration)
{
    RunBundler& run = *context.runs.find(message.run);
    if (!run.isDeclared(stream)) {
        const auto declared = run.declare(stream, {message.device}, {configuration.front().value()}, Columns::Read);
        if (!declared)
            return declared.error();
    }
    const auto interval = std::chrono::duration<double>(message.maxRate > 0 ? 1 / message.maxRate : 0.0);
    const auto started = context.monitors.start(
        message.run, message.device, stream, std::chrono::duration_cast<std::chrono::steady_clock::duration>(interval));
    if (!started)
        return started.error();
    return Reply();
}

} // namespace

Answer runMonitor(RunContext& context, const msg::Monitor& message)
{
    if (!context.runs.find(message.run))
        return refusal(QT_TRANSLATE_NOOP("scans", "Monitors need an open run"));
    // Slower than once in ten days, and the interval would be more than the clock can count.
    if (!std::isfinite(message.maxRate) || message.maxRate < 0 || (message.maxRate > 0 && message.maxRate < 1e-6))
        return refusal(QT_TRANSLATE_NOOP("scans", "A device was to be monitored at an impossible rate"));
    context.ledger.use(message.device);
    const QString stream
        = message.stream.isEmpty() ? message.device->name() + QStringLiteral("_monitor") : message.stream;
    const auto finish = [&context, message, stream](const Gather::Results& configuration) {
        return begin(context, message, stream, configuration);
    };
    return Gather::start(std::make_unique<Gather>(makeDeviceList({message.device}), Gather::What::Configuration,
        Gather::Policy::All, ConfigurationTimeout, finish));
}

Answer runUnmonitor(RunContext& context, const msg::Unmonitor& message)
{
    if (!context.monitors.stop(context.runs, message.run, message.device))
        return refusal(QT_TRANSLATE_NOOP("scans", "A device was to be monitored no more that is not monitored"));
    return Reply();
}

} // namespace scans
