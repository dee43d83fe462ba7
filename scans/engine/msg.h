#pragma once

#include "devices/channel/reading.h"
#include "devices/kinds/device.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace scans {

class Plan;
using PlanFactory = std::function<Plan()>;

/// Shared, because a plan sends the same list at each point.
using DeviceList = std::shared_ptr<const std::vector<devices::DevicePtr>>;

inline DeviceList makeDeviceList(std::vector<devices::DevicePtr> devices)
{
    return std::make_shared<const std::vector<devices::DevicePtr>>(std::move(devices));
}

/// Names what is started together, so that a Wait can wait for it.
using Group = int;
inline constexpr Group EveryGroup = -1;

/// How a run ended, as its stop document says it.
struct RunExit
{
    QString status = QStringLiteral("success");
    QString reason = {};
    QString reasonCode = {};
    QString device = {};
};

/// What a plan can ask of the engine. The comment behind each is what co_yield answers, if anything.
namespace msg {

struct Null
{
};
/// Starts a run; metadata are the plan's. Baseline devices are read.
struct OpenRun
{
    QJsonObject metadata = {};
}; // QString: uid of the run
struct CloseRun
{
    std::shared_ptr<const RunExit> exit = {}; ///< null = success
    bool baseline = true; ///< read the baseline devices once more
}; // QString: uid of the run
/// Begins an event. What is read until Save belongs to it.
struct Create
{
    QString stream = QStringLiteral("primary");
    std::vector<int> gridIndex = {};
};
/// Reads several devices at the same time.
struct Read
{
    DeviceList devices = {};
}; // std::vector<Reading>: all columns, in the devices' order
struct Save
{
};
struct Drop
{
};
struct Set
{
    devices::DevicePtr device = {};
    double target = 0;
    Group group = 0;
};
struct Trigger
{
    devices::DevicePtr device = {};
    Group group = 0;
};
struct SetDwell
{
    devices::DevicePtr device = {};
    std::chrono::duration<double> dwell{0};
    Group group = 0;
};
/// Until everything of the group is done; the first failure is thrown. A time-out of zero is that of what is waited for.
struct Wait
{
    Group group = 0;
    std::chrono::milliseconds timeout{0};
    bool settle = false; ///< wait for the end only, whatever the result
};
struct Stop
{
    devices::DevicePtr device = {};
};
/// All at the same time; answered when all are staged. What is still staged at the end of the plan is unstaged then.
struct Stage
{
    DeviceList devices = {};
};
struct Unstage
{
    DeviceList devices = {};
};
/// After an interruption everything since the last checkpoint is done again.
struct Checkpoint
{
};
/// From here on the plan cannot be interrupted and resumed: a pause aborts it.
struct ClearCheckpoint
{
};
struct Pause
{
    bool deferred = false;
};
struct Sleep
{
    std::chrono::duration<double> time{0};
};
/// Registers what has to be done on every way out except halt. LeaveScope does it, or else the end of the plan.
struct EnterScope
{
    PlanFactory cleanup = {};
};
struct LeaveScope
{
};

} // namespace msg

using Msg = std::variant<msg::Null, msg::OpenRun, msg::CloseRun, msg::Create, msg::Read, msg::Save, msg::Drop, msg::Set,
    msg::Trigger, msg::SetDwell, msg::Wait, msg::Stop, msg::Stage, msg::Unstage, msg::Checkpoint, msg::ClearCheckpoint,
    msg::Pause, msg::Sleep, msg::EnterScope, msg::LeaveScope>;

/// What co_yield of a message gives back.
using Reply = std::variant<std::monostate, std::vector<devices::Reading>, QString, double>;

} // namespace scans
