#include "simulator/calcrecord.h"

#include "simulator/calctext.h"

#include <algorithm>
#include <cmath>

namespace simulator {

namespace {

constexpr quint16 CalcStatus = 12;
constexpr std::size_t MostInputs = 16;

} // namespace

CalcRecord::CalcRecord(Host& host, const Setup& setup)
    : m_record(host, setup.identity)
{
    const auto putExpression = [this](const Value& value, PutCompletion done) {
        const Result<void> compiled = compile(devices::toText(value));
        if (compiled) {
            m_record.set("CALC", value);
            process();
        }
        done(compiled);
    };
    for (std::size_t i = 0; i < std::min(setup.inputs, MostInputs); ++i)
        m_names.emplace_back(1, static_cast<char>('A' + i));
    m_record.add({
        numberField("VAL", 0, "Result", "@"),
        kept(textField("CALC", setup.expression, "Expression of the inputs", putExpression)),
    });
    for (const std::string& name : m_names) {
        const FieldPut put = setup.writable ? m_record.store(name, [this] { process(); }) : FieldPut();
        Field input = numberField(name, 0, "Input of the expression", "", put);
        m_record.add({setup.writable ? kept(std::move(input)) : std::move(input)});
    }
    const Result<void> compiled = compile(setup.expression);
    Q_ASSERT(compiled);
    process();
}

Result<void> CalcRecord::compile(const QString& text)
{
    if (text.trimmed().isEmpty()) {
        m_expression.reset();
        return {};
    }
    QStringList names;
    for (const std::string& name : m_names)
        names << QString::fromStdString(name);
    Result<devices::Expression> compiled = devices::Expression::compile(fromCalcText(text), names);
    if (!compiled)
        return refusal(m_record.name() + QStringLiteral(".CALC"), compiled.error().code, compiled.error().message);
    m_expression = std::move(compiled).value();
    return {};
}

void CalcRecord::set(const std::vector<double>& inputs)
{
    for (std::size_t i = 0; i < std::min(inputs.size(), m_names.size()); ++i)
        m_record.set(m_names[i], inputs[i]);
    process();
}

void CalcRecord::process()
{
    std::vector<double> inputs;
    for (const std::string& name : m_names)
        inputs.push_back(m_record.number(name));
    const double result = m_expression ? m_expression->evaluate(inputs) : 0;
    m_record.setAlarm(std::isfinite(result) ? Alarm{} : Alarm{Severity::Invalid, CalcStatus});
    m_record.set("VAL", result);
}

} // namespace simulator
