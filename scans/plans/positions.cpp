#include "scans/plans/positions.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <memory>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr double MostListed = 10'000'000;
// A range ends at its end even if the step does not quite divide it in binary.
constexpr double StepTolerance = 1e-9;

struct Word
{
    QString text;
    qsizetype position = 0; ///< from 1
};

bool separates(QChar character)
{
    return character.isSpace() || character == QLatin1Char(',') || character == QLatin1Char(';');
}

std::vector<Word> words(const QString& text)
{
    std::vector<Word> found;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype begin = i;
        while (i < text.size() && !separates(text[i]))
            ++i;
        if (i > begin)
            found.push_back({text.mid(begin, i - begin), begin + 1});
    }
    return found;
}

Error wrong(qsizetype position, const QString& expected, const QString& found)
{
    return {ErrorCode::BadValue,
        QCoreApplication::translate("scans", "character %1: expected %2, found \"%3\"")
            .arg(QString::number(position), expected, found),
        QString::number(position)};
}

Result<std::vector<double>> numbersOf(const Word& word)
{
    std::vector<double> numbers;
    qsizetype position = word.position;
    for (const QString& part : word.text.split(QLatin1Char(':'))) {
        bool good = false;
        numbers.push_back(QLocale::c().toDouble(part, &good));
        if (!good || !std::isfinite(numbers.back()))
            return wrong(position, QCoreApplication::translate("scans", "a number"), part);
        position += part.size() + 1;
    }
    if (numbers.size() == 2 || numbers.size() > 3)
        return wrong(word.position, QCoreApplication::translate("scans", "from:to:step"), word.text);
    return numbers;
}

Result<void> addRange(const Word& word, const std::vector<double>& range, std::vector<double>& values)
{
    const double from = range[0];
    const double to = range[1];
    const double step = std::abs(range[2]);
    const double steps = std::floor(std::abs(to - from) / step + StepTolerance);
    if (step == 0 || (range[2] < 0 && to > from))
        return wrong(word.position, QCoreApplication::translate("scans", "a step that leads there"), word.text);
    if (steps + static_cast<double>(values.size()) >= MostListed)
        return wrong(word.position,
            QCoreApplication::translate("scans", "at most %1 positions").arg(MostListed, 0, 'f', 0), word.text);
    const auto last = static_cast<int>(steps);
    const double signedStep = to < from ? -step : step;
    for (int i = 0; i < last; ++i)
        values.push_back(from + i * signedStep);
    const double end = from + last * signedStep;
    values.push_back(std::abs(end - to) <= StepTolerance * step * (last + 1) ? to : end);
    return {};
}

} // namespace

Positions Positions::even(double start, double stop, int count)
{
    Positions made;
    made.m_at = [start, stop, count](int index) { return evenly(start, stop, count, index); };
    made.m_count = count;
    made.m_even = true;
    return made;
}

Positions Positions::logarithmic(double start, double stop, int count)
{
    Positions made;
    made.m_at = [start, stop, count](int index) {
        if (index <= 0 || count < 2)
            return start;
        return index >= count - 1 ? stop : start * std::pow(stop / start, static_cast<double>(index) / (count - 1));
    };
    made.m_count = count;
    return made;
}

Positions Positions::list(std::vector<double> values)
{
    Positions made;
    made.m_count = static_cast<int>(values.size());
    made.m_at = [values = std::make_shared<const std::vector<double>>(std::move(values))](
                    int index) { return (*values)[static_cast<std::size_t>(index)]; };
    return made;
}

Positions Positions::shifted(double by) const
{
    Positions made = *this;
    made.m_offset += by;
    return made;
}

std::pair<double, double> Positions::range() const
{
    if (m_count == 0)
        return {0, 0};
    if (m_even)
        return std::minmax({at(0), at(m_count - 1)});
    std::pair<double, double> found{at(0), at(0)};
    for (int i = 1; i < m_count; ++i) {
        found.first = std::min(found.first, at(i));
        found.second = std::max(found.second, at(i));
    }
    return found;
}

double evenly(double start, double stop, int points, int index)
{
    if (index <= 0 || points < 2)
        return start;
    if (index >= points - 1)
        return stop;
    return start + (stop - start) * index / (points - 1);
}

Result<std::vector<double>> parsePositions(const QString& text)
{
    std::vector<double> values;
    for (const Word& word : words(text)) {
        const Result<std::vector<double>> numbers = numbersOf(word);
        if (!numbers)
            return numbers.error();
        if (numbers.value().size() == 1)
            values.push_back(numbers.value().front());
        else if (const Result<void> added = addRange(word, numbers.value(), values); !added)
            return added.error();
    }
    if (values.empty())
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "expected positions, such as \"0, 0.5, 1:2:0.1\""), {}};
    return values;
}

} // namespace scans
