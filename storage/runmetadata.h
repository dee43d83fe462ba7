#pragma once

#include "scans/documents/documents.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace storage {

/// What the consumers ask a start document, in one place.
/// Thread:  any.
class RunMetadata
{
public:
    explicit RunMetadata(const scans::RunStart& start);

    QString planName;
    QString title; ///< title, else command, else the plan's name with its motors
    QStringList motors;
    QStringList detectors;
    QString sample;
    QString user; ///< of the metadata, else the login name
    int points = 0; ///< 0 = unknown
    /// Of a grid with two or more axes, slow to fast; empty otherwise.
    std::vector<int> gridShape;
    /// Targets along the axis of each motor, where the plan says so; else empty for that motor.
    std::vector<std::vector<double>> targets;
};

} // namespace storage
