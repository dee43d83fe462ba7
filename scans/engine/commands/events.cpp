#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"
#include "scans/engine/refusal.h"

namespace scans {

namespace {

// Channels give up earlier by themselves; this one is for devices that forget to answer.
constexpr std::chrono::milliseconds ReadTimeout{10'000};

devices::Error noRun()
{
    return refusal(QT_TRANSLATE_NOOP("scans", "Events need an open run"));
}

std::vector<Readings> valuesOf(const Gather::Results& results)
{
    std::vector<Readings> values;
    for (const auto& result : results)
        values.push_back(result.value());
    return values;
}

devices::Result<Reply> describeAndSave(RunBundler& run, const Gather::Results& results)
{
    if (const devices::Result<void> described = run.describe(valuesOf(results)); !described)
        return described.error();
    if (const devices::Result<void> saved = run.save(); !saved)
        return saved.error();
    return Reply();
}

Answer gatherConfiguration(const DeviceList& devices, Gather::Finish finish)
{
    return Gather::start(std::make_unique<Gather>(
        devices, Gather::What::Configuration, Gather::Policy::All, ReadTimeout, std::move(finish)));
}

} // namespace

Answer runDeclareStream(RunContext& context, const msg::DeclareStream& message)
{
    RunBundler* run = context.runs.find(message.run);
    if (!run)
        return noRun();
    if (!message.devices || message.devices->empty())
        return refusal(QT_TRANSLATE_NOOP("scans", "A stream was declared without devices"));
    for (const devices::DevicePtr& device : *message.devices)
        context.ledger.use(device);
    const Columns columns = message.collected ? Columns::Collected : Columns::Read;
    const auto finish = [run, stream = message.stream, devices = message.devices, columns](
                            const Gather::Results& results) -> devices::Result<Reply> {
        const devices::Result<QString> declared = run->declare(stream, *devices, valuesOf(results), columns);
        return declared ? devices::Result<Reply>(declared.value()) : declared.error();
    };
    return gatherConfiguration(message.devices, finish);
}

Answer runCreate(RunContext& context, const msg::Create& message)
{
    RunBundler* run = context.runs.find(message.run);
    return run ? toAnswer(run->create(message.stream, message.gridIndex)) : noRun();
}

Answer runRead(RunContext& context, const msg::Read& message)
{
    for (const devices::DevicePtr& device : *message.devices)
        context.ledger.use(device);
    RunBundler* run = context.runs.find(message.run);
    const auto finish = [run, devices = message.devices](Gather::Results results) -> devices::Result<Reply> {
        std::vector<devices::Reading> all;
        for (std::size_t i = 0; i < results.size(); ++i) {
            Readings& readings = results[i].value();
            if (run)
                run->add((*devices)[i], readings);
            if (all.empty())
                all = std::move(readings);
            else
                all.insert(all.end(), readings.begin(), readings.end());
        }
        return Reply(std::move(all));
    };
    return Gather::start(
        std::make_unique<Gather>(message.devices, Gather::What::Values, Gather::Policy::All, ReadTimeout, finish));
}

Answer runSave(RunContext& context, const msg::Save& message)
{
    RunBundler* run = context.runs.find(message.run);
    if (!run)
        return noRun();
    const DeviceList undescribed = run->undescribed();
    if (!undescribed)
        return toAnswer(run->save());
    return gatherConfiguration(
        undescribed, [run](const Gather::Results& results) { return describeAndSave(*run, results); });
}

Answer runDrop(RunContext& context, const msg::Drop& message)
{
    RunBundler* run = context.runs.find(message.run);
    if (!run)
        return noRun();
    run->drop();
    return Reply();
}

} // namespace scans
