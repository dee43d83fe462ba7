#include "widgets/planform.h"

#include "devices/channel/format.h"
#include "devices/kinds/devicekind.h"
#include "widgets/choicebox.h"
#include "widgets/flowlayout.h"
#include "widgets/numberfield.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

using Type = scans::PlanParameter::Type;

namespace {

const QString AxesKey = QStringLiteral("axes");

QLabel* unitLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("unit", true);
    label->setMinimumWidth(44);
    return label;
}

QHBoxLayout* tight()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

/// Motors, and what moves several of them.
bool isMotor(const devices::DeviceSpec& device)
{
    const devices::DeviceKindSpec* kind = devices::findKind(device.kind);
    return device.kind == QLatin1String("motor") || (kind && kind->compose && device.kind != QLatin1String("group"));
}

bool isDetector(const devices::DeviceSpec& device)
{
    return !isMotor(device) && device.kind != QLatin1String("shutter");
}

/// A text, or a list of numbers or names as one.
QString textOf(const QJsonValue& value)
{
    if (!value.isArray())
        return value.toString();
    QStringList words;
    for (const QJsonValue& each : value.toArray())
        words << (each.isDouble() ? devices::exactNumber(each.toDouble()) : each.toString());
    return words.join(QStringLiteral(", "));
}

} // namespace

PlanForm::PlanForm(const scans::PlanSpec& spec, const devices::Profile& profile, QWidget* parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_profile(profile)
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(6);
    form->setHorizontalSpacing(12);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (int axis = 0; axis < spec.minAxes; ++axis) {
        Fields& fields = m_axes.emplace_back();
        for (const scans::PlanParameter& parameter : spec.axis)
            addField(*form, fields, parameter, axis);
    }
    for (const scans::PlanParameter& parameter : spec.parameters) {
        if (!parameter.advanced)
            addField(*form, m_fields, parameter, 0);
    }
    addAdvanced(*form);
    connect(this, &PlanForm::changed, this, [this] {
        for (const auto& refresh : m_refreshers)
            refresh();
    });
    Q_EMIT changed();
}

void PlanForm::addField(QFormLayout& form, Fields& fields, const scans::PlanParameter& parameter, int axis)
{
    switch (parameter.type) {
    case Type::Motor:
        fields.push_back(motorField(form, parameter, axis));
        break;
    case Type::Intervals:
        fields.push_back(intervalsField(form, parameter, axis));
        break;
    case Type::Number:
    case Type::Integer:
    case Type::Seconds:
        fields.push_back(numberField(form, parameter, axis));
        break;
    case Type::Boolean:
        fields.push_back(booleanField(form, parameter));
        break;
    case Type::Detectors:
        fields.push_back(detectorsField(form, parameter));
        break;
    case Type::Text:
    case Type::Positions:
        fields.push_back(textField(form, parameter, axis));
        break;
    case Type::Devices:
        fields.push_back(namesField(form, parameter));
        break;
    }
    const QJsonValue& first = parameter.initial.isNull() ? parameter.suggestion : parameter.initial;
    if (!first.isUndefined() && !first.isNull())
        fields.back().write(first);
}

PlanForm::Field PlanForm::motorField(QFormLayout& form, const scans::PlanParameter& parameter, int axis)
{
    auto* box = new ChoiceBox(this);
    box->setObjectName(QStringLiteral("%1_%2").arg(parameter.id).arg(axis));
    for (const devices::DeviceSpec& device : m_profile.devices) {
        if (isMotor(device))
            box->addItem(
                device.description.isEmpty() ? device.name : device.name + QStringLiteral("  ·  ") + device.description,
                device.name);
    }
    // Two axes should not begin with the same motor; the sample stage is what most scans are about.
    const int sample = box->findData(axis == 0 && m_spec.minAxes > 1 ? QStringLiteral("sy") : QStringLiteral("sx"));
    const int suggested = box->findData(parameter.suggestion.toString());
    box->setCurrentIndex(suggested >= 0 ? suggested : sample >= 0 ? sample : std::min(axis, box->count() - 1));
    const QString number = m_spec.minAxes < 2 ? QString()
        : axis == 0                           ? tr(" (slow)")
        : axis == m_spec.minAxes - 1          ? tr(" (fast)")
                                              : QStringLiteral(" %1").arg(axis + 1);
    form.addRow(parameter.title + number, box);
    connect(box, &QComboBox::currentIndexChanged, this, &PlanForm::changed);
    return {parameter.id, [box] { return QJsonValue(box->currentData().toString()); },
        [box](const QJsonValue& value) {
            if (const int index = box->findData(value.toString()); index >= 0)
                box->setCurrentIndex(index);
        }};
}

PlanForm::Field PlanForm::numberField(QFormLayout& form, const scans::PlanParameter& parameter, int axis)
{
    auto* field = new NumberField(this);
    field->setObjectName(QStringLiteral("%1_%2").arg(parameter.id).arg(axis));
    field->setRange(parameter.minimum, parameter.maximum);
    field->setInteger(parameter.type == Type::Integer);
    field->setToolTip(parameter.help);
    auto* unit = unitLabel(this);
    auto* row = tight();
    row->addWidget(field, 1);
    row->addWidget(unit);
    form.addRow(parameter.title, row);
    connect(field, &NumberField::valueChanged, this, &PlanForm::changed);
    if (parameter.type == Type::Seconds)
        unit->setText(tr("s"));
    if (!parameter.unitOf.isEmpty()) {
        const auto motorOf = [this, axis, id = parameter.unitOf] {
            for (const Field& each : m_axes[static_cast<std::size_t>(axis)]) {
                if (each.id == id)
                    return each.read().toString();
            }
            return QString();
        };
        m_refreshers.push_back([this, unit, motorOf] { unit->setText(m_units.value(motorOf())); });
    }
    return {parameter.id,
        [field] {
            const std::optional<double> number = field->value();
            return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Undefined);
        },
        [field](const QJsonValue& value) { field->setValue(value.toDouble()); }};
}

PlanForm::Field PlanForm::intervalsField(QFormLayout& form, const scans::PlanParameter& parameter, int axis)
{
    auto* points = new NumberField(this);
    auto* intervals = new NumberField(this);
    points->setObjectName(QStringLiteral("points_%1").arg(axis));
    intervals->setObjectName(QStringLiteral("%1_%2").arg(parameter.id).arg(axis));
    for (NumberField* field : {points, intervals}) {
        field->setMinimumWidth(48);
        field->setInteger(true);
        field->setToolTip(parameter.help);
    }
    intervals->setRange(std::max(1.0, parameter.minimum), parameter.maximum);
    points->setRange(std::max(1.0, parameter.minimum) + 1, parameter.maximum + 1);
    auto* step = new QLabel(this);
    step->setProperty("hint", true);
    auto* row = tight();
    row->addWidget(points, 1);
    row->addWidget(new QLabel(tr("or"), this));
    row->addWidget(intervals, 1);
    auto* word = unitLabel(this);
    word->setText(tr("intervals"));
    row->addWidget(word);
    form.addRow(tr("Points"), row);
    form.addRow(tr("Step"), step);
    connect(points, &QLineEdit::textEdited, this, [points, intervals] {
        if (const auto number = points->value())
            intervals->setValue(*number - 1);
    });
    connect(intervals, &NumberField::valueChanged, this, [this, points, intervals] {
        if (const auto number = intervals->value(); number && points->value() != *number + 1)
            points->setValue(*number + 1);
        Q_EMIT changed();
    });
    m_refreshers.push_back([this, step, intervals, axis] {
        QJsonObject values;
        for (const Field& each : m_axes[static_cast<std::size_t>(axis)])
            values[each.id] = each.read();
        const std::optional<double> count = intervals->value();
        const double range = values[QLatin1String("stop")].toDouble() - values[QLatin1String("start")].toDouble();
        const QString units = m_units.value(values[QLatin1String("motor")].toString());
        step->setText(count && *count > 0 ? QStringLiteral("%1 %2").arg(range / *count, 0, 'g', 6).arg(units).trimmed()
                                          : QStringLiteral("—"));
    });
    return {parameter.id,
        [intervals] {
            const std::optional<double> number = intervals->value();
            return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Undefined);
        },
        [intervals](const QJsonValue& value) { intervals->setValue(value.toDouble()); }};
}

PlanForm::Field PlanForm::booleanField(QFormLayout& form, const scans::PlanParameter& parameter)
{
    auto* box = new QCheckBox(this);
    box->setObjectName(parameter.id);
    box->setToolTip(parameter.help);
    auto* help = new QLabel(parameter.help, this);
    help->setProperty("hint", true);
    help->setWordWrap(true);
    help->setBuddy(box);
    auto* row = tight();
    row->addWidget(box);
    row->addWidget(help, 1);
    form.addRow(parameter.title, row);
    connect(box, &QCheckBox::toggled, this, &PlanForm::changed);
    return {parameter.id, [box] { return QJsonValue(box->isChecked()); },
        [box](const QJsonValue& value) { box->setChecked(value.toBool()); }};
}

PlanForm::Field PlanForm::detectorsField(QFormLayout& form, const scans::PlanParameter& parameter)
{
    auto* box = new QWidget(this);
    auto* row = new FlowLayout(box);
    std::vector<QPushButton*> chips;
    for (const devices::DeviceSpec& device : m_profile.devices) {
        if (!isDetector(device))
            continue;
        auto* chip = new QPushButton(device.name, this);
        chip->setObjectName(QStringLiteral("detector_") + device.name);
        chip->setCheckable(true);
        chip->setProperty("chip", true);
        chip->setToolTip(device.description);
        chip->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        chip->setChecked(chips.empty());
        connect(chip, &QPushButton::toggled, this, &PlanForm::changed);
        row->addWidget(chip);
        chips.push_back(chip);
    }
    form.addRow(parameter.title, box);
    return {parameter.id,
        [chips] {
            QJsonArray names;
            for (const QPushButton* chip : chips) {
                if (chip->isChecked())
                    names.append(chip->text());
            }
            return QJsonValue(names);
        },
        [chips](const QJsonValue& value) {
            if (value.toArray().isEmpty())
                return;
            for (QPushButton* chip : chips)
                chip->setChecked(value.toArray().contains(chip->text()));
        }};
}

PlanForm::Field PlanForm::lineField(QFormLayout& form, const scans::PlanParameter& parameter, const QString& objectName,
    std::function<QJsonValue(const QString&)> valueOf)
{
    auto* field = new QLineEdit(this);
    field->setObjectName(objectName);
    field->setToolTip(parameter.help);
    auto* problem = new QLabel(this);
    problem->setObjectName(objectName + QStringLiteral("_problem"));
    problem->setProperty("hint", true);
    problem->setWordWrap(true);
    problem->hide();
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(problem);
    form.addRow(parameter.title, column);
    connect(field, &QLineEdit::textChanged, this, &PlanForm::changed);
    const auto blame = [field, problem](const QString& text) {
        problem->setText(text);
        problem->setVisible(!text.isEmpty());
        field->setProperty("state", text.isEmpty() ? QString() : QStringLiteral("refused"));
        field->style()->unpolish(field);
        field->style()->polish(field);
    };
    return {parameter.id, [field, valueOf = std::move(valueOf)] { return valueOf(field->text()); },
        [field](const QJsonValue& value) { field->setText(textOf(value)); }, {}, blame};
}

PlanForm::Field PlanForm::textField(QFormLayout& form, const scans::PlanParameter& parameter, int axis)
{
    return lineField(form, parameter, QStringLiteral("%1_%2").arg(parameter.id).arg(axis),
        [](const QString& text) { return QJsonValue(text); });
}

PlanForm::Field PlanForm::namesField(QFormLayout& form, const scans::PlanParameter& parameter)
{
    return lineField(form, parameter, parameter.id, [](const QString& text) {
        static const QRegularExpression separators(QStringLiteral("[,\\s]+"));
        return QJsonValue(QJsonArray::fromStringList(text.split(separators, Qt::SkipEmptyParts)));
    });
}

/// What most scans do without, folded away.
void PlanForm::addAdvanced(QFormLayout& form)
{
    const auto wanted = [](const scans::PlanParameter& parameter) { return parameter.advanced; };
    if (std::none_of(m_spec.parameters.begin(), m_spec.parameters.end(), wanted))
        return;
    auto* more = new QToolButton(this);
    more->setObjectName(QStringLiteral("more"));
    more->setText(tr("More"));
    more->setToolTip(tr("Commands before and after, breakpoints, what is recorded besides"));
    more->setCheckable(true);
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setArrowType(Qt::RightArrow);
    auto* box = new QWidget(this);
    auto* rows = new QFormLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setVerticalSpacing(6);
    rows->setHorizontalSpacing(12);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const scans::PlanParameter& parameter : m_spec.parameters) {
        if (!parameter.advanced)
            continue;
        addField(*rows, m_fields, parameter, 0);
        const bool list = parameter.type == Type::Devices;
        m_fields.back().unsaid = list ? QJsonValue(QJsonArray()) : parameter.initial;
    }
    form.addRow(more);
    form.addRow(box);
    box->hide();
    connect(more, &QToolButton::toggled, box, [more, box](bool shown) {
        box->setVisible(shown);
        more->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    });
}

void PlanForm::showProblem(const QString& id, const QString& message)
{
    const auto tell = [&](const Fields& fields, const QString& prefix) {
        for (const Field& field : fields) {
            const QString name = prefix + field.id;
            const QString start = name + QStringLiteral(": ");
            if (field.blame)
                field.blame(name != id ? QString() : message.startsWith(start) ? message.mid(start.size()) : message);
        }
    };
    tell(m_fields, {});
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        tell(m_axes[axis], QStringLiteral("axes[%1].").arg(axis));
}

QString PlanForm::inWords(const devices::Error& problem) const
{
    const QString start = problem.source + QStringLiteral(": ");
    if (problem.source.isEmpty() || !problem.message.startsWith(start))
        return problem.message;
    const bool ofAxis = problem.source.startsWith(AxesKey + QLatin1Char('['));
    const QString id = problem.source.section(QLatin1Char('.'), -1);
    for (const scans::PlanParameter& parameter : ofAxis ? m_spec.axis : m_spec.parameters) {
        if (parameter.id == id)
            return tr("%1: %2").arg(parameter.title, problem.message.mid(start.size()));
    }
    return problem.message;
}

QJsonObject PlanForm::parameters() const
{
    const auto collect = [](const Fields& fields) {
        QJsonObject values;
        for (const Field& field : fields) {
            if (const QJsonValue value = field.read(); !value.isUndefined() && field.unsaid != value)
                values[field.id] = value;
        }
        return values;
    };
    QJsonObject all = collect(m_fields);
    if (!m_axes.empty()) {
        QJsonArray axes;
        for (const Fields& fields : m_axes)
            axes.append(collect(fields));
        all[AxesKey] = axes;
    }
    return all;
}

void PlanForm::setParameters(const QJsonObject& parameters)
{
    const auto fill = [](const Fields& fields, const QJsonObject& values) {
        for (const Field& field : fields) {
            if (values.contains(field.id))
                field.write(values[field.id]);
            else if (field.unsaid)
                field.write(*field.unsaid);
        }
    };
    fill(m_fields, parameters);
    const QJsonArray axes = parameters[AxesKey].toArray();
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        fill(m_axes[axis], axes[static_cast<int>(axis)].toObject());
}

void PlanForm::setUnits(const QString& motor, const QString& units)
{
    m_units[motor] = units;
    for (const auto& refresh : m_refreshers)
        refresh();
}

} // namespace widgets
