#pragma once

#include <QString>
#include <QStringList>

namespace devices {

/// Those of `known` that a person may have meant by `name`, nearest first; at most three.
QStringList nearMisses(const QString& name, const QStringList& known);

/// " (did you mean sx or sy?)", or nothing.
QString didYouMean(const QString& name, const QStringList& known);

} // namespace devices
