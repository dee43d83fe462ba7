#include "scans/engine/chain.h"
#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/metadata.h"
#include "scans/engine/refusal.h"
#include "scans/engine/runexit.h"

namespace scans {

namespace {

// Cleanup waits for the last baseline, so it has to be short.
constexpr std::chrono::milliseconds BaselineTimeout{3000};

Answer gatherSome(const DeviceList& devices, Gather::What what, Gather::Finish finish)
{
    return Gather::start(
        std::make_unique<Gather>(devices, what, Gather::Policy::Some, BaselineTimeout, std::move(finish)));
}

Answer describeBaseline(RunBundler& run, const DeviceList& devices, const std::shared_ptr<Gather::Results>& values,
    const std::function<Reply()>& then)
{
    const auto finish = [&run, devices, values, then](const Gather::Results& settings) -> devices::Result<Reply> {
        run.describeBaseline(devices, *values, settings);
        run.baseline(devices, *values);
        return then();
    };
    return gatherSome(devices, Gather::What::Configuration, finish);
}

Answer readBaseline(RunContext& context, RunKey key, std::function<Reply()> then)
{
    const DeviceList devices = context.settings.baseline;
    if (devices->empty())
        return then();
    const auto values = std::make_shared<Gather::Results>();
    const auto keep = [values](Gather::Results results) -> devices::Result<Reply> {
        *values = std::move(results);
        return Reply();
    };
    const auto record = [&context, key, devices, values, then](const Reply&) -> Answer {
        RunBundler& run = *context.runs.find(key);
        if (!run.isDeclared(QStringLiteral("baseline")))
            return describeBaseline(run, devices, values, then);
        run.baseline(devices, *values);
        return then();
    };
    return Chain::start(gatherSome(devices, Gather::What::Values, keep), record);
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
    context.atCheckpoint = context.cache.enabled();
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
    QJsonObject metadata = mergedMetadata({versionMetadata(), settings.profileMetadata, settings.sessionMetadata,
        planMetadata(), message.metadata, context.metadata});
    if (const devices::Result<void> recordable = checkMetadata(metadata); !recordable)
        return recordable.error();
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
