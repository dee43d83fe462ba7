#pragma once

#include "devices/channel/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace scans {

/// A target that a device would refuse.
struct LimitProblem
{
    QString device;
    double value = 0;
    std::optional<double> limit = {}; ///< the one that is passed, as far as the device tells it
    devices::Error error; ///< the device's own words
};

/// Where one motor would go.
struct Extent
{
    QString motor;
    QString units;
    double lowest = 0;
    double highest = 0;
};

/// Where the motors would stand at each point, row by row; of many points every so-many-th.
struct DryPath
{
    QStringList motors;
    qint64 stride = 1;
    std::vector<double> positions; ///< motors.size() to a row

    std::size_t rows() const { return motors.isEmpty() ? 0 : positions.size() / std::size_t(motors.size()); }
    double at(std::size_t row, std::size_t motor) const { return positions[row * std::size_t(motors.size()) + motor]; }
};

/// What a plan would do.
/// Units:   those of the motors; bytes as the data are stored, without what is common to a run.
struct DryResult
{
    bool complete = true; ///< false: it was given up; everything is at least what stands here
    qint64 points = 0; ///< events of the stream "primary"
    bool pointsKnown = true; ///< false: how many there are depends on what is measured, or on a person
    std::chrono::duration<double> duration{0};
    bool durationKnown = true; ///< false: something takes a time that nobody can tell
    qint64 bytes = 0;
    int runs = 0;
    std::vector<QJsonObject> metadata; ///< of the first hundred runs, as far as the plan itself gives it
    std::vector<int> shape; ///< of the first run, slow to fast; empty = unknown
    DryPath path;
    std::vector<Extent> extents;
    std::vector<LimitProblem> limits; ///< at most two for each device: the outermost on either side
    std::vector<devices::Error> problems; ///< those, and everything else that would go wrong; empty = may start
    QStringList questions; ///< what the user would be asked, as far as that is known without answers
    QStringList waits; ///< what would be waited for for a time that nobody can tell
};

} // namespace scans
