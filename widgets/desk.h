#pragma once

#include "devices/channel/channelhub.h"
#include "plotting/theme.h"
#include "widgets/displaypump.h"

#include <QObject>

namespace widgets {

/// What every widget of the desk needs from its surroundings: where channels are, who brings their values, how things look,
/// and where to say something to the user.
/// Thread:  GUI.
class Desk : public QObject
{
    Q_OBJECT

public:
    Desk(devices::ChannelHub& hub, QObject* parent = nullptr);

    devices::ChannelHub& hub() { return m_hub; }
    DisplayPump& pump() { return m_pump; }
    const plotting::Theme& theme() const { return *m_theme; }
    void setTheme(plotting::ThemeName name);

    enum class Tone { Information, Warning, Refusal };

public Q_SLOTS:
    /// A sentence for the status line; refusals stay longer.
    void say(const QString& text, widgets::Desk::Tone tone = widgets::Desk::Tone::Information);

Q_SIGNALS:
    void themeChanged(const plotting::Theme& theme);
    void said(const QString& text, widgets::Desk::Tone tone);

private:
    devices::ChannelHub& m_hub;
    DisplayPump m_pump;
    const plotting::Theme* m_theme;
};

} // namespace widgets
