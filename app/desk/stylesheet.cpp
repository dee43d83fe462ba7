#include "app/desk/stylesheet.h"

#include "plotting/stylesheet.h"

namespace app {

QString applicationStyle(const plotting::Theme& theme)
{
    static const QString ours = QStringLiteral(R"(
QLabel[brand="true"] { font-size: 16px; font-weight: 700; }
QToolButton[perspective="true"] { font-weight: 600; padding: 0 10px; min-height: 26px; }
QToolButton[stopMotor="true"] { background: @alt; border: 1px solid @line; color: @major; padding: 0; font-size: 11px; }
QToolButton[pill="ok"] { color: @ok; background: @okBg; border-radius: 9px; font-size: 12px; font-weight: 600; min-height: 18px; }
QToolButton[pill="quiet"] { color: @text2; background: @alt; border-radius: 9px; font-size: 12px; font-weight: 600; min-height: 18px; }
QToolButton[pill="disconnected"] { color: @text2; border: 1px dashed @text2; border-radius: 9px; font-size: 12px; min-height: 16px; }
QToolButton[noIndicator="true"] { padding: 0 3px; font-weight: 700; }
QToolButton[noIndicator="true"]::menu-indicator { image: none; width: 0; }
QToolButton[boxed="true"] { padding: 0; }
QComboBox[flat="true"] { background: transparent; border: 1px solid transparent; color: @text2; }
QComboBox[flat="true"]:hover { background: @alt; }
QLineEdit[flat="true"] { background: transparent; border: 1px solid transparent; color: @text2; padding: 0 2px; }
QLineEdit[flat="true"]:hover, QLineEdit[flat="true"]:focus { border-color: @line; }
QPushButton[chip="true"] { border-radius: 12px; padding: 0 10px; font-weight: 400; color: @text2; }
QPushButton[chip="true"]:checked { background: @accentBg; color: @accent; border-color: @accentBg; font-weight: 600; }
QFrame[motorRow="true"] QLineEdit { padding: 0 4px; }
QFrame[motorRow="true"] QLineEdit[flat="true"] { padding: 0; }
QFrame[dockHeader="true"] { background: @surface; border: 1px solid @line; border-bottom: none;
    border-top-left-radius: 8px; border-top-right-radius: 8px; }
QStatusBar { background: @surface; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
)");
    QString style = ours;
    // Longer names first: @text2 must not be taken for @text.
    const std::pair<const char*, QColor> tokens[]{{"@text2", theme.text2}, {"@accentBg", theme.accentBg},
        {"@accent", theme.accent}, {"@okBg", theme.okBg}, {"@ok", theme.ok}, {"@alt", theme.alt}, {"@line", theme.line},
        {"@major", theme.major}, {"@surface", theme.surface}};
    for (const auto& [name, colour] : tokens)
        style.replace(QLatin1String(name), colour.name());
    return plotting::styleSheet(theme) + style;
}

} // namespace app
