#include "devices/calc/expression.h"

#include "devices/kinds/texts.h"

#include <muParser.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace devices {

namespace {

using Number = mu::value_type;

struct UnaryFunction
{
    const char* name;
    Number (*function)(Number);
};

constexpr UnaryFunction UnaryFunctions[] = {
    {"abs", [](Number x) { return std::abs(x); }},
    {"sign", [](Number x) { return Number((x > 0) - (x < 0)); }},
    {"sqrt", [](Number x) { return std::sqrt(x); }},
    {"exp", [](Number x) { return std::exp(x); }},
    {"ln", [](Number x) { return std::log(x); }},
    {"log10", [](Number x) { return std::log10(x); }},
    {"log2", [](Number x) { return std::log2(x); }},
    {"sin", [](Number x) { return std::sin(x); }},
    {"cos", [](Number x) { return std::cos(x); }},
    {"tan", [](Number x) { return std::tan(x); }},
    {"asin", [](Number x) { return std::asin(x); }},
    {"acos", [](Number x) { return std::acos(x); }},
    {"atan", [](Number x) { return std::atan(x); }},
    {"sinh", [](Number x) { return std::sinh(x); }},
    {"cosh", [](Number x) { return std::cosh(x); }},
    {"tanh", [](Number x) { return std::tanh(x); }},
    {"floor", [](Number x) { return std::floor(x); }},
    {"ceil", [](Number x) { return std::ceil(x); }},
    {"round", [](Number x) { return std::round(x); }},
    {"isnan", [](Number x) { return Number(std::isnan(x)); }},
};

struct ListFunction
{
    const char* name;
    Number (*function)(const Number* numbers, int count);
};

constexpr ListFunction ListFunctions[] = {
    {"min", [](const Number* x, int n) { return *std::min_element(x, x + n); }},
    {"max", [](const Number* x, int n) { return *std::max_element(x, x + n); }},
    {"sum",
        [](const Number* x, int n) {
            Number sum = 0;
            for (int i = 0; i < n; ++i)
                sum += x[i];
            return sum;
        }},
    {"avg",
        [](const Number* x, int n) {
            Number sum = 0;
            for (int i = 0; i < n; ++i)
                sum += x[i];
            return sum / n;
        }},
};

/// Not the parser's own table, whose "log" and "rint" mean different things in different places.
void defineWords(mu::Parser& parser)
{
    parser.ClearFun();
    parser.ClearConst();
    for (const UnaryFunction& each : UnaryFunctions)
        parser.DefineFun(each.name, each.function);
    for (const ListFunction& each : ListFunctions)
        parser.DefineFun(each.name, each.function);
    parser.DefineFun(
        "atan2", +[](Number y, Number x) { return std::atan2(y, x); });
    parser.DefineFun(
        "mod", +[](Number x, Number y) { return std::fmod(x, y); });
    parser.DefineInfixOprt(
        "!", +[](Number x) { return Number(x == 0); });
    parser.DefineConst("pi", std::numbers::pi);
    parser.DefineConst("e", std::numbers::e);
}

Error complaint(const QString& text, const mu::ParserError& error)
{
    const QString reason = QString::fromStdString(error.GetMsg());
    const QString place = error.GetPos() < 0 || error.GetPos() >= text.size()
        ? Texts::tr("at its end")
        : Texts::tr("at \"%1\"").arg(text.mid(static_cast<qsizetype>(error.GetPos()), 12));
    return {ErrorCode::BadValue, Texts::tr("the expression is wrong %1: %2").arg(place, reason), text};
}

} // namespace

struct Expression::Private
{
    mu::Parser parser;
    std::vector<double> numbers; // the parser points into it
};

Expression::Expression(std::unique_ptr<Private> parser)
    : d(std::move(parser))
{
}

Expression::~Expression() = default;
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;

Result<Expression> Expression::compile(const QString& text, const QStringList& names, const QString& shown)
{
    auto compiled = std::make_unique<Private>();
    compiled->numbers.resize(static_cast<std::size_t>(names.size()), 1.0);
    try {
        defineWords(compiled->parser);
        for (qsizetype i = 0; i < names.size(); ++i)
            compiled->parser.DefineVar(names[i].toStdString(), &compiled->numbers[static_cast<std::size_t>(i)]);
        compiled->parser.SetExpr(text.toStdString());
        compiled->parser.Eval(); // it parses here
        if (compiled->parser.GetNumResults() != 1)
            return Error{ErrorCode::BadValue, Texts::tr("the expression has more than one result"), text};
    } catch (const mu::ParserError& error) {
        return complaint(shown.isEmpty() ? text : shown, error);
    }
    return Expression(std::move(compiled));
}

double Expression::evaluate(std::span<const double> numbers) const
{
    Q_ASSERT(numbers.size() == d->numbers.size());
    std::copy(numbers.begin(), numbers.end(), d->numbers.begin());
    try {
        return d->parser.Eval();
    } catch (const mu::ParserError&) {
        return std::numeric_limits<
            double>::quiet_NaN(); // such as a division by zero, if the library is set to refuse it
    }
}

} // namespace devices
