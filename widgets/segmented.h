#pragma once

#include <QFrame>
#include <QStringList>

class QButtonGroup;

namespace widgets {

/// A few words of which one is chosen.
class Segmented : public QFrame
{
    Q_OBJECT

public:
    explicit Segmented(const QStringList& words, QWidget* parent = nullptr);

    int current() const;
    void setCurrent(int index);
    void setEnabledAt(int index, bool enabled);

Q_SIGNALS:
    void currentChanged(int index);

private:
    QButtonGroup* m_buttons;
};

} // namespace widgets
