#pragma once

#include <QByteArray>
#include <QString>

/// Small files as other programs write them.
namespace foreignfiles {

/// The sscan record's: 4 points wanted, 3 done, of X:m1 and X:det1; the ring current as an extra PV.
QByteArray mda();
/// Two scans of SPEC, 1 and 2: three points, and a mesh of 2 × 2.
QByteArray spec();
/// Two points in columns energy and i0.
QByteArray xdi();
/// Numbers count up from `first`. An NXentry with a curve of 3 points and another with a map of 2 × 3, and a picture that is no run.
void writeNexus(const QString& path, double first = 1);
/// An NXentry whose map has more points than can be counted, and no values.
void writeEndless(const QString& path);
/// Frames of a detector alone.
void writeFrames(const QString& path);

void save(const QString& path, const QByteArray& bytes);

} // namespace foreignfiles
