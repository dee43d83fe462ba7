#pragma once

#include "plotting/theme.h"

#include <QString>

namespace app {

/// The whole application's style: that of the plotting layer plus what only the desk has.
QString applicationStyle(const plotting::Theme& theme);

} // namespace app
