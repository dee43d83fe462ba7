#pragma once

#include "scans/plans/plan.h"

#include <chrono>
#include <vector>

namespace scans {

/// What a beamline adds to every run.
struct Supplements
{
    DeviceList baseline = makeDeviceList({}); ///< an event at the beginning, and one at the end
    std::vector<devices::DevicePtr> monitors = {}; ///< each change is an event in the stream <device>_monitor
    std::vector<devices::DevicePtr> flyers = {}; ///< take points by themselves all the while
};
/// In this order: baseline, monitors, flyers, the run; and back.
Plan supplemented(Plan plan, Supplements supplements);

/// Devices are staged when the plan first does something with them, and unstaged in reverse order.
Plan lazilyStaged(Plan plan);

/// Every detector counts for so long, whatever it was set to.
Plan withCountTime(Plan plan, std::chrono::duration<double> time);

/// Pauses when the plan has failed, before its failure goes on to whoever cleans up: everything stands as it failed.
Plan pausedOnFailure(Plan plan);

/// One number of what a device shows now: that of its first hinted column. Nothing is recorded.
Plan rd(devices::DevicePtr device, double* value);

Plan kickoffAll(std::vector<devices::DevicePtr> flyers, Group group);
Plan completeAll(std::vector<devices::DevicePtr> flyers, Group group);
/// Waits for the flyers to complete, and meanwhile collects what they have, again and again.
Plan collectWhileCompleting(
    std::vector<devices::DevicePtr> flyers, std::chrono::milliseconds period, QString stream = {});

} // namespace scans
