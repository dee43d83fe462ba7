#include "widgets/numberfield.h"

#include <QKeyEvent>
#include <QLocale>
#include <QStyle>

#include <cmath>

namespace widgets {

NumberField::NumberField(QWidget* parent)
    : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight);
    connect(this, &QLineEdit::textChanged, this, &NumberField::check);
}

void NumberField::setRange(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
}

void NumberField::setValue(double value)
{
    setText(QString::number(value, 'g', 12));
}

std::optional<double> NumberField::value() const
{
    QString typed = text().trimmed();
    typed.replace(QChar(0x2212), QLatin1Char('-'));
    bool isNumber = false;
    const double number = QLocale::c().toDouble(typed, &isNumber);
    const bool usable = isNumber && std::isfinite(number) && number >= m_minimum && number <= m_maximum
        && (!m_integer || number == std::floor(number));
    return usable ? std::optional(number) : std::nullopt;
}

void NumberField::check()
{
    const std::optional<double> number = value();
    const QString state = number ? QString() : QStringLiteral("refused");
    if (property("state").toString() != state) {
        setProperty("state", state);
        style()->unpolish(this);
        style()->polish(this);
        const QString kind = m_integer ? tr("a whole number") : tr("a number");
        const bool bounded = m_maximum < 1e300 && m_minimum > -1e300;
        const QString range = bounded ? tr("%1 from %2 to %3").arg(kind).arg(m_minimum).arg(m_maximum) : kind;
        setToolTip(number ? QString() : tr("Expected %1").arg(range));
    }
    if (number)
        m_lastGood = *number;
    Q_EMIT valueChanged();
}

void NumberField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !value()) {
        setValue(m_lastGood);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace widgets
