#include "plotting/numbers.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

QString withMinus(QString text)
{
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace

QString formatFixed(double value, int decimals)
{
    if (std::isnan(value))
        return QString(QChar(0x2014));
    QString text = QString::number(value, 'f', std::clamp(decimals, 0, 15));
    const bool isZero = std::all_of(text.begin(), text.end(),
        [](QChar c) { return c == QLatin1Char('0') || c == QLatin1Char('.') || c == QLatin1Char('-'); });
    if (isZero && text.startsWith(QLatin1Char('-')))
        text.remove(0, 1);
    return withMinus(text);
}

QString formatSignificant(double value, int digits)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? QString(QChar(0x2014)) : withMinus(QString::number(value));
    if (value == 0)
        return QStringLiteral("0");
    const int exponent = int(std::floor(std::log10(std::abs(value))));
    if (exponent < -4 || exponent > 8)
        return withMinus(QString::number(value, 'e', std::max(0, digits - 1)));
    return formatFixed(value, std::max(0, digits - 1 - exponent));
}

QString formatCompact(double value, int digits)
{
    return std::isnan(value) ? QString(QChar(0x2014)) : withMinus(QString::number(value, 'g', digits));
}

int decimalsForStep(double step)
{
    if (!(step > 0) || !std::isfinite(step))
        return 0;
    int decimals = 0;
    double scaled = step;
    while (decimals < 12 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled) {
        scaled *= 10;
        ++decimals;
    }
    return decimals;
}

QString exactText(double value)
{
    if (std::isnan(value))
        return QStringLiteral("nan");
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

double niceStep(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * decade >= value * (1 - 1e-9))
            return factor * decade;
    }
    return 10 * decade;
}

} // namespace plotting
