#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>

namespace plotting {

enum class ThemeName { Light, Dark };

/// The one place of colours: style sheet, palette, icons and plots all read these tokens.
/// A …Bg is the ground on which the token of the same name is written (pills, marked rows).
struct Theme
{
    ThemeName name = ThemeName::Light;
    QColor window; ///< ground behind the cards
    QColor surface; ///< cards, plots, entries
    QColor alt; ///< buttons, headers, empty cells
    QColor line; ///< borders
    QColor grid; ///< plot grid
    QColor text;
    QColor text2; ///< units, hints, axis labels
    QColor accent;
    QColor accentBg;
    QColor accentText; ///< words on an accent ground
    QColor ok;
    QColor okBg;
    QColor minor;
    QColor minorBg;
    QColor major;
    QColor majorBg;
    QColor invalid;
    QColor invalidBg;
    QColor moving;
    QColor movingBg;
    QColor stop;
    QColor stopText;
    QColor ghost; ///< earlier runs
    std::array<QColor, 10> curves;

    /// Any index; wraps after the ten distinct ones.
    QColor curve(int index) const;

    static const Theme& light();
    static const Theme& dark();
    static const Theme& of(ThemeName name);
};

/// For QApplication::setPalette(), together with the Fusion style and styleSheet().
QPalette palette(const Theme& theme);

/// Inter if it is installed, else the desktop's sans.
QFont uiFont(int pixelSize = 13, QFont::Weight weight = QFont::Normal);

/// For readings that change: uiFont() if its digits are all equally wide (Inter's are not, without OpenType
/// features, which Qt has from 6.7), else a sans whose digits are.
QFont numberFont(int pixelSize = 13, QFont::Weight weight = QFont::Normal);

/// The colour, darkened or lightened as far as words on this ground need (4.5 : 1).
QColor readable(QColor color, const QColor& ground);

/// WCAG 2.1 contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b);

} // namespace plotting
