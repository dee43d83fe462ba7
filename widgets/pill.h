#pragma once

#include <QLabel>

namespace widgets {

/// A word or two on a tinted ground: state by colour and words. Styled through its "pill" property.
class Pill : public QLabel
{
    Q_OBJECT

public:
    enum class Tone { Quiet, Accent, Ok, Minor, Major, Invalid, Moving, Disconnected };

    explicit Pill(QWidget* parent = nullptr);

    /// An empty text hides the pill.
    void show(const QString& text, Tone tone);
    Tone tone() const { return m_tone; }

private:
    Tone m_tone = Tone::Quiet;
};

} // namespace widgets
