#include "devices/caserver/valuetext.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace devices {

namespace {

constexpr double fixedLimit = 1e7;
constexpr double shortFixedLimit = 1e16;
constexpr int maxFixedPrecision = 8;
constexpr int maxPrecision = 17;

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view withoutLeadingBlanks(std::string_view text)
{
    const auto first = std::find_if_not(text.begin(), text.end(), isBlank);
    return text.substr(static_cast<std::size_t>(first - text.begin()));
}

// from_chars knows no plus sign.
std::string_view withoutPlus(std::string_view text)
{
    return text.size() > 1 && text[0] == '+' && text[1] != '-' ? text.substr(1) : text;
}

} // namespace

NumberText::NumberText(qint64 number)
{
    const auto result = std::to_chars(m_text.data(), m_text.data() + m_text.size(), number);
    m_end = static_cast<std::size_t>(result.ptr - m_text.data());
}

NumberText::NumberText(double number, int precision)
{
    const int digits = std::clamp(precision, 0, maxPrecision);
    const double size = std::abs(number);
    const bool exponent = digits > maxFixedPrecision || size > shortFixedLimit;
    const int decimals = !exponent && size > fixedLimit ? std::min(digits, 3) : digits;
    char* const begin = m_text.data() + (exponent ? 24 : 0);
    const auto result
        = std::to_chars(begin, m_text.data() + m_text.size(), std::isnan(number) ? std::abs(number) : number,
            exponent ? std::chars_format::scientific : std::chars_format::fixed, decimals);
    m_begin = static_cast<std::size_t>(begin - m_text.data());
    m_end = static_cast<std::size_t>(result.ptr - m_text.data());
    if (exponent)
        alignRight(static_cast<std::size_t>(digits) + 7);
}

void NumberText::alignRight(std::size_t width)
{
    while (m_end - m_begin < width && m_begin > 0)
        m_text.at(--m_begin) = ' ';
}

std::optional<double> parseWireDouble(std::string_view text)
{
    const std::string_view number = withoutPlus(withoutLeadingBlanks(text));
    if (number.empty())
        return 0.0;
    double value = 0;
    const char* const end = number.data() + number.size();
    const auto result = std::from_chars(number.data(), end, value);
    if (result.ec != std::errc{} || (result.ptr != end && !isBlank(*result.ptr)))
        return std::nullopt;
    return value;
}

std::optional<qint64> parseWireInteger(std::string_view text)
{
    const std::string_view number = withoutPlus(withoutLeadingBlanks(text));
    if (number.empty())
        return 0;
    qint64 value = 0;
    const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
    if (result.ec != std::errc{})
        return std::nullopt;
    return value;
}

} // namespace devices
