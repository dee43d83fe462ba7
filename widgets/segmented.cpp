#include "widgets/segmented.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace widgets {

Segmented::Segmented(const QStringList& words, QWidget* parent)
    : QFrame(parent)
    , m_buttons(new QButtonGroup(this))
{
    setProperty("segmented", true);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    for (const QString& word : words) {
        auto* button = new QToolButton(this);
        button->setText(word);
        button->setCheckable(true);
        row->addWidget(button);
        m_buttons->addButton(button, static_cast<int>(m_buttons->buttons().size()));
    }
    setCurrent(0);
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked)
            Q_EMIT currentChanged(id);
    });
}

int Segmented::current() const
{
    return m_buttons->checkedId();
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton* button = m_buttons->button(index))
        button->setChecked(true);
}

void Segmented::setEnabledAt(int index, bool enabled)
{
    if (QAbstractButton* button = m_buttons->button(index))
        button->setEnabled(enabled);
}

} // namespace widgets
