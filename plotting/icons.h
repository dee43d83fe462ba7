#pragma once

#include <QColor>
#include <QIcon>
#include <QString>
#include <QStringList>

namespace plotting {

/// A line icon of ours in this colour, for all scale factors. An unknown name gives a null icon.
QIcon icon(const QString& name, const QColor& color);

QStringList iconNames();

/// Makes the resources of this library known; icon() and styleSheet() do it themselves.
void initResources();

} // namespace plotting
