#pragma once

#include "devices/channel/result.h"
#include "devices/kinds/device.h"
#include "scans/plans/plan.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <vector>

namespace scans {

/// One parameter of a plan, as forms, the command line and validation see it.
struct PlanParameter
{
    /// Intervals: a whole number shown as points and as intervals, with the step it makes.
    /// Positions: a list of numbers, or a text such as "0, 0.5, 1:2:0.1". Devices: a list of names, perhaps empty.
    enum class Type : quint8 {
        Motor,
        Number,
        Integer,
        Intervals,
        Boolean,
        Detectors,
        Seconds,
        Text,
        Positions,
        Devices,
    };

    QString id; ///< "start"
    QString title; ///< translated: "From"
    Type type = Type::Number;
    QString unitOf; ///< id of the motor parameter whose units this one has
    QJsonValue initial;
    double minimum = -1e300;
    double maximum = 1e300;
    QString help;
    /// What a form shows first where there is no default; validation does not know it.
    QJsonValue suggestion = {};
    QString words = {}; ///< translated, for messages: "the start position"
    bool advanced = false; ///< forms leave it out
};

/// The devices a plan is built from.
struct PlanDevices
{
    std::function<devices::Result<devices::DevicePtr>(const QString& name)> find;
};

/// A plan that can be chosen by a user: one file, one line in the catalogue.
/// Parameters come as one JSON object by id, motors and detectors by name; repeated axes as an array under "axes":
/// {"axes": [{"motor": "sx", "start": -1, "stop": 1}], "intervals": 40, "dwell": 0.05, "detectors": ["sc"]}.
/// `make` validates all of it: errors name the parameter. What the plan would do tells a DryRun of it.
struct PlanSpec
{
    QString id; ///< "scan"
    QString title; ///< translated: "Step"
    QString help;
    std::vector<PlanParameter> axis; ///< what each axis has; empty = the plan moves nothing
    int minAxes = 0;
    int maxAxes = 0;
    std::vector<PlanParameter> parameters;
    std::function<devices::Result<PlanFactory>(const QJsonObject& parameters, const PlanDevices& devices)> make;
};

const std::vector<PlanSpec>& plansCatalog();
const PlanSpec* findPlan(const QString& id);

} // namespace scans
