#include "widgets/desk.h"

namespace widgets {

Desk::Desk(devices::ChannelHub& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_theme(&plotting::Theme::light())
{
}

void Desk::setTheme(plotting::ThemeName name)
{
    m_theme = name == plotting::ThemeName::Dark ? &plotting::Theme::dark() : &plotting::Theme::light();
    Q_EMIT themeChanged(*m_theme);
}

void Desk::say(const QString& text, Tone tone)
{
    Q_EMIT said(text, tone);
}

} // namespace widgets
