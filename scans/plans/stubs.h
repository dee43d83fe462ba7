#pragma once

#include "scans/engine/msg.h"
#include "scans/plans/plan.h"

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace scans {

// Small plans to make others of. What a plan answers is written to where the caller says, in the frame of the plan it is nested
// in, which outlives it. One message is no plan: yield msg::Sleep, msg::Stage, msg::Checkpoint … themselves.

struct Move
{
    devices::DevicePtr motor;
    double target = 0;
};

/// LimitViolation and the like, of the first one that is not allowed.
devices::Result<void> checkMoves(const std::vector<Move>& moves);

Plan inSequence(std::vector<Msg> messages);
/// One after the other; each is made when its turn comes.
Plan chain(std::vector<PlanFactory> plans);
/// The same message to each device.
Plan broadcast(std::vector<devices::DevicePtr> devices, std::function<Msg(const devices::DevicePtr&)> message);

/// Starts all, waits for all.
Plan mv(std::vector<Move> moves);
/// By so much from where they were sent last.
Plan mvr(std::vector<Move> moves);
/// Starts a move by so much; it ends with the group.
Plan relSet(Move move, Group group);
/// Where the motors were sent last.
Plan locate(std::vector<devices::DevicePtr> motors, std::vector<double>* setpoints);
/// That of the first detector which cannot measure for so long.
devices::Result<void> checkDwells(const DeviceList& detectors, std::chrono::duration<double> dwell);
Plan setDwells(DeviceList detectors, std::chrono::duration<double> dwell);

/// An event of what the devices show now. Readings of a step that is skipped are empty.
Plan readOut(DeviceList devices, QString stream, Readings* readings = nullptr);
/// Triggers the detectors together, waits, and makes an event of `readAll`.
Plan triggerAndRead(DeviceList detectors, DeviceList readAll, std::vector<int> gridIndex = {},
    Readings* readings = nullptr, QString stream = QStringLiteral("primary"));
/// A checkpoint, and an event of the detectors.
Plan oneShot(DeviceList detectors);

/// What a scan does at one of its points.
struct Step
{
    int index = 0;
    std::vector<Move> moves; ///< those whose target is another than at the point before
    std::optional<std::chrono::duration<double>> dwell; ///< if it is another
    DeviceList detectors; ///< to be triggered
    DeviceList readAll; ///< to be recorded: motors, then detectors
    std::vector<int> gridIndex;
};
/// The step outlives the plan.
using StepPlan = std::function<Plan(const Step*)>;

/// Moves and dwell at the same time.
Plan moveToStep(const Step* step);
Plan oneNdStep(const Step* step);

/// What time it is. Where a step is skipped, the time stays as it was.
Plan lookAtClock(std::chrono::duration<double>* now);
/// Until `delay` after the last time that this was done; `last` is in the frame of the caller, empty at first.
Plan keepPace(std::chrono::duration<double> delay, std::optional<std::chrono::duration<double>>* last);
/// So many times, or without end for 0; at least `delay` from one start to the next. A checkpoint before each.
Plan repeat(PlanFactory plan, int times, std::chrono::duration<double> delay = {});

/// Which of the readings of `devices` is meant by the name of a column, or of a device for its first hinted one.
devices::Result<std::size_t> columnOf(const DeviceList& devices, const QString& name);
/// Throws PlanError when the reading is no number.
double numberIn(const Readings& readings, std::size_t column, const QString& name);

} // namespace scans
