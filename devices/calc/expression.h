#pragma once

#include "devices/channel/result.h"

#include <QStringList>

#include <memory>
#include <span>

namespace devices {

/// An arithmetic expression over named numbers, as "2 * a + sin(b)" or "a > 5 ? 1 : 0".
///
/// Operators:  + - * / ^ ( ) == != < > <= >= && || ! and c ? x : y; truth is 0 or 1.
/// Functions:  abs sign sqrt exp ln log10 log2 sin cos tan asin acos atan atan2 sinh cosh tanh floor ceil round mod min max sum
///             avg isnan; angles in radians. Constants: pi e.
/// Thread:     any one at a time.
/// Errors:     BadValue with the place in the text; evaluating never fails, what has no value is NaN.
class Expression
{
public:
    /// `names` are what the text may use, in the order of evaluate()'s numbers. `shown` is what errors quote: a text in whose
    /// place `text` stands, of the same length; empty: the text itself.
    static Result<Expression> compile(const QString& text, const QStringList& names, const QString& shown = {});

    ~Expression();
    Expression(Expression&&) noexcept;
    Expression& operator=(Expression&&) noexcept;

    /// As many numbers as there are names.
    double evaluate(std::span<const double> numbers) const;

private:
    struct Private;
    explicit Expression(std::unique_ptr<Private> parser);

    std::unique_ptr<Private> d;
};

} // namespace devices
