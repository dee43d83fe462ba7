#include "scans/engine/activity.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace scans {

QString activityText(const RunContext& context, const Pending* pending, bool cleaningUp)
{
    const RunBundler* run = context.runs.last();
    QStringList parts;
    if (cleaningUp) {
        parts << QCoreApplication::translate("scans", "cleaning up");
    } else if (run && context.pointsTotal > 0) {
        const int point = std::min(run->points() + 1, context.pointsTotal);
        parts << QCoreApplication::translate("scans", "point %1 of %2").arg(point).arg(context.pointsTotal);
    } else if (run) {
        parts << QCoreApplication::translate("scans", "point %1").arg(run->points() + 1);
    }
    const QString waiting = QCoreApplication::translate("scans", "waiting for %1");
    if (context.dispatcher.blocked() && !cleaningUp)
        parts << waiting.arg(context.dispatcher.blockedBy());
    else if (pending)
        parts << waiting.arg(pending->what());
    return parts.join(QStringLiteral(" · "));
}

} // namespace scans
