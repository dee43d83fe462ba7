#include "scans/engine/commandtable.h"

namespace scans {

Answer runSet(RunContext& context, const msg::Set& message)
{
    context.ledger.move(message.device, message.target);
    return toAnswer(context.groups.add(message.group, message.device->set(message.target), message.device));
}

Answer runTrigger(RunContext& context, const msg::Trigger& message)
{
    context.ledger.use(message.device);
    return toAnswer(context.groups.add(message.group, message.device->trigger(), message.device));
}

Answer runSetDwell(RunContext& context, const msg::SetDwell& message)
{
    context.ledger.setDwell(message.device, message.dwell);
    return toAnswer(context.groups.add(message.group, message.device->setDwell(message.dwell), message.device));
}

Answer runWait(RunContext& context, const msg::Wait& message)
{
    if (context.groups.entries().empty())
        return Reply();
    return toAnswer(PendingPtr(std::make_unique<GroupWait>(context.groups, message)));
}

Answer runStop(RunContext& context, const msg::Stop& message)
{
    context.ledger.use(message.device);
    message.device->stop();
    return Reply();
}

} // namespace scans
