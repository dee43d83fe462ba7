#include "scans/plans/planspec.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <optional>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

struct Token
{
    QString text;
    qsizetype position = 0; ///< from 1
};

/// One word of a command: which parameter it is and what may stand there.
struct Slot
{
    enum class Kind : quint8 { Name, Number, Seconds, Count };

    const char* id;
    Kind kind;
    const char* what;
    std::optional<double> initial = std::nullopt; ///< the word may be left out
};

constexpr Slot Motor{"motor", Slot::Kind::Name, QT_TRANSLATE_NOOP("scans", "the name of a motor")};
constexpr Slot Start{"start", Slot::Kind::Number, QT_TRANSLATE_NOOP("scans", "the start position")};
constexpr Slot Stop{"stop", Slot::Kind::Number, QT_TRANSLATE_NOOP("scans", "the end position")};
constexpr Slot Position{"position", Slot::Kind::Number, QT_TRANSLATE_NOOP("scans", "the position to go to")};
constexpr Slot Intervals{"intervals", Slot::Kind::Count, QT_TRANSLATE_NOOP("scans", "the number of intervals")};
constexpr Slot Points{"num", Slot::Kind::Count, QT_TRANSLATE_NOOP("scans", "the number of points")};
constexpr Slot Dwell{"dwell", Slot::Kind::Seconds, QT_TRANSLATE_NOOP("scans", "the time per point in seconds")};
constexpr Slot MaybeDwell{
    "dwell", Slot::Kind::Seconds, QT_TRANSLATE_NOOP("scans", "the time per point in seconds"), 1.0};
constexpr Slot MaybeSleep{
    "sleep", Slot::Kind::Seconds, QT_TRANSLATE_NOOP("scans", "the time between points in seconds"), 0.0};

struct Form
{
    const char* name;
    const char* plan;
    std::vector<Slot> axis;
    int minAxes;
    int maxAxes;
    std::vector<Slot> rest;
    bool firstIsFastest = false;
    bool endless = false;
};

const std::vector<Form>& forms()
{
    static const std::vector<Form> table{
        {"ascan", "scan", {Motor, Start, Stop}, 1, 1, {Intervals, Dwell}},
        {"a2scan", "scan", {Motor, Start, Stop}, 2, 2, {Intervals, Dwell}},
        {"a3scan", "scan", {Motor, Start, Stop}, 3, 3, {Intervals, Dwell}},
        {"mesh", "grid_scan", {Motor, Start, Stop, Intervals}, 2, 2, {Dwell}, true},
        {"ct", "count", {}, 0, 0, {MaybeDwell}},
        {"loopscan", "count", {}, 0, 0, {Points, MaybeDwell, MaybeSleep}},
        {"timescan", "count", {}, 0, 0, {MaybeDwell, MaybeSleep}, false, true},
        {"mv", "mv", {Motor, Position}, 1, 32, {}},
    };
    return table;
}

std::vector<Token> tokens(const QString& line)
{
    std::vector<Token> found;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i].isSpace())
            continue;
        const qsizetype begin = i;
        while (i < line.size() && !line[i].isSpace())
            ++i;
        found.push_back({line.mid(begin, i - begin), begin + 1});
    }
    return found;
}

Error unexpected(qsizetype position, const QString& expected, const QString& found)
{
    const QString what = found.isEmpty() ? QCoreApplication::translate("scans", "the end of the line")
                                         : QLatin1Char('"') + found + QLatin1Char('"');
    return {ErrorCode::BadValue,
        QCoreApplication::translate("scans", "Character %1: expected %2, found %3")
            .arg(QString::number(position), expected, what),
        QString::number(position)};
}

/// Reads the words of one line from left to right.
class Reader
{
public:
    Reader(const QString& line, std::vector<Token> words)
        : m_words(std::move(words))
        , m_end(line.size() + 1)
    {
    }

    bool atEnd() const { return m_next >= m_words.size(); }
    QString text() const { return atEnd() ? QString() : m_words[m_next].text; }
    Error error(const QString& expected) const
    {
        return unexpected(atEnd() ? m_end : m_words[m_next].position, expected, text());
    }
    void advance() { ++m_next; }

    Result<void> read(const std::vector<Slot>& line, QJsonObject& values)
    {
        for (const Slot& slot : line) {
            const Result<QJsonValue> value = read(slot);
            if (!value)
                return value.error();
            values.insert(QLatin1String(slot.id), value.value());
        }
        return {};
    }

private:
    Result<QJsonValue> read(const Slot& slot)
    {
        if (atEnd() && slot.initial)
            return QJsonValue(*slot.initial);
        const QString expected = QCoreApplication::translate("scans", slot.what);
        bool good = !atEnd();
        QJsonValue value = text();
        if (slot.kind != Slot::Kind::Name) {
            const double number = QLocale::c().toDouble(text(), &good);
            good = good && std::isfinite(number);
            if (slot.kind == Slot::Kind::Seconds)
                good = good && number >= 0;
            if (slot.kind == Slot::Kind::Count)
                good = good && number >= 1 && number == std::floor(number) && number <= 10'000'000;
            value = number;
        } else {
            good = good && (text().front().isLetter() || text().front() == QLatin1Char('_'));
        }
        if (!good)
            return error(expected);
        advance();
        return value;
    }

    const std::vector<Token> m_words;
    const qsizetype m_end;
    std::size_t m_next = 0;
};

Result<QJsonArray> readAxes(const Form& form, Reader& reader)
{
    QJsonArray axes;
    while (axes.size() < form.minAxes || (axes.size() < form.maxAxes && !reader.atEnd())) {
        QJsonObject axis;
        if (const Result<void> read = reader.read(form.axis, axis); !read)
            return read.error();
        if (form.firstIsFastest)
            axes.prepend(axis);
        else
            axes.append(axis);
    }
    return axes;
}

} // namespace

Result<ParsedCommand> parseCommand(const QString& line, const QStringList& defaultDetectors)
{
    Reader reader(line, tokens(line));
    const QString name = reader.text();
    const auto form = std::find_if(
        forms().begin(), forms().end(), [&name](const Form& known) { return name == QLatin1String(known.name); });
    if (form == forms().end()) {
        QStringList names;
        for (const Form& known : forms())
            names << QLatin1String(known.name);
        return reader.error(QCoreApplication::translate("scans", "one of %1").arg(names.join(QStringLiteral(", "))));
    }
    reader.advance();
    ParsedCommand command;
    command.planId = QLatin1String(form->plan);
    const Result<QJsonArray> axes = readAxes(*form, reader);
    if (!axes)
        return axes.error();
    if (const Result<void> read = reader.read(form->rest, command.parameters); !read)
        return read.error();
    if (!reader.atEnd())
        return reader.error(QCoreApplication::translate("scans", "nothing more"));
    if (!axes.value().isEmpty())
        command.parameters.insert(QStringLiteral("axes"), axes.value());
    if (form->endless)
        command.parameters.insert(QStringLiteral("num"), 0);
    // SPEC sleeps between points; the plan counts from one start to the next.
    const QString sleep = QStringLiteral("sleep");
    if (const double seconds = command.parameters.take(sleep).toDouble(); seconds > 0)
        command.parameters.insert(
            QStringLiteral("delay"), seconds + command.parameters.value(QStringLiteral("dwell")).toDouble());
    if (command.planId != QLatin1String("mv"))
        command.parameters.insert(QStringLiteral("detectors"), QJsonArray::fromStringList(defaultDetectors));
    return command;
}

} // namespace scans
