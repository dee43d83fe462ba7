#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/metadata.h"

#include <QCoreApplication>

namespace scans {

namespace {

// Cleanup waits for the last baseline, so it has to be short.
constexpr std::chrono::milliseconds BaselineTimeout{3000};

devices::Error refused(const char* text)
{
    return {devices::ErrorCode::Refused, QCoreApplication::translate("scans", text), {}};
}

Answer readBaseline(RunContext& context, std::function<Reply()> then)
{
    const DeviceList devices = context.settings.baseline;
    if (devices->empty())
        return then();
    const auto finish = [&context, devices, then](Gather::Results results) -> devices::Result<Reply> {
        context.run->baseline(devices, results);
        return then();
    };
    return Gather::start(
        std::make_unique<Gather>(devices, Gather::What::Readings, Gather::Policy::Some, BaselineTimeout, finish));
}

Reply closeRun(RunContext& context, const std::shared_ptr<const RunExit>& exit)
{
    // Once the end is decided, its reason must survive a plan that closes its run in passing.
    context.run->close(context.exit ? *context.exit : exit ? *exit : RunExit());
    const QString uid = context.run->start().uid;
    context.pointsDone = context.run->points();
    context.run.reset();
    return uid;
}

} // namespace

Answer runOpenRun(RunContext& context, const msg::OpenRun& message)
{
    if (context.run)
        return refused(QT_TRANSLATE_NOOP("scans", "A run was opened while another is open"));
    const EngineSettings& settings = context.settings;
    QJsonObject metadata = mergedMetadata(
        {programMetadata(), settings.profileMetadata, settings.sessionMetadata, message.metadata, context.metadata});
    for (const auto& preflight : settings.preflight) {
        if (const devices::Result<void> allowed = preflight(metadata); !allowed)
            return allowed.error();
    }
    context.scanId = settings.nextScanId();
    context.pointsTotal = metadata.value(QStringLiteral("num_points")).toInt();
    context.run = std::make_unique<RunBundler>(context.dispatcher, context.uids, context.scanId, std::move(metadata));
    const QString uid = context.run->start().uid;
    context.runUids.push_back(uid);
    return readBaseline(context, [uid] { return Reply(uid); });
}

Answer runCloseRun(RunContext& context, const msg::CloseRun& message)
{
    if (!context.run)
        return refused(QT_TRANSLATE_NOOP("scans", "A run was closed while none is open"));
    const auto close = [&context, exit = message.exit] { return closeRun(context, exit); };
    return message.baseline ? readBaseline(context, close) : close();
}

} // namespace scans
