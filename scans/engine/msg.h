#pragma once

#include "devices/channel/reading.h"
#include "devices/kinds/device.h"
#include "scans/engine/msgtypes.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace scans {

/// What a plan can ask of the engine. The comment behind each is what co_yield answers, if anything.
namespace msg {

struct Null
{
};
/// Starts a run; metadata are the plan's. Baseline devices are read. Several runs may be open, each under its own key.
struct OpenRun
{
    QJsonObject metadata = {};
    RunKey run = DefaultRun;
}; // QString: uid of the run
struct CloseRun
{
    std::shared_ptr<const RunExit> exit = {}; ///< null = success
    bool baseline = true; ///< read the baseline devices once more
    RunKey run = DefaultRun;
}; // QString: uid of the run
/// Describes a stream ahead of its first event.
struct DeclareStream
{
    DeviceList devices = {};
    QString stream = QStringLiteral("primary");
    bool collected = false; ///< its events come by Collect
    RunKey run = DefaultRun;
}; // QString: uid of the descriptor
/// Begins an event. What is read until Save belongs to it.
struct Create
{
    QString stream = QStringLiteral("primary");
    std::vector<int> gridIndex = {};
    RunKey run = DefaultRun;
};
/// Reads several devices at the same time.
struct Read
{
    DeviceList devices = {};
    RunKey run = DefaultRun;
}; // std::vector<Reading>: all columns, in the devices' order
struct Save
{
    RunKey run = DefaultRun;
};
struct Drop
{
    RunKey run = DefaultRun;
};
struct Locate
{
    DeviceList devices = {};
}; // std::vector<Location>, in the devices' order
/// From now on each change of the device is an event in a stream of its own, except while the plan is interrupted.
struct Monitor
{
    devices::DevicePtr device = {};
    QString stream = {}; ///< empty = <device>_monitor
    RunKey run = DefaultRun;
    double maxRate = 0; ///< events per second; of what comes faster the newest is kept, the rest counted. Zero = all
};
struct Unmonitor
{
    devices::DevicePtr device = {};
    RunKey run = DefaultRun;
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
struct Prepare
{
    devices::DevicePtr device = {};
    QJsonObject settings = {};
    Group group = 0;
};
/// A device begins to take points by itself. What it has not given by the end of the run is collected then.
struct Kickoff
{
    devices::DevicePtr device = {};
    Group group = 0;
    RunKey run = DefaultRun;
};
struct Complete
{
    devices::DevicePtr device = {};
    Group group = 0;
};
/// Fetches the points that devices took by themselves, as events of one stream.
struct Collect
{
    devices::DevicePtr device = {};
    QString stream = {}; ///< empty = the device's name
    RunKey run = DefaultRun;
}; // qint64: how many events
/// Streams that hold the device get a new descriptor; their numbers go on.
struct Configure
{
    devices::DevicePtr device = {};
    QJsonObject settings = {};
}; // Reconfigured
/// Until everything of the group is done; the first failure is thrown, also one of a watched group. A time-out of zero is that of
/// what is waited for. After a time-out the group can be waited for again.
struct Wait
{
    Group group = 0;
    std::chrono::milliseconds timeout{0};
    bool settle = false; ///< wait for the end only, whatever the result
    bool errorOnTimeout = true; ///< otherwise a time-out answers false
    std::vector<Group> watch = {};
}; // bool: done
/// Until the condition holds; it is asked again and again on the engine's thread.
struct WaitFor
{
    std::function<bool()> condition = {};
    QString what = {}; ///< words for people: "the furnace to be hot"
    std::chrono::milliseconds timeout{0}; ///< zero = for ever
};
struct Stop
{
    devices::DevicePtr device = {}; ///< null = all that the plan has moved, and all that is still busy
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
/// While off nothing is kept to be done again; whoever wants to interrupt the plan waits until it is on.
struct Rewindable
{
    std::optional<bool> on = {}; ///< nothing = only ask
}; // bool
struct Pause
{
    bool deferred = false;
};
struct Sleep
{
    std::chrono::duration<double> time{0};
};
/// What time it is for the plan: seconds of a clock that never goes back. A dry run has a clock of its own, which plans must not
/// go around.
struct Now
{
}; // double
/// Registers what has to be done on every way out except halt. LeaveScope does it, or else the end of the plan.
struct EnterScope
{
    PlanFactory cleanup = {};
};
struct LeaveScope
{
};
/// Until the end of the plan.
struct Subscribe
{
    DocumentQueuePtr queue = {};
    DocumentKinds kinds = EveryDocument;
}; // qint64: token
struct Unsubscribe
{
    qint64 token = 0;
};
/// Until the end of the plan.
struct InstallSuspender
{
    SuspenderPtr suspender = {};
};
struct RemoveSuspender
{
    SuspenderPtr suspender = {};
};
/// Asks the user.
struct Input
{
    QString prompt = {};
    std::chrono::milliseconds timeout{0}; ///< zero = for ever
}; // QString
/// What to do from now on when something fails within a step.
struct OnFailure
{
    FailurePolicy policy = {};
};
/// A command that was registered with the engine by name.
struct User
{
    QString name = {};
    QJsonObject arguments = {};
    DeviceList devices = {};
}; // what the command answers

} // namespace msg

using Msg = std::variant<msg::Null, msg::OpenRun, msg::CloseRun, msg::DeclareStream, msg::Create, msg::Read, msg::Save,
    msg::Drop, msg::Locate, msg::Monitor, msg::Unmonitor, msg::Set, msg::Trigger, msg::SetDwell, msg::Prepare,
    msg::Kickoff, msg::Complete, msg::Collect, msg::Configure, msg::Wait, msg::WaitFor, msg::Stop, msg::Stage,
    msg::Unstage, msg::Checkpoint, msg::ClearCheckpoint, msg::Rewindable, msg::Pause, msg::Sleep, msg::Now,
    msg::EnterScope, msg::LeaveScope, msg::Subscribe, msg::Unsubscribe, msg::InstallSuspender, msg::RemoveSuspender,
    msg::Input, msg::OnFailure, msg::User>;

/// What co_yield of a message gives back.
using Reply = std::variant<std::monostate, std::vector<devices::Reading>, QString, double, bool, qint64,
    std::vector<devices::Location>, ReconfiguredPtr>;

} // namespace scans
