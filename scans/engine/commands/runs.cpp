#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/metadata.h"
#include "scans/engine/refusal.h"
#include "scans/engine/runexit.h"

namespace scans {

namespace {

// Cleanup waits for the last baseline, so it has to be short.
constexpr std::chrono::milliseconds BaselineTimeout{3000};

Answer readBaseline(RunContext& context, RunKey key, std::function<Reply()> then)
{
    const DeviceList devices = context.settings.baseline;
    if (devices->empty())
        return then();
    const auto finish = [&context, key, devices, then](Gather::Results results) -> devices::Result<Reply> {
        context.runs.find(key)->baseline(devices, results);
        return then();
    };
    return Gather::start(
        std::make_unique<Gather>(devices, Gather::What::Values, Gather::Policy::Some, BaselineTimeout, finish));
}

Reply closeRun(RunContext& context, RunKey key, const std::shared_ptr<const RunExit>& exit)
{
    context.monitors.stopAll(context.runs, key);
    RunBundler& run = *context.runs.find(key);
    // Once the end is decided, its reason must survive a plan that closes its run in passing.
    run.close(context.exit ? *context.exit : exit ? withDevice(*exit, context.ledger.used()) : RunExit());
    const QString uid = run.start().uid;
    context.pointsDone = run.points();
    context.runs.remove(key);
    return uid;
}

} // namespace

Answer runOpenRun(RunContext& context, const msg::OpenRun& message)
{
    if (context.runs.find(message.run))
        return message.run == DefaultRun
            ? refusal(QT_TRANSLATE_NOOP("scans", "A run was opened while another is open"))
            : refusal(QT_TRANSLATE_NOOP("scans", "A run was opened while another is open under its key"));
    const EngineSettings& settings = context.settings;
    QJsonObject metadata = mergedMetadata(
        {programMetadata(), settings.profileMetadata, settings.sessionMetadata, message.metadata, context.metadata});
    for (const auto& preflight : settings.preflight) {
        if (const devices::Result<void> allowed = preflight(metadata); !allowed)
            return allowed.error();
    }
    context.scanId = settings.nextScanId();
    context.pointsTotal = metadata.value(QStringLiteral("num_points")).toInt();
    auto made = std::make_unique<RunBundler>(context.dispatcher, context.uids, context.scanId, std::move(metadata));
    const QString uid = context.runs.add(message.run, std::move(made)).start().uid;
    context.runUids.push_back(uid);
    return readBaseline(context, message.run, [uid] { return Reply(uid); });
}

Answer runCloseRun(RunContext& context, const msg::CloseRun& message)
{
    if (!context.runs.find(message.run))
        return refusal(QT_TRANSLATE_NOOP("scans", "A run was closed while none is open"));
    const auto close = [&context, key = message.run, exit = message.exit] { return closeRun(context, key, exit); };
    return message.baseline ? readBaseline(context, message.run, close) : close();
}

} // namespace scans
