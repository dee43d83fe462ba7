#include "scans/plans/speccommand.h"

#include "devices/kinds/nearmisses.h"
#include "scans/plans/commandwords.h"
#include "scans/plans/planspec.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace scans {

using devices::Error;
using devices::Result;

namespace {

/// A parameter of the plan that stands in the line by its place.
struct Slot
{
    const char* id;
    std::optional<double> initial = std::nullopt; ///< the word may be left out
    double minimum = -1e300; ///< instead of the parameter's
};

/// One command of SPEC's. What its words are is told by the parameters of its plan.
struct Form
{
    enum Trait : quint8 { Plain = 0, FirstIsFastest = 1, Endless = 2, Watched = 4 };

    QString name;
    QString plan;
    std::vector<Slot> axis = {};
    int minAxes = 0;
    int maxAxes = 0;
    std::vector<Slot> rest = {};
    int traits = Plain;

    bool has(Trait trait) const { return (traits & trait) != 0; }
};

const std::vector<Form>& forms()
{
    const auto text = [](const char* latin) { return QString::fromLatin1(latin); };
    const std::vector<Slot> line{{"motor"}, {"start"}, {"stop"}};
    const std::vector<Slot> mesh{{"motor"}, {"start"}, {"stop"}, {"intervals"}};
    const std::vector<Slot> move{{"motor"}, {"position"}};
    const std::vector<Slot> tweak{{"motor"}, {"distance"}};
    const std::vector<Slot> steps{{"intervals"}, {"dwell"}};
    static const std::vector<Form> table{
        {text("ascan"), text("scan"), line, 1, 1, steps},
        {text("a2scan"), text("scan"), line, 2, 2, steps},
        {text("a3scan"), text("scan"), line, 3, 3, steps},
        {text("dscan"), text("rel_scan"), line, 1, 1, steps},
        {text("lup"), text("rel_scan"), line, 1, 1, steps},
        {text("d2scan"), text("rel_scan"), line, 2, 2, steps},
        {text("d3scan"), text("rel_scan"), line, 3, 3, steps},
        {text("mesh"), text("grid_scan"), mesh, 2, 2, {{"dwell"}}, Form::FirstIsFastest},
        {text("dmesh"), text("rel_grid_scan"), mesh, 2, 2, {{"dwell"}}, Form::FirstIsFastest},
        {text("ct"), text("count"), {}, 0, 0, {{"dwell", 1}}},
        {text("loopscan"), text("count"), {}, 0, 0, {{"num", std::nullopt, 1}, {"dwell", 1}, {"delay", 0}}},
        {text("timescan"), text("count"), {}, 0, 0, {{"dwell", 1}, {"delay", 0}}, Form::Endless},
        {text("mv"), text("mv"), move, 1, 32},
        {text("umv"), text("mv"), move, 1, 32, {}, Form::Watched},
        {text("mvr"), text("mvr"), tweak, 1, 32},
        {text("umvr"), text("mvr"), tweak, 1, 32, {}, Form::Watched},
    };
    return table;
}

const QString ReportAll = QStringLiteral("wa");
const QString ReportSome = QStringLiteral("wm");

/// Every plan by its id, with what its axes need.
Form formOf(const PlanSpec& spec)
{
    Form form{spec.id, spec.id};
    form.axis.assign(spec.axis.size(), Slot{nullptr});
    form.minAxes = spec.minAxes;
    form.maxAxes = spec.maxAxes;
    return form;
}

const PlanParameter* parameterOf(const std::vector<PlanParameter>& schema, const QString& id)
{
    const auto found = std::find_if(
        schema.begin(), schema.end(), [&id](const PlanParameter& parameter) { return parameter.id == id; });
    return found == schema.end() ? nullptr : &*found;
}

/// Reads the words of one line from left to right.
class Reader
{
public:
    Reader(std::vector<CommandWord> words, qsizetype end)
        : m_words(std::move(words))
        , m_end(end)
    {
    }

    bool atEnd() const { return m_next >= m_words.size(); }
    /// The next word names a parameter: "dwell=1".
    bool atNamed() const { return !atEnd() && word().text.indexOf(QLatin1Char('=')) > 0; }
    const CommandWord& word() const { return m_words[m_next]; }
    QString text() const { return atEnd() ? QString() : word().text; }
    Error error(const QString& expected) const
    {
        return unexpectedWord(atEnd() ? m_end : word().position, expected, text());
    }
    void advance() { ++m_next; }

    /// The place of the word is noted under the parameter's id.
    using Places = QHash<QString, qsizetype>;
    Result<void> read(const PlanParameter& parameter, QJsonObject& values, Places& places)
    {
        if (atEnd() || atNamed())
            return error(wordsFor(parameter));
        const Result<QJsonValue> value = readWord(word(), parameter);
        if (!value)
            return value.error();
        values.insert(parameter.id, value.value());
        places.insert(parameter.id, word().position);
        advance();
        return {};
    }
    Result<void> readNamed(const std::vector<PlanParameter>& schema, QJsonObject& values, Places& places)
    {
        const qsizetype equals = word().text.indexOf(QLatin1Char('='));
        const PlanParameter* parameter = parameterOf(schema, word().text.left(equals));
        if (schema.empty())
            return error(QCoreApplication::translate("scans", "nothing more"));
        if (!parameter) {
            QStringList ids;
            for (const PlanParameter& known : schema)
                ids << known.id;
            return error(QCoreApplication::translate("scans", "one of %1").arg(ids.join(QStringLiteral(", "))));
        }
        if (places.contains(parameter->id))
            return error(QCoreApplication::translate("scans", "%1 once only").arg(parameter->id));
        const CommandWord rest{word().text.mid(equals + 1), word().position + equals + 1};
        const Result<QJsonValue> value = readWord(rest, *parameter);
        if (!value)
            return value.error();
        values.insert(parameter->id, value.value());
        places.insert(parameter->id, rest.position);
        advance();
        return {};
    }

private:
    const std::vector<CommandWord> m_words;
    const qsizetype m_end;
    std::size_t m_next = 0;
};

/// The parameters that stand in the line by their place.
std::vector<const PlanParameter*> parametersOf(
    const std::vector<Slot>& places, const std::vector<PlanParameter>& schema)
{
    std::vector<const PlanParameter*> found;
    for (std::size_t i = 0; i < places.size(); ++i)
        found.push_back(places[i].id ? parameterOf(schema, QLatin1String(places[i].id)) : &schema[i]);
    return found;
}

Result<QJsonArray> readAxes(const Form& form, const PlanSpec& spec, Reader& reader, Reader::Places& places)
{
    std::vector<Reader::Places> ofAxes;
    const std::vector<const PlanParameter*> parameters = parametersOf(form.axis, spec.axis);
    QJsonArray axes;
    while (axes.size() < form.minAxes || (axes.size() < form.maxAxes && !reader.atEnd() && !reader.atNamed())) {
        QJsonObject axis;
        Reader::Places here;
        for (const PlanParameter* parameter : parameters) {
            if (const Result<void> read = reader.read(*parameter, axis, here); !read)
                return read.error();
        }
        const bool first = form.has(Form::FirstIsFastest);
        axes.insert(first ? 0 : axes.size(), axis);
        ofAxes.insert(first ? ofAxes.begin() : ofAxes.end(), here);
    }
    for (std::size_t i = 0; i < ofAxes.size(); ++i) {
        for (auto each = ofAxes[i].cbegin(); each != ofAxes[i].cend(); ++each)
            places.insert(QStringLiteral("axes[%1].%2").arg(i).arg(each.key()), each.value());
    }
    return axes;
}

Result<void> readRest(
    const Form& form, const PlanSpec& spec, Reader& reader, QJsonObject& values, Reader::Places& places)
{
    for (const Slot& slot : form.rest) {
        PlanParameter parameter = *parameterOf(spec.parameters, QLatin1String(slot.id));
        parameter.minimum = std::max(parameter.minimum, slot.minimum);
        const bool left = slot.initial && (reader.atEnd() || reader.atNamed());
        if (left)
            values.insert(parameter.id, *slot.initial);
        else if (const Result<void> read = reader.read(parameter, values, places); !read)
            return read;
    }
    // SPEC sleeps between points; the plan counts from one start to the next.
    const QString delay = QStringLiteral("delay");
    if (values.contains(delay)) {
        const double sleep = values.take(delay).toDouble();
        if (sleep > 0)
            values.insert(delay, sleep + values.value(QStringLiteral("dwell")).toDouble());
    }
    if (form.has(Form::Endless))
        values.insert(QStringLiteral("num"), 0);
    while (reader.atNamed()) {
        if (const Result<void> read = reader.readNamed(spec.parameters, values, places); !read)
            return read;
    }
    return reader.atEnd() ? Result<void>() : reader.error(QCoreApplication::translate("scans", "nothing more"));
}

Result<ParsedCommand> readPlan(const Form& form, Reader& reader, const QStringList& defaultDetectors)
{
    const PlanSpec& spec = *findPlan(form.plan);
    ParsedCommand command;
    command.planId = form.plan;
    command.watched = form.has(Form::Watched);
    const Result<QJsonArray> axes = readAxes(form, spec, reader, command.places);
    if (!axes)
        return axes.error();
    if (const Result<void> read = readRest(form, spec, reader, command.parameters, command.places); !read)
        return read.error();
    if (!axes.value().isEmpty())
        command.parameters.insert(QStringLiteral("axes"), axes.value());
    const QString detectors = QStringLiteral("detectors");
    if (parameterOf(spec.parameters, detectors) && !command.parameters.contains(detectors))
        command.parameters.insert(detectors, QJsonArray::fromStringList(defaultDetectors));
    return command;
}

Result<ParsedCommand> readReport(const QString& name, Reader& reader)
{
    PlanParameter device;
    device.id = QStringLiteral("device");
    device.type = PlanParameter::Type::Motor;
    device.words = QCoreApplication::translate("scans", "the name of a motor");
    QJsonArray devices;
    Reader::Places places;
    while (name == ReportSome && (devices.isEmpty() || !reader.atEnd())) {
        QJsonObject read;
        if (const Result<void> done = reader.read(device, read, places); !done)
            return done.error();
        devices.append(read.value(device.id));
    }
    if (!reader.atEnd())
        return reader.error(QCoreApplication::translate("scans", "nothing more"));
    return ParsedCommand{ParsedCommand::Kind::Report, name, {{QStringLiteral("devices"), devices}}};
}

Error unknownCommand(const Reader& reader)
{
    QStringList names;
    for (const Form& known : forms())
        names << known.name;
    names << ReportAll << ReportSome;
    for (const PlanSpec& spec : plansCatalog()) {
        if (!names.contains(spec.id))
            names << spec.id;
    }
    const QString guess = reader.atEnd() ? QString() : devices::didYouMean(reader.text(), names);
    if (!guess.isEmpty() || reader.atEnd())
        return reader.error(QCoreApplication::translate("scans", "a command") + guess);
    return reader.error(QCoreApplication::translate("scans", "one of %1").arg(names.join(QStringLiteral(", "))));
}

QString usage(const Form& form)
{
    const PlanSpec& spec = *findPlan(form.plan);
    QStringList words{form.name};
    const std::vector<const PlanParameter*> axis = parametersOf(form.axis, spec.axis);
    for (int i = 0; i < form.minAxes; ++i) {
        for (const PlanParameter* parameter : axis)
            words << parameter->id;
    }
    if (form.maxAxes > form.minAxes)
        words << QStringLiteral("…");
    for (const Slot& slot : form.rest)
        words << (slot.initial ? QStringLiteral("[%1]") : QStringLiteral("%1")).arg(QLatin1String(slot.id));
    for (const PlanParameter& parameter : spec.parameters) {
        const bool placed = std::any_of(form.rest.begin(), form.rest.end(),
            [&parameter](const Slot& slot) { return parameter.id == QLatin1String(slot.id); });
        if (!placed && form.name == spec.id && !parameter.advanced)
            words << QStringLiteral("[%1=]").arg(parameter.id);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace

Result<ParsedCommand> parseCommand(const QString& line, const QStringList& defaultDetectors)
{
    Result<std::vector<CommandWord>> words = commandWords(line);
    if (!words)
        return words.error();
    Reader reader(std::move(words).value(), line.size() + 1);
    const QString name = reader.text();
    const auto form
        = std::find_if(forms().begin(), forms().end(), [&name](const Form& known) { return name == known.name; });
    const PlanSpec* spec = findPlan(name);
    const bool report = name == ReportAll || name == ReportSome;
    if (form == forms().end() && !spec && !report)
        return unknownCommand(reader);
    reader.advance();
    if (report)
        return readReport(name, reader);
    return readPlan(form != forms().end() ? *form : formOf(*spec), reader, defaultDetectors);
}

namespace {

/// Where this name stands, within lists of names too.
std::optional<qsizetype> placeOfName(const ParsedCommand& command, const QString& name)
{
    const QJsonArray axes = command.parameters.value(QStringLiteral("axes")).toArray();
    for (qsizetype i = 0; i < axes.size(); ++i) {
        if (axes[i].toObject().value(QStringLiteral("motor")).toString() == name)
            return command.places.value(QStringLiteral("axes[%1].motor").arg(i));
    }
    for (auto each = command.parameters.begin(); each != command.parameters.end(); ++each) {
        qsizetype place = command.places.value(each.key());
        for (const QJsonValue& listed : each.value().toArray()) {
            if (place > 0 && listed.toString() == name)
                return place;
            place += place > 0 ? listed.toString().size() + 1 : 0;
        }
    }
    return std::nullopt;
}

} // namespace

Error locatedIn(const ParsedCommand& command, Error error)
{
    const auto known = command.places.constFind(error.source);
    const std::optional<qsizetype> place
        = known != command.places.constEnd() ? std::optional(*known) : placeOfName(command, error.source);
    if (!place)
        return error;
    const QString prefix = error.source + QStringLiteral(": ");
    const QString said = error.message.startsWith(prefix) ? error.message.mid(prefix.size()) : error.message;
    error.message = QCoreApplication::translate("scans", "Character %1: %2").arg(QString::number(*place), said);
    error.source = QString::number(*place);
    return error;
}

QStringList commandUsages()
{
    QStringList all;
    for (const Form& form : forms())
        all << usage(form);
    all << ReportAll << ReportSome + QStringLiteral(" motor …");
    for (const PlanSpec& spec : plansCatalog()) {
        const bool known
            = std::any_of(forms().begin(), forms().end(), [&spec](const Form& form) { return form.name == spec.id; });
        if (!known)
            all << usage(formOf(spec));
    }
    return all;
}

} // namespace scans
