#include "plotting/theme.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace plotting {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Theme makeLight()
{
    Theme t;
    t.name = ThemeName::Light;
    t.window = rgb(0xF3F4F6);
    t.surface = rgb(0xFFFFFF);
    t.alt = rgb(0xF0F2F5);
    t.line = rgb(0xD9DDE3);
    t.grid = rgb(0xE6E9EE);
    t.text = rgb(0x1A1F27);
    t.text2 = rgb(0x5C6675);
    t.accent = rgb(0x1565C0);
    t.accentBg = rgb(0xE3EEFA);
    t.accentText = rgb(0xFFFFFF);
    t.ok = rgb(0x187A33); // 0x1E8E3E would be 3.7 : 1 on its own ground
    t.okBg = rgb(0xE4F4E8);
    t.minor = rgb(0x8A6100);
    t.minorBg = rgb(0xFFF1BF);
    t.major = rgb(0xC62828);
    t.majorBg = rgb(0xFCE1DF);
    t.invalid = rgb(0x8E24AA);
    t.invalidBg = rgb(0xF4E3F8);
    t.moving = rgb(0x00796B);
    t.movingBg = rgb(0xDDF3F0);
    t.stop = rgb(0xC62828);
    t.stopText = rgb(0xFFFFFF);
    t.ghost = rgb(0xB4BAC4);
    t.curves = {rgb(0x1565C0), rgb(0xD9730D), rgb(0x2E8B57), rgb(0x8E24AA), rgb(0xC2185B), rgb(0x00838F), rgb(0x7A6A00),
        rgb(0x795548), rgb(0x5E60CE), rgb(0x455A64)};
    return t;
}

Theme makeDark()
{
    Theme t;
    t.name = ThemeName::Dark;
    t.window = rgb(0x14171C);
    t.surface = rgb(0x1B1F26);
    t.alt = rgb(0x232830);
    t.line = rgb(0x333A45);
    t.grid = rgb(0x2A3039);
    t.text = rgb(0xE5E8ED);
    t.text2 = rgb(0x98A2B0);
    t.accent = rgb(0x62A8F5);
    t.accentBg = rgb(0x1E3148);
    t.accentText = rgb(0x14171C);
    t.ok = rgb(0x57C878);
    t.okBg = rgb(0x1B3324);
    t.minor = rgb(0xF0C64A);
    t.minorBg = rgb(0x3A3115);
    t.major = rgb(0xFF7168);
    t.majorBg = rgb(0x43201F);
    t.invalid = rgb(0xD98BEB);
    t.invalidBg = rgb(0x3A2341);
    t.moving = rgb(0x4CC9B8);
    t.movingBg = rgb(0x16332F);
    t.stop = rgb(0xD93A32);
    t.stopText = rgb(0xFFFFFF);
    t.ghost = rgb(0x5A6371);
    t.curves = {rgb(0x62A8F5), rgb(0xF0A04B), rgb(0x63C98B), rgb(0xD98BEB), rgb(0xFF7FA8), rgb(0x4FD0DC), rgb(0xD8C84A),
        rgb(0xC9A08A), rgb(0xA3A6FF), rgb(0xA7B4C2)};
    return t;
}

double luminance(const QColor& color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

bool hasTabularDigits(const QFont& font)
{
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (std::abs(metrics.horizontalAdvance(QLatin1Char(digit)) - width) > 0.01)
            return false;
    }
    return true;
}

} // namespace

QColor Theme::curve(int index) const
{
    const int count = int(curves.size());
    return curves[std::size_t(((index % count) + count) % count)];
}

const Theme& Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::dark()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& Theme::of(ThemeName name)
{
    return name == ThemeName::Dark ? dark() : light();
}

QPalette palette(const Theme& theme)
{
    QPalette p;
    p.setColor(QPalette::Window, theme.window);
    p.setColor(QPalette::WindowText, theme.text);
    p.setColor(QPalette::Base, theme.surface);
    p.setColor(QPalette::AlternateBase, theme.alt);
    p.setColor(QPalette::Text, theme.text);
    p.setColor(QPalette::PlaceholderText, theme.text2);
    p.setColor(QPalette::Button, theme.alt);
    p.setColor(QPalette::ButtonText, theme.text);
    p.setColor(QPalette::BrightText, theme.major);
    p.setColor(QPalette::Highlight, theme.accent);
    p.setColor(QPalette::HighlightedText, theme.accentText);
    p.setColor(QPalette::Link, theme.accent);
    p.setColor(QPalette::LinkVisited, theme.invalid);
    p.setColor(QPalette::ToolTipBase, theme.alt);
    p.setColor(QPalette::ToolTipText, theme.text);
    p.setColor(QPalette::Light, theme.surface);
    p.setColor(QPalette::Midlight, theme.alt);
    p.setColor(QPalette::Mid, theme.line);
    p.setColor(QPalette::Dark, theme.line);
    p.setColor(QPalette::Shadow, theme.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, theme.text2);
    p.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.text2);
    return p;
}

QFont uiFont(int pixelSize, QFont::Weight weight)
{
    const QStringList families = QFontDatabase::families();
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    for (const auto* family : {"Inter", "Inter Variable"}) {
        if (families.contains(QLatin1String(family))) {
            font = QFont(QLatin1String(family));
            break;
        }
    }
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    return font;
}

QFont numberFont(int pixelSize, QFont::Weight weight)
{
    QFont font = uiFont(pixelSize, weight);
    if (hasTabularDigits(font))
        return font;
    const QStringList families = QFontDatabase::families();
    for (const auto* family : {"Inter Tabular", "Noto Sans", "Open Sans", "Liberation Sans", "DejaVu Sans"}) {
        if (!families.contains(QLatin1String(family)))
            continue;
        font.setFamily(QLatin1String(family));
        if (hasTabularDigits(font))
            return font;
    }
    return font;
}

QColor readable(QColor color, const QColor& ground)
{
    const bool darken = luminance(ground) > 0.18;
    for (int step = 0; step < 40 && contrast(color, ground) < 4.5; ++step)
        color = darken ? color.darker(105) : color.lighter(105);
    return color;
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace plotting
