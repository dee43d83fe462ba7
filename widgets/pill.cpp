#include "widgets/pill.h"

#include <QStyle>

#include <array>

namespace widgets {

namespace {

QString toneName(Pill::Tone tone)
{
    static const std::array<const char*, 8> names{
        "quiet", "accent", "ok", "minor", "major", "invalid", "moving", "disconnected"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(tone)));
}

} // namespace

Pill::Pill(QWidget* parent)
    : QLabel(parent)
{
    setProperty("pill", toneName(m_tone));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    hide();
}

void Pill::show(const QString& text, Tone tone)
{
    if (text != this->text())
        setText(text);
    if (tone != m_tone) {
        m_tone = tone;
        setProperty("pill", toneName(tone));
        style()->unpolish(this);
        style()->polish(this);
    }
    setVisible(!text.isEmpty());
}

} // namespace widgets
