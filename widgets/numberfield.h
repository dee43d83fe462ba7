#pragma once

#include <QLineEdit>

#include <optional>

namespace widgets {

/// A field for one number that belongs to a form (it writes no PV): the wheel does nothing, Esc brings back the last good
/// number, what is not a finite number in range is marked and never used.
class NumberField : public QLineEdit
{
    Q_OBJECT

public:
    explicit NumberField(QWidget* parent = nullptr);

    void setRange(double minimum, double maximum);
    void setInteger(bool integer) { m_integer = integer; }
    void setValue(double value);
    /// Nothing while the text is not usable.
    std::optional<double> value() const;

Q_SIGNALS:
    void valueChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void check();

    double m_minimum = -1e300;
    double m_maximum = 1e300;
    bool m_integer = false;
    double m_lastGood = 0;
};

} // namespace widgets
