#pragma once

#include <QString>

namespace plotting {

struct Theme;

/// The whole application's QSS, made from the tokens; to be used with the Fusion style.
///
/// Dynamic properties it knows (set before the widget is shown, or repolish() after):
///   QFrame       card="true"        surface, 1 px line, radius 8      header="true"   34 px bar with a line below
///                topbar, statusline ="true"                           segmented="true"  frame around QToolButtons
///                state="moving|minor|major|invalid|disconnected"      3 px bar at the left and its ground
///   QLabel       title, hint, error ="true", number="true" (20 px), unit="true"
///                pill="ok|minor|major|invalid|moving|accent|quiet|disconnected"
///   QPushButton  accent="true" (the next action), danger="true" (red text), stop="true" (STOP ALL), link="true"
///   QToolButton  plain; segment="true" inside a segmented frame; link="true" (text2 words, as in card headers)
///   QLineEdit    state="edited|refused"
QString styleSheet(const Theme& theme);

/// A style sheet of the caller's with every @token ("@text2", "@accentBg", …) replaced by its colour.
QString withTokens(const QString& source, const Theme& theme);

} // namespace plotting
