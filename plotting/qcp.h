#pragma once

// qcustomplot.h needs Qt's keywords, which we build without: lend it those it uses.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH

#include <qcustomplot.h>

#undef signals
#undef slots
#undef emit
#undef foreach
