#include "scans/plans/xafsregions.h"

#include "scans/plans/positions.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QLocale>

#include <cmath>
#include <optional>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr double HbarSquaredOver2M = 3.80998; // eV Å²
constexpr double MostPoints = 1'000'000;
// Energies that are closer are the same, whether they were given in eV or in k.
constexpr double SameEnergy = 1e-6;

Error wrong(qsizetype position, const QString& expected, const QString& found)
{
    const QString what = found.isEmpty() ? QCoreApplication::translate("scans", "the end of the region")
                                         : QLatin1Char('"') + found + QLatin1Char('"');
    return {ErrorCode::BadValue,
        QCoreApplication::translate("scans", "character %1: expected %2, found %3")
            .arg(QString::number(position), expected, what),
        QString::number(position)};
}

/// Reads the numbers of one region.
class RegionReader
{
public:
    RegionReader(const QString& text, qsizetype offset)
        : m_text(text)
        , m_offset(offset)
    {
    }

    struct Number
    {
        double value = 0;
        bool inK = false;
        qsizetype position = 0;
        QString text;

        double energy() const { return inK ? energyOfK(value) : value; }
    };

    bool atEnd()
    {
        while (m_next < m_text.size() && m_text[m_next].isSpace())
            ++m_next;
        return m_next >= m_text.size();
    }
    Error error(const QString& expected)
    {
        const bool ended = atEnd();
        return wrong(m_offset + m_next + 1, expected, ended ? QString() : word());
    }
    Result<Number> number(const QString& what, bool mayBeK)
    {
        const bool ended = atEnd();
        Number read{0, false, m_offset + m_next + 1, ended ? QString() : word()};
        QString digits = read.text;
        if (mayBeK && digits.endsWith(QLatin1Char('k'))) {
            digits.chop(1);
            read.inK = true;
        }
        bool good = false;
        read.value = QLocale::c().toDouble(digits, &good);
        if (!good || !std::isfinite(read.value) || (read.inK && read.value < 0))
            return error(what);
        m_next += read.text.size();
        return read;
    }

private:
    QString word() const
    {
        qsizetype end = m_next;
        while (end < m_text.size() && !m_text[end].isSpace())
            ++end;
        return m_text.mid(m_next, end - m_next);
    }

    const QString m_text;
    const qsizetype m_offset;
    qsizetype m_next = 0;
};

/// Seconds, those at the end, and the weight, as far as they are there.
Result<void> readTimes(RegionReader& reader, XafsRegion& region)
{
    const QString seconds = QCoreApplication::translate("scans", "seconds, 0 or more");
    if (reader.atEnd())
        return {};
    const Result<RegionReader::Number> first = reader.number(seconds, false);
    if (!first)
        return first.error();
    if (first.value().value < 0)
        return wrong(first.value().position, seconds, first.value().text);
    region.seconds = region.lastSeconds = first.value().value;
    if (reader.atEnd())
        return {};
    const Result<RegionReader::Number> last = reader.number(seconds, false);
    if (!last)
        return last.error();
    if (last.value().value < 0)
        return wrong(last.value().position, seconds, last.value().text);
    region.lastSeconds = last.value().value;
    if (reader.atEnd())
        return {};
    const QString power = QCoreApplication::translate("scans", "the power of k, above 0");
    const Result<RegionReader::Number> weight = reader.number(power, false);
    if (!weight)
        return weight.error();
    if (weight.value().value <= 0)
        return wrong(weight.value().position, power, weight.value().text);
    region.weight = weight.value().value;
    return {};
}

Result<XafsRegion> readRegion(RegionReader& reader, double seconds, const std::optional<XafsRegion>& before)
{
    const Result<RegionReader::Number> from
        = reader.number(QCoreApplication::translate("scans", "where the region begins, as in -20 or 3k"), true);
    if (!from)
        return from.error();
    const Result<RegionReader::Number> to
        = reader.number(QCoreApplication::translate("scans", "where the region ends, as in 30 or 12k"), true);
    if (!to)
        return to.error();
    const QString aStep = QCoreApplication::translate("scans", "a step above 0, as in 0.5 or 0.05k");
    const Result<RegionReader::Number> step = reader.number(aStep, true);
    if (!step)
        return step.error();
    XafsRegion region{
        from.value().energy(), to.value().energy(), step.value().value, step.value().inK, seconds, seconds, 1};
    if (region.step <= 0)
        return wrong(step.value().position, aStep, step.value().text);
    if (region.to <= region.from)
        return wrong(
            to.value().position, QCoreApplication::translate("scans", "an end above the begin"), to.value().text);
    if (region.inK && region.from < 0)
        return wrong(from.value().position,
            QCoreApplication::translate("scans", "a begin above the edge, because steps are in k"), from.value().text);
    if (before && region.from < before->to - SameEnergy)
        return wrong(from.value().position,
            QCoreApplication::translate("scans", "a begin that is not below the end of the region before (%1 eV)")
                .arg(before->to, 0, 'g', 6),
            from.value().text);
    if (const Result<void> times = readTimes(reader, region); !times)
        return times.error();
    if (!reader.atEnd())
        return reader.error(QCoreApplication::translate("scans", "a semicolon"));
    return region;
}

double intervalsOf(const XafsRegion& region)
{
    const double width = region.inK ? kOfEnergy(region.to) - kOfEnergy(region.from) : region.to - region.from;
    return std::max(1.0, std::ceil(width / region.step - 1e-6));
}

XafsPoint pointOf(const XafsRegion& region, int index, int intervals)
{
    XafsPoint point;
    if (region.inK && index > 0 && index < intervals)
        point.energy = energyOfK(evenly(kOfEnergy(region.from), kOfEnergy(region.to), intervals + 1, index));
    else
        point.energy = evenly(region.from, region.to, intervals + 1, index);
    const double way = static_cast<double>(index) / intervals;
    point.seconds = region.seconds + (region.lastSeconds - region.seconds) * std::pow(way, region.weight);
    return point;
}

} // namespace

double energyOfK(double k)
{
    return HbarSquaredOver2M * k * k;
}

double kOfEnergy(double energy)
{
    return std::sqrt(std::max(0.0, energy) / HbarSquaredOver2M);
}

Result<std::vector<XafsRegion>> parseXafsRegions(const QString& text, double seconds)
{
    std::vector<XafsRegion> regions;
    qsizetype offset = 0;
    for (const QString& part : text.split(QLatin1Char(';'))) {
        RegionReader reader(part, offset);
        offset += part.size() + 1;
        const bool last = offset > text.size();
        // A semicolon may stand behind the last one, too.
        if (last && !regions.empty() && reader.atEnd())
            break;
        const Result<XafsRegion> region
            = readRegion(reader, seconds, regions.empty() ? std::nullopt : std::optional<XafsRegion>(regions.back()));
        if (!region)
            return region.error();
        regions.push_back(region.value());
    }
    return regions;
}

Result<std::vector<XafsPoint>> xafsPoints(const std::vector<XafsRegion>& regions, double edge)
{
    double whole = 0;
    for (const XafsRegion& region : regions)
        whole += intervalsOf(region) + 1;
    if (whole > MostPoints)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "%1 points are more than such a scan may have (%2)")
                .arg(whole, 0, 'g', 6)
                .arg(MostPoints, 0, 'f', 0),
            {}};
    std::vector<XafsPoint> points;
    for (const XafsRegion& region : regions) {
        const auto intervals = static_cast<int>(intervalsOf(region));
        for (int i = 0; i <= intervals; ++i) {
            XafsPoint point = pointOf(region, i, intervals);
            point.energy += edge;
            if (i == 0 && !points.empty() && point.energy <= points.back().energy + SameEnergy)
                points.pop_back();
            points.push_back(point);
        }
    }
    if (points.front().energy <= 0)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "the first point would be at %1 eV").arg(points.front().energy), {}};
    return points;
}

QJsonArray toJson(const std::vector<XafsRegion>& regions)
{
    QJsonArray made;
    for (const XafsRegion& region : regions)
        made.append(QJsonObject{{QStringLiteral("from"), region.from}, {QStringLiteral("to"), region.to},
            {QStringLiteral("step"), region.step},
            {QStringLiteral("step_unit"), region.inK ? QStringLiteral("1/angstrom") : QStringLiteral("eV")},
            {QStringLiteral("seconds"), region.seconds}, {QStringLiteral("last_seconds"), region.lastSeconds},
            {QStringLiteral("weight"), region.weight}});
    return made;
}

} // namespace scans
