#include "scans/engine/commandtable.h"
#include "scans/engine/gather.h"

#include <QCoreApplication>

namespace scans {

namespace {

// Channels give up earlier by themselves; this one is for devices that forget to answer.
constexpr std::chrono::milliseconds ReadTimeout{10'000};

devices::Error noRun()
{
    return {devices::ErrorCode::Refused, QCoreApplication::translate("scans", "Events need an open run"), {}};
}

devices::Result<Reply> describeAndSave(RunContext& context, const Gather::Results& results)
{
    std::vector<Gather::Readings> configuration;
    for (const auto& result : results)
        configuration.push_back(result.value());
    if (const devices::Result<void> described = context.run->describe(configuration); !described)
        return described.error();
    if (const devices::Result<void> saved = context.run->save(); !saved)
        return saved.error();
    return Reply();
}

} // namespace

Answer runCreate(RunContext& context, const msg::Create& message)
{
    if (!context.run)
        return noRun();
    return toAnswer(context.run->create(message.stream, message.gridIndex));
}

Answer runRead(RunContext& context, const msg::Read& message)
{
    for (const devices::DevicePtr& device : *message.devices)
        context.ledger.use(device);
    const auto finish = [&context, devices = message.devices](Gather::Results results) -> devices::Result<Reply> {
        std::vector<devices::Reading> all;
        for (std::size_t i = 0; i < results.size(); ++i) {
            Gather::Readings& readings = results[i].value();
            if (context.run)
                context.run->add((*devices)[i], readings);
            if (all.empty())
                all = std::move(readings);
            else
                all.insert(all.end(), readings.begin(), readings.end());
        }
        return Reply(std::move(all));
    };
    return Gather::start(
        std::make_unique<Gather>(message.devices, Gather::What::Readings, Gather::Policy::All, ReadTimeout, finish));
}

Answer runSave(RunContext& context, const msg::Save&)
{
    if (!context.run)
        return noRun();
    const DeviceList undescribed = context.run->undescribed();
    if (!undescribed)
        return toAnswer(context.run->save());
    const auto finish = [&context](Gather::Results results) { return describeAndSave(context, results); };
    return Gather::start(
        std::make_unique<Gather>(undescribed, Gather::What::Configuration, Gather::Policy::All, ReadTimeout, finish));
}

Answer runDrop(RunContext& context, const msg::Drop&)
{
    if (!context.run)
        return noRun();
    context.run->drop();
    return Reply();
}

} // namespace scans
