#pragma once

#include <QtGlobal>

#include <array>
#include <optional>
#include <string_view>

namespace devices {

/// A number's text, at most 39 characters, as the string types of Channel Access carry it. Independent of the locale.
class NumberText
{
public:
    explicit NumberText(qint64 number);
    /// Fixed with `precision` decimals up to 1e7, with at most 3 up to 1e16; else, and for precisions above 8, in exponent
    /// form right-aligned in precision + 7 columns.
    NumberText(double number, int precision);

    std::string_view view() const { return {m_text.data() + m_begin, m_end - m_begin}; }

private:
    void alignRight(std::size_t width);

    std::array<char, 64> m_text{};
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

/// Leading blanks, then a number ("nan" and "inf" too), then nothing or a blank and whatever; empty text is 0.
std::optional<double> parseWireDouble(std::string_view text);
/// Leading blanks, then decimal digits up to the first foreign character; empty text is 0.
std::optional<qint64> parseWireInteger(std::string_view text);

} // namespace devices
