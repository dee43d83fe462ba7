#include "devices/kinds/manualclock.h"
#include "devices/kinds/softdetector.h"
#include "devices/kinds/softpositioner.h"
#include "scans/dryrun/dryrun.h"
#include "scans/plans/speccommand.h"

#include <chrono>
#include <cstdio>
#include <map>

/// How long a dry run takes: a mesh of 1,000,000 points of two motors and one detector.
int main()
{
    using std::chrono::steady_clock;
    devices::ManualClock clock;
    std::map<QString, devices::DevicePtr> known;
    for (const char* name : {"x", "y"})
        known[QLatin1String(name)]
            = std::make_shared<devices::SoftPositioner>(QLatin1String(name), QStringLiteral("mm"),
                devices::Range{-10, 10}, clock, devices::SoftPositioner::Motion{1, std::chrono::duration<double>(0.2)});
    known[QStringLiteral("d")] = std::make_shared<devices::SoftDetector>(QStringLiteral("d"), [] { return 1.0; });
    const scans::PlanDevices devices{
        [&known](const QString& name) -> devices::Result<devices::DevicePtr> { return known.at(name); }};
    const auto command = scans::parseCommand(QStringLiteral("mesh x -1 1 999 y -1 1 999 0.01"), {QStringLiteral("d")});
    if (!command)
        return 1;
    const steady_clock::time_point begun = steady_clock::now();
    const scans::DryResult result
        = scans::dryRun(*scans::findPlan(command.value().planId), command.value().parameters, devices);
    const double seconds = std::chrono::duration<double>(steady_clock::now() - begun).count();
    std::printf("dry run of a mesh of %lld points   %.3f s   %.3f us per point   target 1 s\n",
        static_cast<long long>(result.points), seconds, seconds / double(result.points) * 1e6);
    return result.complete && result.problems.empty() ? 0 : 1;
}
