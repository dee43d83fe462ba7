#include "scans/engine/commandtable.h"
#include "scans/engine/refusal.h"

#include <algorithm>

namespace scans {

Answer runSubscribe(RunContext& context, const msg::Subscribe& message)
{
    if (!message.queue)
        return refusal(QT_TRANSLATE_NOOP("scans", "A plan wanted to subscribe nobody"));
    return Reply(context.dispatcher.subscribe(message.queue, {message.kinds, Lifetime::Plan}));
}

Answer runUnsubscribe(RunContext& context, const msg::Unsubscribe& message)
{
    context.dispatcher.unsubscribe(message.token);
    return Reply();
}

Answer runInstallSuspender(RunContext& context, const msg::InstallSuspender& message)
{
    if (!message.suspender)
        return refusal(QT_TRANSLATE_NOOP("scans", "A plan wanted to install no suspender"));
    // Those of the beamline stay when the plan ends.
    if (context.suspenders.contains(message.suspender))
        return Reply();
    context.suspenders.add(message.suspender);
    context.ownSuspenders.push_back(message.suspender);
    context.lookAtSuspenders = true;
    return Reply();
}

Answer runRemoveSuspender(RunContext& context, const msg::RemoveSuspender& message)
{
    // Those of the beamline are not the plan's to remove.
    if (std::erase(context.ownSuspenders, message.suspender) == 0)
        return refusal(QT_TRANSLATE_NOOP("scans", "A suspender was removed that the plan has not installed"));
    context.suspenders.remove(message.suspender);
    return Reply();
}

} // namespace scans
