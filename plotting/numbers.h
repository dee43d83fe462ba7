#pragma once

#include <QString>

namespace plotting {

/// As people read it: a true minus sign, "—" for NaN. Locale-free decimal point.
QString formatFixed(double value, int decimals);
/// Fixed notation where that is short, else scientific ("1.25e−7").
QString formatSignificant(double value, int digits = 5);
/// The same without zeros at the end: 74, 0.25, 1.2e−7.
QString formatCompact(double value, int digits = 5);
/// Decimals that tell neighbouring multiples of step apart, 0 to 12.
int decimalsForStep(double step);
/// For text files: the shortest text that reads back as the same number; "nan" for NaN.
QString exactText(double value);

/// Smallest 1, 2 or 5 times a power of ten that is not below value (> 0).
double niceStep(double value);

} // namespace plotting
