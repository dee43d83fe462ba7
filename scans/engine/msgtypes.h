#pragma once

#include "devices/channel/reading.h"
#include "devices/kinds/device.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace scans {

class DocumentQueue;
class Plan;
class Suspender;
using DocumentQueuePtr = std::shared_ptr<DocumentQueue>;
using PlanFactory = std::function<Plan()>;
/// Makes a plan around a plan.
using PlanWrapper = std::function<Plan(Plan)>;
using SuspenderPtr = std::shared_ptr<Suspender>;

using Readings = std::vector<devices::Reading>;

/// Shared, because a plan sends the same list at each point.
using DeviceList = std::shared_ptr<const std::vector<devices::DevicePtr>>;

inline DeviceList makeDeviceList(std::vector<devices::DevicePtr> devices)
{
    return std::make_shared<const std::vector<devices::DevicePtr>>(std::move(devices));
}

/// Names what is started together, so that a Wait can wait for it.
using Group = int;
inline constexpr Group EveryGroup = -1;

/// Tells apart the runs that one plan has open at the same time.
using RunKey = int;
inline constexpr RunKey DefaultRun = 0;

/// Which kinds of documents a consumer gets: bits in the order of Document.
using DocumentKinds = quint32;
inline constexpr DocumentKinds StartDocuments = 1;
inline constexpr DocumentKinds DescriptorDocuments = 2;
inline constexpr DocumentKinds EventDocuments = 4;
inline constexpr DocumentKinds StopDocuments = 8;
inline constexpr DocumentKinds FrameDocuments = 16 | 32;
inline constexpr DocumentKinds EveryDocument = 0xffffffff;

/// How a run ended, as its stop document says it.
struct RunExit
{
    QString status = QStringLiteral("success");
    QString reason = {};
    QString reasonCode = {};
    QString device = {};
    QString pv = {};
};

/// What becomes of a failure within a step, that is since an explicit checkpoint. Messages out of sequence and the loss of a
/// connection have their own rules.
struct FailurePolicy
{
    enum class Then : quint8 {
        Throw, ///< into the plan, which may catch it
        Skip, ///< nothing more of the step is done; the plan goes on at its next checkpoint
        Hold, ///< pause and ask: resume tries again, skip skips, abort ends
        Abort, ///< end the plan as failed, whether it would catch the failure or not
    };

    int retries = 0; ///< for each step
    Then then = Then::Throw;
};

/// A device's configuration before and after.
struct Reconfigured
{
    std::vector<devices::Reading> before;
    std::vector<devices::Reading> after;
};
using ReconfiguredPtr = std::shared_ptr<const Reconfigured>;

} // namespace scans
